"""An interviewer's queue: what is theirs to do, what is begun, what is done."""

from dataclasses import dataclass
from datetime import date, datetime

from flask import Blueprint

from committee.store import loops, scorecards
from committee.store.tables.loops import HANDED_BACK, SUBMITTED, Assignment

from .database import db, page
from .members import me

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
    today = date.today()
    turns = [_turn(seat, today) for seat in loops.assignments_for(db(), me())]
    groups = {
        "Handed back to you": [t for t in turns if t.seat.state == HANDED_BACK],
        "Yours to do": [t for t in turns if t.seat.state not in (HANDED_BACK, SUBMITTED)],
        "Submitted": [t for t in turns if t.seat.state == SUBMITTED],
    }
    return page("queue/index.html", groups=groups)


def _turn(seat: Assignment, today: date) -> Turn:
    late = seat.state != SUBMITTED and seat.due_on is not None and seat.due_on < today
    return Turn(seat, scorecards.draft_of(db(), seat).saved_at, late)
