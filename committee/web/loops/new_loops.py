"""New loops of a cohort: candidates, what they aim for, and the panel of them all, in one form."""

from typing import Any, TypeVar

from wtforms import DateField, SelectField, TextAreaField
from wtforms.validators import Optional

from committee.domain.panel_needed import seats_missing
from committee.files.policies import DEFAULT
from committee.present.voice.words import counted
from committee.store import journal, loops
from committee.store.tables.loops import Cohort, Loop
from committee.web.accounts.invitations import seat_candidate
from committee.web.accounts.signed_in import me
from committee.web.frame.forms import NameField, required
from committee.web.frame.transactions import db
from committee.web.packets.packets_from_rows import policy_named

from .loop_form import LOOP_FIELDS, with_choices
from .panel_form import (
    PanelForm,
    asks_to_make,
    filled,
    offer_panels,
    seat_all,
    show_seats,
    to_send_said,
)
from .seating_questions import questions_about_panel
from .typed_people import Typed, typed

MOST_CANDIDATES = 20
OWN_ADDRESS = (
    "{} is your own address: as its candidate you would be locked out of the loop. Give the"
    " candidate’s."
)


T = TypeVar("T", bound="NewLoops")


class NewLoops(PanelForm):
    """Candidates, one a line, and what is the same for them all."""

    candidate = TextAreaField("Candidates", [required("a name, or one a line")])
    target = SelectField("Target level")
    policy = SelectField("Policy")
    role = NameField("Role", [Optional()])
    held_on = DateField("Held on", [Optional()])

    @property
    def named(self) -> list[Typed]:
        """Each candidate, with an address where one was given."""
        lines = (self.candidate.data or "").splitlines()
        return [typed(line) for line in lines if line.strip()]


class FirstLoops(NewLoops):
    """The first cohort of an installation, perhaps with its first loops."""

    name = NameField("Cohort", [required("what you call this cohort")])
    candidate = TextAreaField("Candidates", [Optional()])


def new_loops(form: type[T]) -> T:
    """The form as it is opened or was sent, with the seats that its policy needs."""
    made = form(data={"target": "senior", "policy": DEFAULT})
    with_choices(made)
    panels = offer_panels(made)
    if not asks_to_make():
        policy, target = policy_named(made.policy.data), made.target.data
        show_seats(made, seats_missing(policy, target), panels.get(made.like.data or "", []))
    return made


def make_loops(group: Cohort, form: NewLoops) -> tuple[list[Loop], str] | None:
    """Make what a sound form asks for; the loops, and what to tell. None for one to be mended."""
    fault = _fault(form.named)
    if fault:
        form.candidate.errors = [fault]
    seats = filled(form, [each.email for each in form.named])
    if fault or seats is None:
        return None
    who = [(each.who.email, each.who.name) for each in seats]
    names = [each.name for each in form.named]
    if form.asks(questions_about_panel(who, group, names)):
        return None
    aims: dict[str, Any] = {each: form[each].data or None for each in LOOP_FIELDS}
    made, care = [], []
    for each in form.named:
        loop = loops.create_loop(db(), group, each.name, **aims)
        journal.record(db(), "made loop", me(), f"loop:{loop.key}")
        care += seat_all(loop, seats, form.due_on.data)
        if each.email:
            seat_candidate(loop, each.email)
            journal.record(db(), "named candidate", me(), f"loop:{loop.key}")
        made.append(loop)
    if not seats:
        return made, ""
    said = f"{counted(len(made), 'loop')} with {counted(len(seats), 'interview')} each."
    return made, " ".join([said + to_send_said(seats), *dict.fromkeys(care)])


def _fault(named: list[Typed]) -> str:
    """What is wrong with the candidates, in a reader's words; empty if nothing."""
    if len(named) > MOST_CANDIDATES:
        return f"At most {MOST_CANDIDATES} at once."
    names = [each.name.casefold() for each in named]
    for each in named:
        if each.fault or not each.name:
            return each.fault or f"Add a name to {each.email}."
        if names.count(each.name.casefold()) > 1:
            return f"{each.name} stands here twice: tell them apart."
        if each.email == me().email:
            return OWN_ADDRESS.format(each.email)
    return ""
