"""Seats to fill in a form: one line for each, with whoever is picked or typed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import request
from wtforms import BooleanField, DateField, FieldList, FormField, SelectChoice, SelectField
from wtforms.validators import Optional

from committee.domain.panel_needed import SeatNeeded, seats_missing
from committee.present.voice.words import KINDS
from committee.store import invites, journal, known_people, people
from committee.store.seats import seat_somebody
from committee.store.tables.loops import Assignment, Loop
from committee.store.tables.people import INTERVIEWER, Person
from committee.web.accounts.invitations import come_in
from committee.web.accounts.signed_in import me
from committee.web.frame.forms import Form, NameField
from committee.web.frame.transactions import db
from committee.web.packets.packets_from_rows import policy_named

from .seating_questions import AskingForm
from .typed_people import Typed, interviewer, shown

MOST = 12
OWN = "The candidate can’t sit on their own panel."
TWICE = "This person has an interview of the kind already: choose another, or leave it empty."
PASSED = "This day has passed."


class SeatLine(Form):
    """One seat; nobody in it leaves it to be filled later."""

    class Meta(Form.Meta):
        csrf = False

    kind = SelectField("Interview", choices=[SelectChoice(*kind) for kind in KINDS.items()])
    who = NameField("Interviewer", [Optional()])
    raises = BooleanField("Bar raiser")


class PanelForm(AskingForm):
    """A panel, or what of it is still to be filled."""

    like = SelectField("The same panel as", [Optional()])
    due_on = DateField("Scorecards due", [Optional()])
    seats = FieldList(FormField(SeatLine), max_entries=MOST)

    def validate(self, extra_validators: object = None) -> bool:
        """Whether all fits, and nobody's day has passed."""
        sound = super().validate(extra_validators)
        if self.due_on.data and self.due_on.data < date.today():
            self.due_on.errors = [PASSED]
            return False
        return sound


@dataclass(frozen=True)
class Filled:
    """A seat with who is to sit there."""

    kind: str
    who: Typed
    bar_raiser: bool


def asks_to_make() -> bool:
    """Whether a form was sent to be done, and not to show other seats."""
    return request.method == "POST" and request.form.get("act", "make") == "make"


def known() -> list[Person]:
    """Whom the coach here can pick."""
    return known_people.known_interviewers(db(), me())


def lines_of(people: Sequence[Person]) -> list[str]:
    """People as the lines that are offered."""
    return [shown(each.name, each.email) for each in people]


def offer_panels(form: PanelForm) -> dict[str, list[Assignment]]:
    """Let a form name the panels that can be taken again; their seats by the loop's key."""
    found = known_people.panels_to_repeat(db(), me())
    names = ((loop, ", ".join(dict.fromkeys(s.interviewer.name for s in on))) for loop, on in found)
    told = [SelectChoice(loop.key, f"{loop.candidate_name}: {who}"[:120]) for loop, who in names]
    form.like.choices = [SelectChoice("", "–"), *told]
    return {loop.key: seats for loop, seats in found}


def panel_form(form: PanelForm, loop: Loop, held: Sequence[Assignment]) -> PanelForm:
    """The form of a loop whose panel holds these seats, with those that are to be filled."""
    panels = offer_panels(form)
    if not (form.is_submitted() and asks_to_make()):
        have = [SeatNeeded(seat.kind, seat.bar_raiser) for seat in held]
        missing = seats_missing(policy_named(loop.policy), loop.target, have)
        show_seats(form, missing, panels.get(form.like.data or "", []))
    return form


def show_seats(form: PanelForm, needed: Sequence[SeatNeeded], like: Sequence[Assignment]) -> None:
    """Let a form have the seats of a panel, or those needed with what was typed, and one more."""
    typed_ = [(e.kind.data, e.who.data, e.raises.data) for e in form.seats if e.who.data]
    lines = [
        (s.kind, shown(s.interviewer.name, s.interviewer.email), s.bar_raiser) for s in like
    ] or _with(typed_, needed)
    while form.seats.entries:
        form.seats.pop_entry()
    for kind, who, raises in [*lines[: MOST - 1], ("behavioral", "", False)]:
        form.seats.append_entry({"kind": kind, "who": who, "raises": raises})


def filled(
    form: PanelForm, candidates: Sequence[str], held: Sequence[Assignment] = ()
) -> list[Filled] | None:
    """The seats in which somebody is named; None once what is wrong stands at its line.

    `candidates` are addresses that can't sit here, `held` the seats that are filled already.
    """
    here, found, sound = known(), [], True
    taken = {(seat.kind, seat.interviewer.email) for seat in held}
    for line in form.seats:
        if not line.who.data:
            continue
        who, fault = interviewer(line.who.data, here)
        fault = fault or (OWN if who.email in candidates else "")
        fault = fault or (TWICE if (line.kind.data, who.email) in taken else "")
        if fault:
            line.who.errors, sound = [fault], False
        taken.add((line.kind.data, who.email))
        found.append(Filled(line.kind.data, who, line.raises.data))
    return found if sound else None


def seat_all(loop: Loop, seats: Sequence[Filled], due_on: date | None) -> list[str]:
    """Give everybody their interview, one link a person; what to be careful about, in sentences."""
    said = []
    for seat in seats:
        person, _, care = come_in(seat.who.email, seat.who.name, INTERVIEWER, loop, due_on)
        made = seat_somebody(
            db(), loop, person, seat.kind, bar_raiser=seat.bar_raiser, due_on=due_on
        )
        invites.keep_until_due(db(), person)
        journal.record(db(), "assigned", me(), f"loop:{loop.key}", f"{made.label} to {person.name}")
        said.append(care)
    return list(dict.fromkeys(filter(None, said)))


def to_send_said(seats: Sequence[Filled]) -> str:
    """That links are to be sent to those who were seated, where somebody is new."""
    found = (people.by_email(db(), seat.who.email) for seat in seats)
    new = any(person and not person.joined for person in found)
    return " Links to send stand below until they are used." if new else ""


def _with(
    typed_: Sequence[tuple[str, str, bool]], needed: Sequence[SeatNeeded]
) -> list[tuple[str, str, bool]]:
    """The seats needed, those of their kind in them that were typed, then whoever is left over."""
    left, lines = list(typed_), []
    for seat in needed:
        mine = next((each for each in left if each[0] == seat.kind), None)
        if mine:
            left.remove(mine)
        lines.append((seat.kind, mine[1] if mine else "", seat.bar_raiser))
    return [*lines, *left]
