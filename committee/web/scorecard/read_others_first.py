"""By whom and where others' scorecards were read before one was handed in, for the journal."""

from committee.present.voice.dates import moment
from committee.store import who_read_others
from committee.store.tables.loops import Assignment
from committee.store.tables.people import Person
from committee.web.frame.transactions import db

PAGES = {
    "board.loop": "the loop’s page",
    "board.seat": "a scorecard",
    "feedback.own": "feedback on interviews",
    "feedback.of_holder": "feedback on interviews",
    "loops.cohort": "the cohort’s list",
    "cohort_report.shown": "the cohort’s report",
    "cohort_report.on_paper": "the cohort’s report",
}
PACKET = "the packet"


def read_where(seat: Assignment, author: Person) -> str:
    """Where and when an author, or an account taken for theirs, had read; empty for nobody."""
    seen = who_read_others.seen_by(db(), seat.loop, author)
    if seen is None:
        return ""
    first = seen.sighting
    other = f"{first.person.name}, by the same {seen.why}: " if seen.why else ""
    return f" ({other}{PAGES.get(first.page, PACKET)}, {moment(first.at)})"
