"""Mending who sits on a panel: a link that was lost, an interview that isn't to be held."""

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from committee.domain.access import May
from committee.errors import NotFoundError
from committee.present.voice.words import counted
from committee.store import invites, journal, loops, scorecards, seats
from committee.store.tables.loops import NO_SHOW, SUBMITTED, Assignment, Loop
from committee.store.tables.people import INTERVIEWER
from committee.web.accounts.invitations import invited_again
from committee.web.accounts.signed_in import allowed, loop_for, me
from committee.web.frame.transactions import db, page, see_other

from .loop_page import seat_of
from .loop_rows import state_of
from .named_seats import name_of

bp = Blueprint("seats", __name__)

KEPT = "What was written is kept for thirty days: seated here again, they have it back."


@bp.post("/loops/<key>/seats/<seat>/link")
def renew_link(key: str, seat: str) -> ResponseReturnValue:
    """A new link for an interviewer who hasn't joined; the earlier one stops working."""
    found = loop_for(May.SEAT, key)
    held = seat_of(found, seat)
    link = invited_again(held.interviewer, INTERVIEWER, found)
    journal.record(db(), "renewed link", me(), f"loop:{key}", held.label)
    said = f"The earlier link of {held.interviewer.name} has stopped working.{link}"
    return see_other("board.loop", said, key=key)


@bp.get("/loops/<key>/seats/<seat>/remove")
def asked(key: str, seat: str) -> ResponseReturnValue:
    """Whether an interview is to be taken off the panel, and what was written in it."""
    found, held = _removable(key, seat)
    draft = scorecards.draft_of(db(), held)
    if held.state == SUBMITTED:  # Its page says what can be done with it instead.
        return see_other("board.seat", key=key, seat=seat)
    logged = counted(len(draft.body.get("evidence", ())), "piece of evidence", "pieces of evidence")
    own = held.interviewer_id == me().id
    shown = {"draft": draft, "logged": logged, "own": own, "name": name_of(held)}
    return page("loops/remove.html", this_loop=found, seat=held, **shown)


@bp.post("/loops/<key>/seats/<seat>/remove")
def remove(key: str, seat: str) -> ResponseReturnValue:
    """Take an interview off the panel, unless its scorecard is submitted.

    If something was written in it, that is asked first, and kept for its writer.
    """
    _, held = _removable(key, seat)
    begun = scorecards.draft_of(db(), held).saved_at is not None
    if begun and request.form.get("sure") != "yes":
        return see_other("seats.asked", key=key, seat=seat)
    label, person, called = held.label, held.interviewer, name_of(held)
    seats.take_seat(db(), held, me())
    invites.end_if_needless(db(), person)
    journal.record(db(), "removed", me(), f"loop:{key}", f"{label} of {person.name}")
    said = f"{called} is off the panel."
    return see_other("board.loop", f"{said} {KEPT}" if begun else said, key=key)


@bp.post("/loops/<key>/seats/<seat>/no-show")
def no_show(key: str, seat: str) -> ResponseReturnValue:
    """Say that an interview wasn't held: nobody waits for its scorecard any more."""
    found = loop_for(May.RULE, key)
    held = seat_of(found, seat)
    scorecards.leave(db(), held, NO_SHOW)
    journal.record(db(), "no-show", me(), f"loop:{key}", held.label)
    return see_other("board.loop", f"{name_of(held)} wasn’t held.", key=key)


@bp.post("/loops/<key>/seats/<seat>/take-up")
def take_up(key: str, seat: str) -> ResponseReturnValue:
    """Take back that an interview was declined, or not held."""
    found = loop_for(May.RULE, key)
    held = seat_of(found, seat)
    scorecards.take_up(db(), held)
    journal.record(db(), "took up again", me(), f"loop:{key}", held.label)
    return see_other("board.loop", f"{name_of(held)} is held after all.", key=key)


@bp.get("/loops/<key>/states")
def states(key: str) -> ResponseReturnValue:
    """How far each interview is, by its key: for a page that stays open."""
    found = loop_for(May.READ, key)
    held = loops.assignments_of(db(), found)
    return {each.key: state_of(each, scorecards.revisions(db(), each)) for each in held}


def _removable(key: str, seat: str) -> tuple[Loop, Assignment]:
    """An interview that the person here may take off the panel.

    Whether something was written in it tells of progress, so that another's is for who may read.
    A coach's own is hers to leave as long as she has written nothing: then she could have read
    the others' before she was seated, and can't have compared them with what she wrote.
    """
    found = loop_for(May.SEAT, key)
    held = seat_of(found, seat)
    begun = scorecards.draft_of(db(), held).saved_at is not None
    own = held.interviewer_id == me().id and not begun
    if not (own or May.RULE in allowed(found)):
        raise NotFoundError("this interview isn’t yours to remove.")
    return found, held
