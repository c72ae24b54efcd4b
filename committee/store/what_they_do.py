"""What people do here, for the list of them: interviews, loops of their own, last seen."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, func, select

from .row_helpers import number_of
from .tables import Assignment, Loop, Person, SignIn


@dataclass(frozen=True)
class Doing:
    """In how many loops somebody interviews or is the candidate, and the day they were last here.

    `seen_on` is None for who has no session that is kept.
    """

    interviews_in: int = 0
    candidate_in: int = 0
    seen_on: date | None = None


def what_they_do(session: Session, people: Iterable[Person], reader: Person) -> dict[int, Doing]:
    """What each of these people does, by number; of the reader's own loop nothing is told."""
    numbers = [number_of(each) for each in people]
    theirs = col(Loop.candidate_id).is_distinct_from(reader.id)
    seats = (
        select(Assignment.interviewer_id, func.count(func.distinct(Assignment.loop_id)))
        .join(Loop)
        .where(col(Assignment.interviewer_id).in_(numbers), theirs)
        .group_by(col(Assignment.interviewer_id))
    )
    loops = select(Loop.candidate_id, func.count()).where(col(Loop.candidate_id).in_(numbers))
    seen = select(SignIn.person_id, func.max(SignIn.seen_at)).where(
        col(SignIn.person_id).in_(numbers)
    )
    held = dict(session.exec(seats).all())
    own = dict(session.exec(loops.group_by(col(Loop.candidate_id))).all())
    last = dict(session.exec(seen.group_by(col(SignIn.person_id))).all())
    return {n: Doing(held.get(n, 0), own.get(n, 0), _day(last.get(n))) for n in numbers}


def _day(at: datetime | None) -> date | None:
    return at.date() if at else None
