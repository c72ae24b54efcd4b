"""Changing a seat: who holds it, which interview it is, when it is due."""

from flask import Blueprint
from flask.typing import ResponseReturnValue
from wtforms import BooleanField, DateField, EmailField, SelectChoice, SelectField
from wtforms.validators import Optional

from committee.domain.access import May
from committee.present.voice.words import KINDS, listed
from committee.store import invites, journal, people, scorecards, seats
from committee.store.tables.loops import SUBMITTED, Assignment, Loop
from committee.store.tables.people import INTERVIEWER
from committee.web.accounts.invitations import invited_or_known
from committee.web.accounts.signed_in import allowed, loop_for, me
from committee.web.frame.forms import NameField, at_most, looks_like_email, required
from committee.web.frame.transactions import db, page, see_other

from .loop_page import seat_of
from .named_seats import name_of
from .seating_questions import AskingForm, questions_about

bp = Blueprint("change_seat", __name__)

NOT_CANDIDATE = "The candidate can’t sit on their own panel. Choose another."
WRITTEN = "Something is written in it for this kind: remove the seat, and make another."
SUBMITTED_FIRST = "Its scorecard is submitted: hand it back first."


class Day(AskingForm):
    """What every coach may change of a seat, whoever has written what."""

    due_on = DateField("Due", [Optional()])
    bar_raiser = BooleanField("Bar raiser")


class ChangedSeat(Day):
    """All that can be changed of a seat."""

    name = NameField("Interviewer", [required("the interviewer’s name")])
    email = EmailField("E-mail", [required("their address"), looks_like_email, at_most()])
    kind = SelectField("Interview", choices=[SelectChoice(*kind) for kind in KINDS.items()])


@bp.route("/loops/<key>/seats/<seat>/change", methods=["GET", "POST"])
def show(key: str, seat: str) -> ResponseReturnValue:
    """A seat, to be changed."""
    found = loop_for(May.SEAT, key)
    held = seat_of(found, seat)
    form = _form(found, held)
    good = form.validate_on_submit() and _fits(found, held, form)
    if not good or form.asks(_questions(found, held, form)):
        shown = {"this_loop": found, "seat": held, "form": form, "name": name_of(held)}
        return page("loops/change-seat.html", **shown), 422 if form.is_submitted() else 200
    changed, link = _change(found, held, form)
    if changed:
        journal.record(db(), "changed seat", me(), f"loop:{key}", f"{held.label}: {changed}")
    return see_other("board.loop", f"It is changed.{link}" if changed else "", key=key)


def _form(loop: Loop, seat: Assignment) -> Day:
    """The form of what the person here may change.

    Another's interviewer and kind are for who may read: whether they can still be changed tells
    what was written.
    """
    shown = {"due_on": seat.due_on, "bar_raiser": seat.bar_raiser, "kind": seat.kind}
    whole = May.RULE in allowed(loop)
    form = ChangedSeat if whole else Day
    who = {"name": seat.interviewer.name, "email": seat.interviewer.email}
    return form(data={**shown, **who})


def _fits(loop: Loop, seat: Assignment, form: Day) -> bool:
    """Whether what is asked can be done; what can't is said at its field."""
    if not isinstance(form, ChangedSeat):
        return True
    known = people.by_email(db(), form.email.data)
    moves = known is None or known.id != seat.interviewer_id
    if known and known.id == loop.candidate_id:
        form.email.errors = [NOT_CANDIDATE]
    elif moves and seat.state == SUBMITTED:
        form.email.errors = [SUBMITTED_FIRST]
    elif form.kind.data != seat.kind and not moves:
        if seat.state == SUBMITTED:
            form.kind.errors = [SUBMITTED_FIRST]
        elif scorecards.draft_of(db(), seat).saved_at:
            form.kind.errors = [WRITTEN]
    return not form.errors


def _questions(loop: Loop, seat: Assignment, form: Day) -> tuple[str, ...]:
    who, kind, name = seat.interviewer.email, seat.kind, ""
    if isinstance(form, ChangedSeat):
        who, kind, name = form.email.data, form.kind.data, form.name.data
    return questions_about(loop, who, name, kind, form.due_on.data, seat)


def _change(loop: Loop, seat: Assignment, form: Day) -> tuple[str, str]:
    """Change the seat; returns what was changed in words, and a link for somebody new."""
    said, link, now = [], "", seat
    if isinstance(form, ChangedSeat):
        person, link = invited_or_known(
            form.email.data, form.name.data, INTERVIEWER, loop, form.due_on.data
        )
        if person.id != seat.interviewer_id:
            before = seat.interviewer
            now = seats.hand_over(db(), seat, person, me())
            invites.end_if_needless(db(), before)
            said.append(f"given to {person.name}")
    wanted = {n: form[n].data for n in ("kind", "due_on", "bar_raiser") if n in form}
    changed = {name: value for name, value in wanted.items() if value != getattr(now, name)}
    if changed:
        seats.change_seat(db(), now, **changed)
        said += [form[name].label.text.casefold() for name in changed]
    invites.keep_until_due(db(), now.interviewer)
    return listed(said) if said else "", link
