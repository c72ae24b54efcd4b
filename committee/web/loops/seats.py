"""Mending who sits on a panel: a link that was lost, an interview that isn't to be held."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from committee.domain.access import May
from committee.store import invites, journal, loops
from committee.store.tables.people import INTERVIEWER
from committee.web.accounts.invitations import invited_again
from committee.web.accounts.members import loop_for, me
from committee.web.frame.transactions import db, see_other

from .loop_page import seat_of

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


@bp.post("/loops/<key>/seats/<seat>/remove")
def remove(key: str, seat: str) -> ResponseReturnValue:
    """Take an interview off the panel, if nothing was submitted in it.

    Whether something was tells of progress, so that this is for those who may read, not for every
    coach: one who still owes a scorecard here can't leave the panel to read the others' either.
    """
    found = loop_for(May.RULE, key)
    held = seat_of(found, seat)
    label, name = held.label, held.interviewer.name
    loops.unassign(db(), held)
    invites.end_if_needless(db(), held.interviewer)
    journal.record(db(), "removed", me(), f"loop:{key}", f"{label} of {name}")
    return see_other("board.loop", f"{label} of {name} is off the panel.", key=key)
