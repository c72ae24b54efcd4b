"""What became of somebody's scorecards: their own page, and a coach's view of it."""

from collections.abc import Iterable
from typing import Any

from flask import Blueprint

from committee.domain.access import May
from committee.domain.packet import Scorecard
from committee.errors import CommitteeError
from committee.files.evidence_nudges import load_nudges
from committee.files.interview_guide import load_guide
from committee.files.rubrics import load_rubric
from committee.files.snapshot import parse_snapshot
from committee.present.feedback.feedback_over_time import feedback_page
from committee.present.feedback.feedback_view import Decided, feedback_on
from committee.present.feedback.what_a_committee_asks import Asking
from committee.scorecard.draft import Draft
from committee.store import decisions, loops, scorecards
from committee.store.tables.decisions import Snapshot
from committee.store.tables.loops import Assignment
from committee.store.tables.people import Person
from committee.store.tables.scorecards import Revision
from committee.web.accounts.signed_in import loop_for, me, readable, reading_all
from committee.web.frame.paging import asked
from committee.web.frame.transactions import db, finish, page
from committee.web.scorecard.drafts import of_seat

from .loop_page import seat_of

bp = Blueprint("feedback", __name__)

AT_ONCE = 10
"""How many scorecards a page reads: each decision is judged anew for it."""


@bp.get("/interviews/feedback")
def own() -> str:
    """What became of the scorecards of the person here, in the loops that they may read."""
    return page("queue/feedback.html", this_loop=None, holder=me(), **_shown(me()))


@bp.get("/loops/<key>/seats/<seat>/feedback")
def of_holder(key: str, seat: str) -> str:
    """The same of whoever holds a seat, for a coach, in the loops that the coach may read."""
    loop = loop_for(May.RULE, key)
    holder = seat_of(loop, seat).interviewer
    return page("queue/feedback.html", this_loop=loop, holder=holder, **_shown(holder))


def _shown(holder: Person) -> dict[str, Any]:
    """What a page of these scorecards shows; that it reads others' is written down before."""
    start, held = asked().after or 0, _decided_seats(holder)
    some = held[start : start + AT_ONCE]
    sent = scorecards.revisions_of(db(), [seat for seat, _ in some])
    finish()  # Packets are put together and judged while others write.
    found = [_frozen(seat, decision, sent) for seat, decision in some]
    told = [(seat.loop, each) for (seat, _), each in zip(some, found, strict=True) if each]
    reading_all([loop for loop, _ in told])
    view = feedback_page([feedback_on(each, _asking(each)) for _, each in told])
    return {"view": view, "earlier": start + AT_ONCE if len(held) > start + AT_ONCE else None}


def _decided_seats(holder: Person) -> list[tuple[Assignment, Snapshot]]:
    """The seats of somebody in decided loops that the person here may read, the newest first."""
    seats = loops.assignments_for(db(), holder)
    open_to_me = readable({seat.loop_id: seat.loop for seat in seats}.values())
    made = decisions.standing_of(db(), open_to_me)
    held = [(seat, made[seat.loop_id]) for seat in seats if seat.loop_id in made]
    return sorted(held, key=lambda each: (each[1].decided_at, each[0].label), reverse=True)


def _frozen(seat: Assignment, decision: Snapshot, sent: Iterable[Revision]) -> Decided | None:
    """A scorecard as it was decided on; None where the decision had none, or can't be read.

    Labels go from hand to hand: only what a revision of this very seat says is its holder's.
    """
    try:
        frozen = parse_snapshot(decision.body, f"decision {decision.number}")
    except CommitteeError:
        return None
    wordless = frozen.forgotten is not None
    card = next((each for each in frozen.packet.submitted if each.id == seat.label), None)
    mine = [of_seat(seat, each.body) for each in sent if each.assignment_id == seat.id]
    drafts = [draft for draft in mine if card and _same(card, draft, wordless)]
    if card is None or not drafts:
        return None
    at = decision.decided_at
    return Decided(seat.loop.key, seat.key, at, frozen.case, card, drafts[-1], wordless)


def _same(card: Scorecard, draft: Draft, wordless: bool) -> bool:
    """Whether a revision is the scorecard that was frozen, its words aside if they are gone."""
    told = [(piece.id, wordless or piece.quote) for piece in card.evidence]
    logged = [(row.id, wordless or row.quote) for row in draft.evidence]
    return told == logged and dict(card.reads) == dict(draft.reads)


def _asking(each: Decided) -> Asking:
    return Asking(load_rubric(), load_guide(), load_nudges(), each.case.packet.stories)
