"""The journal: who did what when, for coaches."""

from flask import Blueprint, request

from committee.domain.access import May
from committee.store import journal, loops
from committee.store.tables.decisions import JournalEntry
from committee.store.tables.people import Person

from .database import db, page
from .members import allowed, coaches_only

bp = Blueprint("journal", __name__)

PAGE = 100


@bp.get("/journal")
def index() -> str:
    """What happened, the newest first, a hundred at a time."""
    coach = coaches_only()
    before = request.args.get("before", type=int)
    entries = journal.entries(db(), PAGE, before)
    older = entries[-1].id if len(entries) == PAGE else None
    hidden = _writes_blind_in(coach)
    shown = [entry for entry in entries if _open(entry, coach, hidden)]
    return page("journal/index.html", entries=shown, older=older)


def _writes_blind_in(coach: Person) -> frozenset[str]:
    """The subjects of loops in which this coach still owes a scorecard."""
    held = {seat.loop.key: seat.loop for seat in loops.assignments_for(db(), coach)}
    return frozenset(f"loop:{key}" for key, loop in held.items() if May.READ not in allowed(loop))


def _open(entry: JournalEntry, coach: Person, hidden: frozenset[str]) -> bool:
    return entry.actor_id == coach.id or entry.subject not in hidden
