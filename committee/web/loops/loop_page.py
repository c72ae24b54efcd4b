"""A loop's page: who sits on the panel, how far it is, what is decided and what is released."""

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue
from wtforms import (
    BooleanField,
    DateField,
    EmailField,
    SelectChoice,
    SelectField,
    TextAreaField,
)
from wtforms.validators import Optional

from committee.domain.access import May
from committee.errors import NotFoundError
from committee.present.voice.words import KINDS
from committee.store import decisions, invites, journal, loops, people, scorecards, seats
from committee.store.tables.decisions import Snapshot
from committee.store.tables.loops import Assignment, Loop
from committee.store.tables.people import INTERVIEWER
from committee.web.accounts.invitations import invited_or_known, seat_candidate
from committee.web.accounts.signed_in import allowed, loop_for, me, reading
from committee.web.frame.forms import (
    LINE,
    Form,
    NameField,
    at_most,
    looks_like_email,
    required,
)
from committee.web.frame.transactions import db, page, see_other
from committee.web.packets.packets_from_rows import policy_named
from committee.web.scorecard.amending import changed_by

from .loop_rows import board_of
from .named_seats import name_of
from .panel_form import PanelForm, known, lines_of, panel_form
from .seating_questions import (
    AskingForm,
    fault_of_reader,
    questions_about,
    questions_about_reader,
)

bp = Blueprint("board", __name__)


class Seat(AskingForm):
    """An interview to assign."""

    name = NameField("Interviewer", [required("the interviewer’s name")])
    email = EmailField("E-mail", [required("their address"), looks_like_email, at_most()])
    kind = SelectField("Interview", choices=[SelectChoice(*kind) for kind in KINDS.items()])
    due_on = DateField("Due", [Optional()])
    bar_raiser = BooleanField("Bar raiser")


class CandidateForm(AskingForm):
    """Whose loop it is."""

    reader = EmailField("E-mail", [required("their address"), looks_like_email, at_most()])


class HandBack(Form):
    """Why a scorecard goes back to its author."""

    reason = TextAreaField("Reason", [required("what its author should look at"), at_most(LINE)])


@bp.get("/loops/<key>")
def loop(key: str) -> str:
    """Everything about a loop that the person here may see."""
    return board_page(loop_for(May.KNOW, key))


@bp.get("/loops/<key>/seats")
@bp.get("/loops/<key>/candidate")
@bp.get("/loops/<key>/panel")
def loop_again(key: str) -> ResponseReturnValue:
    """The loop's page, for who goes to the address at which a form came back."""
    return redirect(url_for("board.loop", key=loop_for(May.SEAT, key).key), code=303)


@bp.get("/loops/<key>/seats/<seat>/hand-back")
def seat_again(key: str, seat: str) -> ResponseReturnValue:
    """The scorecard's page, likewise."""
    held = seat_of(loop_for(May.RULE, key), seat)
    return redirect(url_for("board.seat", key=key, seat=held.key), code=303)


@bp.post("/loops/<key>/seats")
def assign(key: str) -> ResponseReturnValue:
    """Give an interview to somebody, inviting them if they have no account."""
    found, form = loop_for(May.SEAT, key), Seat()
    if not form.validate():
        return board_page(found, form), 422
    known = people.by_email(db(), form.email.data)
    if known and known.id == found.candidate_id:
        form.email.errors = ["The candidate can’t sit on their own panel. Choose another."]
        return board_page(found, form), 422
    asked = (form[name].data for name in ("email", "name", "kind", "due_on"))
    if form.asks(questions_about(found, *asked)):
        return board_page(found, form), 422
    person, link = invited_or_known(
        form.email.data, form.name.data, INTERVIEWER, found, form.due_on.data
    )
    given = {"bar_raiser": form.bar_raiser.data, "due_on": form.due_on.data}
    seat = seats.seat_somebody(db(), found, person, form.kind.data, **given)
    invites.keep_until_due(db(), person)
    journal.record(db(), "assigned", me(), f"loop:{key}", f"{seat.label} to {person.name}")
    return see_other("board.loop", f"{name_of(seat)} is on the panel.{link}", key=key)


@bp.post("/loops/<key>/candidate")
def candidate(key: str) -> ResponseReturnValue:
    """Give the loop's packet a reader: the candidate, who is invited if they have no account."""
    found, form = loop_for(May.SEAT, key), CandidateForm()
    if not form.validate():
        return board_page(found, candidate=form), 422
    known = people.by_email(db(), form.reader.data)
    if known and (fault := fault_of_reader(found, known)):
        form.reader.errors = [fault]
        return board_page(found, candidate=form), 422
    if form.asks(questions_about_reader(found, form.reader.data)):
        return board_page(found, candidate=form), 422
    link = seat_candidate(found, form.reader.data)
    journal.record(db(), "named candidate", me(), f"loop:{key}")
    return see_other("board.loop", f"{found.candidate_name} reads what you release.{link}", key=key)


@bp.get("/loops/<key>/seats/<seat>")
def seat(key: str, seat: str) -> str:
    """One scorecard with all its revisions."""
    return _seat(loop_for(May.READ, key), seat, HandBack(formdata=None))


@bp.post("/loops/<key>/seats/<seat>/hand-back")
def hand_back(key: str, seat: str) -> ResponseReturnValue:
    """Hand a scorecard back to its author, with a reason."""
    found, form = loop_for(May.RULE, key), HandBack()
    if not form.validate():
        return _seat(found, seat, form), 422
    held = seat_of(found, seat)
    scorecards.hand_back(db(), held, form.reason.data)
    journal.record(db(), "handed back", me(), f"loop:{key}", held.label)
    return see_other("board.loop", f"{held.interviewer.name} has it back to write on.", key=key)


def seat_of(loop: Loop, key: str) -> Assignment:
    """An interview of this loop; NotFoundError for another loop's as for none."""
    found = next((s for s in loops.assignments_of(db(), loop) if s.key == key), None)
    if found is None:
        raise NotFoundError("this loop has no such interview.")
    return found


def decision_numbered(loop: Loop, number: int) -> Snapshot:
    """A decision of this loop by its number; NotFoundError."""
    found = next((s for s in decisions.snapshots(db(), loop) if s.number == number), None)
    if found is None:
        raise NotFoundError("this loop has no such decision.")
    return found


def board_page(
    loop: Loop,
    seat: Seat | None = None,
    candidate: CandidateForm | None = None,
    panel: PanelForm | None = None,
) -> str:
    """A loop's page, with those of its forms that are to be mended."""
    may = allowed(loop)
    if May.SEAT in may and panel is None:
        held = loops.assignments_of(db(), loop)
        panel = panel_form(PanelForm(formdata=None), loop, held)
    known_lines = lines_of(known()) if May.SEAT in may else []
    loop = reading(loop) if May.READ in may else loop
    board = board_of(loop, may, me())
    return page(
        "loops/loop.html", this_loop=loop, board=board, may=may, May=May,
        seat=seat or Seat(formdata=None), candidate=candidate or CandidateForm(formdata=None),
        panel=panel, known=known_lines,
    )  # fmt: skip


def _seat(loop: Loop, key: str, form: HandBack) -> str:
    held = seat_of(loop, key)
    sent = scorecards.revisions(db(), held)
    revisions = list(zip(sent, changed_by(held, sent), strict=True))
    may, policy = allowed(loop), policy_named(loop.policy)
    return page(
        "loops/seat.html", this_loop=loop, seat=held, revisions=revisions,
        form=form, may=may, May=May, ladder=policy.ladder, name=name_of(held),
    )  # fmt: skip
