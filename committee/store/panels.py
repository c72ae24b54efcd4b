"""Loops with all that their packets are made from, in as many statements for one as for many."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlmodel import Session, col, select

from .loops import loops_in
from .tables import Assignment, Cohort, Loop, Release, Revision, Row, Story
from .tables.loops import SUBMITTED

T = TypeVar("T", bound=Row)


@dataclass(frozen=True)
class Panel:
    """A loop, who sits on it, and what they and its candidate have handed in.

    `seats` are in order of label; `sent` holds the scorecards as they stand, by the number of
    their assignment; `released` says whether the candidate may read a decision now.
    """

    loop: Loop
    seats: Sequence[Assignment]
    sent: dict[int, Revision]
    bank: Sequence[Story]
    released: bool

    @property
    def complete(self) -> bool:
        """Whether there are interviews, and a submitted scorecard for each."""
        return bool(self.seats) and all(seat.state == SUBMITTED for seat in self.seats)


def panel_of(session: Session, loop: Loop) -> Panel:
    """The panel of one loop."""
    return _panels(session, [loop], Loop.id == loop.id)[0]


def panels_in(session: Session, cohort: Cohort) -> list[Panel]:
    """The panel of each loop of a cohort, in the order in which the loops were made."""
    return _panels(session, loops_in(session, cohort), Loop.cohort_id == cohort.id)


def _panels(session: Session, loops: Sequence[Loop], those: Any) -> list[Panel]:
    chosen, readers = select(Loop.id).where(those), select(Loop.candidate_id).where(those)
    held = select(Assignment).where(col(Assignment.loop_id).in_(chosen))
    sent = select(Revision).join(Assignment).where(col(Assignment.loop_id).in_(chosen))
    told = select(Story).where(col(Story.person_id).in_(readers))
    out = select(Release.loop_id).where(col(Release.withdrawn_at).is_(None))
    seats = _grouped(session.exec(held.order_by(col(Assignment.label))), "loop_id")
    banks = _grouped(session.exec(told.order_by(col(Story.id))), "person_id")
    newest = {r.assignment_id: r for r in session.exec(sent.order_by(col(Revision.number)))}
    released = set(session.exec(out.where(col(Release.loop_id).in_(chosen))))
    return [
        Panel(
            loop,
            seats=seats[loop.id],
            sent={seat.id: newest[seat.id] for seat in seats[loop.id] if seat.id in newest},
            bank=banks[loop.candidate_id],
            released=loop.id in released,
        )
        for loop in loops
    ]


def _grouped(rows: Iterable[T], by: str) -> dict[int | None, list[T]]:
    groups: dict[int | None, list[T]] = defaultdict(list)
    for row in rows:
        groups[getattr(row, by)].append(row)
    return groups
