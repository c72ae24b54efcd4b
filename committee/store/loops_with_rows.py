"""Loops with all that their packets are made from, in as many statements for one as for many."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import true
from sqlmodel import Session, col, select

from .loops import loops_in
from .row_helpers import number_of
from .tables import Assignment, Cohort, Loop, Release, Revision, Row, Snapshot, Story
from .tables.loops import SUBMITTED

T = TypeVar("T", bound=Row)


@dataclass(frozen=True)
class Panel:
    """A loop, who sits on it, and what they and its candidate have handed in.

    `seats` are in order of label; `sent` holds the scorecards as they stand, by the number of
    their assignment; `decisions` are in order, and `reads` is the number of the row of the one
    that the candidate may read now.
    """

    loop: Loop
    seats: Sequence[Assignment]
    sent: dict[int, Revision]
    bank: Sequence[Story]
    decisions: Sequence[Snapshot]
    reads: int | None

    @property
    def released(self) -> bool:
        """Whether the candidate may read a decision now."""
        return self.reads is not None

    @property
    def newest(self) -> Snapshot | None:
        """The decision that was made last."""
        return self.decisions[-1] if self.decisions else None

    @property
    def standing(self) -> Snapshot | None:
        """The decision that counts: what the candidate may read, else the newest."""
        read = (each for each in self.decisions if each.id == self.reads)
        return next(read, self.newest)

    @property
    def complete(self) -> bool:
        """Whether nobody owes a scorecard, and somebody has handed one in."""
        held = any(seat.state == SUBMITTED for seat in self.seats)
        return held and not any(seat.owed for seat in self.seats)


def panel_of(session: Session, loop: Loop) -> Panel:
    """The panel of one loop."""
    return _panels(session, [loop], Loop.id == loop.id)[0]


def panels_in(session: Session, cohort: Cohort) -> list[Panel]:
    """The panel of each loop of a cohort, in the order in which the loops were made."""
    return _panels(session, loops_in(session, cohort), Loop.cohort_id == cohort.id)


def all_panels(session: Session) -> list[Panel]:
    """The panel of every loop, in the order in which the loops were made."""
    return _panels(session, list(session.exec(select(Loop).order_by(col(Loop.id)))), true())


def _panels(session: Session, loops: Sequence[Loop], those: Any) -> list[Panel]:
    chosen, readers = select(Loop.id).where(those), select(Loop.candidate_id).where(those)
    held = select(Assignment).where(col(Assignment.loop_id).in_(chosen))
    sent = select(Revision).join(Assignment).where(col(Assignment.loop_id).in_(chosen))
    told = select(Story).where(col(Story.person_id).in_(readers))
    made = select(Snapshot).where(col(Snapshot.loop_id).in_(chosen))
    out = select(Release.loop_id, Release.snapshot_id).where(col(Release.withdrawn_at).is_(None))
    seats = _grouped(session.exec(held.order_by(col(Assignment.label))), "loop_id")
    banks = _grouped(session.exec(told.order_by(col(Story.id))), "person_id")
    newest = {r.assignment_id: r for r in session.exec(sent.order_by(col(Revision.number)))}
    decided = _grouped(session.exec(made.order_by(col(Snapshot.number))), "loop_id")
    reads = dict(session.exec(out.where(col(Release.loop_id).in_(chosen))).all())
    return [
        Panel(
            loop,
            seats=seats[loop.id],
            sent={seat.id: newest[seat.id] for seat in seats[loop.id] if seat.id in newest},
            bank=banks[loop.candidate_id],
            decisions=decided[loop.id],
            reads=reads.get(number_of(loop)),
        )
        for loop in loops
    ]


def _grouped(rows: Iterable[T], by: str) -> dict[int | None, list[T]]:
    groups: dict[int | None, list[T]] = defaultdict(list)
    for row in rows:
        groups[getattr(row, by)].append(row)
    return groups
