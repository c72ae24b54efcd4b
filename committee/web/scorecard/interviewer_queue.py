"""An interviewer's queue: what is theirs to do, what is begun, what is done."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from flask import Blueprint

from committee.store import loops, scorecards
from committee.store.row_helpers import number_of
from committee.store.tables.loops import HANDED_BACK, LEFT, OPEN, SUBMITTED, Assignment
from committee.web.accounts.signed_in import me
from committee.web.frame.transactions import db, page

bp = Blueprint("queue", __name__)


@dataclass(frozen=True)
class Turn:
    """One interview in somebody's queue; `saved_at` is None before anything was typed."""

    seat: Assignment
    saved_at: datetime | None
    late: bool


@bp.get("/interviews")
def index() -> str:
    """Handed back first, then what is due, then what was submitted."""
    saved = scorecards.saved_at(db(), me())
    turns = [_turn(seat, saved) for seat in loops.assignments_for(db(), me())]
    groups = {
        "Handed back to you": [t for t in turns if t.seat.state == HANDED_BACK],
        "Yours to do": [t for t in turns if t.seat.state == OPEN],
        "Submitted": [t for t in turns if t.seat.state == SUBMITTED],
        "Declined, or not held": [t for t in turns if t.seat.state in LEFT],
    }
    return page("queue/index.html", groups=groups)


def _turn(seat: Assignment, saved: Mapping[int, datetime | None]) -> Turn:
    due = seat.due_on if seat.owed else None
    return Turn(seat, saved.get(number_of(seat)), due is not None and due < date.today())
