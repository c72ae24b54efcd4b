"""The journal: who did what when, for coaches who see every cohort."""

from flask import Blueprint

from committee.store import journal, loops, taken_away
from committee.store.tables.people import Person
from committee.web.accounts.signed_in import owners_only, readable
from committee.web.frame.paging import PAGE, asked, one_page
from committee.web.frame.transactions import db, page

bp = Blueprint("journal", __name__)


@bp.get("/journal")
def index() -> str:
    """What happened, the newest first, a page at a time."""
    coach, wanted = owners_only(), asked()
    hidden = _writes_blind_in(coach)
    found = journal.entries(
        db(), coach, PAGE + 1, words=wanted.words, before=wanted.after, hidden=hidden
    )
    entries, last = one_page(found)
    names = journal.names_of(db(), coach, {entry.subject for entry in entries})
    shown = {"names": names, "gone": taken_away.names_of_taken(db(), coach)}
    return page("journal/index.html", entries=entries, last=last, asked=wanted, **shown)


def _writes_blind_in(coach: Person) -> frozenset[str]:
    """The subjects of loops in which this coach still owes a scorecard, and of their cohorts."""
    held = {seat.loop.key: seat.loop for seat in loops.assignments_for(db(), coach)}
    open_ = {loop.key for loop in readable(held.values())}
    blind = [loop for key, loop in held.items() if key not in open_]
    cohorts = {f"cohort:{loop.cohort.key}" for loop in blind}
    deleted = taken_away.owed_in_taken(db(), coach)
    return frozenset({f"loop:{loop.key}" for loop in blind} | cohorts | deleted)
