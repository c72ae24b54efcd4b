"""Mending who sits on a panel: a link that was lost, an interview that isn't to be held."""

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from committee.domain.access import May
from committee.errors import NotFoundError
from committee.present.voice.words import counted
from committee.store import invites, journal, loops, scorecards
from committee.store.tables.loops import Assignment, Loop
from committee.store.tables.people import INTERVIEWER
from committee.web.accounts.invitations import invited_again
from committee.web.accounts.signed_in import allowed, loop_for, me
from committee.web.frame.transactions import db, page, see_other

from .loop_page import seat_of
from .named_seats import name_of

bp = Blueprint("seats", __name__)


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
    """Whether an interview is to be taken off the panel, and what is lost with it."""
    found, held = _removable(key, seat)
    draft = scorecards.draft_of(db(), held)
    if scorecards.latest(db(), held):  # Its page says what can be done with it instead.
        return see_other("board.seat", key=key, seat=seat)
    logged = counted(len(draft.body.get("evidence", ())), "piece of evidence", "pieces of evidence")
    own = held.interviewer_id == me().id
    return page(
        "loops/remove.html", this_loop=found, seat=held, draft=draft, logged=logged, own=own
    )


@bp.post("/loops/<key>/seats/<seat>/remove")
def remove(key: str, seat: str) -> ResponseReturnValue:
    """Take an interview off the panel, if nothing was submitted in it.

    If something was written in it, that is asked first.
    """
    _, held = _removable(key, seat)
    begun = scorecards.draft_of(db(), held).version and not scorecards.latest(db(), held)
    if begun and request.form.get("sure") != "yes":
        return see_other("seats.asked", key=key, seat=seat)
    label, name, called = held.label, held.interviewer.name, name_of(held)
    loops.unassign(db(), held)
    invites.end_if_needless(db(), held.interviewer)
    journal.record(db(), "removed", me(), f"loop:{key}", f"{label} of {name}")
    return see_other("board.loop", f"{called} is off the panel.", key=key)


def _removable(key: str, seat: str) -> tuple[Loop, Assignment]:
    """An interview that the person here may take off the panel.

    Whether something was written in it tells of progress, so that another's is for who may read.
    A coach's own is hers to leave as long as she has written nothing: then she could have read
    the others' before she was seated, and can't have compared them with what she wrote.
    """
    found = loop_for(May.SEAT, key)
    held = seat_of(found, seat)
    begun = scorecards.draft_of(db(), held).version > 0
    own = held.interviewer_id == me().id and not begun
    if not (own or May.RULE in allowed(found)):
        raise NotFoundError("this interview isn’t yours to remove.")
    return found, held
