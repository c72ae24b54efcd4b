"""Whom a coach knows as interviewers, and whose panels she can take again."""

from sqlmodel import Session, col, select

from . import roles
from .tables import Assignment, Loop, Person

NOBODY = "%.invalid"
"""Addresses that were made up for somebody who came without one."""
MOST_PEOPLE, MOST_PANELS = 500, 40


def known_interviewers(session: Session, coach: Person) -> list[Person]:
    """Those who sit on panels that a coach seats, and herself, by name."""
    seated = select(Assignment.interviewer_id).join(Loop)
    mine = roles.coached(session, coach)
    if mine is not None:
        seated = seated.where(col(Loop.cohort_id).in_(mine))
    found = select(Person).where(
        col(Person.id).in_(seated) | (col(Person.id) == coach.id),
        col(Person.disabled_at).is_(None),
        col(Person.email).not_like(NOBODY),
    )
    return list(session.exec(found.order_by(Person.name, Person.id).limit(MOST_PEOPLE)))  # type: ignore[arg-type]


def panels_to_repeat(session: Session, coach: Person) -> list[tuple[Loop, list[Assignment]]]:
    """The loops that a coach seats and somebody sits on, the newest first, with their seats."""
    seated = select(Assignment.loop_id)
    found = select(Loop).where(
        col(Loop.id).in_(seated),
        col(Loop.candidate_id).is_(None) | (col(Loop.candidate_id) != coach.id),
    )
    mine = roles.coached(session, coach)
    if mine is not None:
        found = found.where(col(Loop.cohort_id).in_(mine))
    loops = list(session.exec(found.order_by(col(Loop.id).desc()).limit(MOST_PANELS)))
    of = select(Assignment).where(col(Assignment.loop_id).in_([loop.id for loop in loops]))
    seats = list(session.exec(of.order_by(col(Assignment.label))))
    return [(loop, [seat for seat in seats if seat.loop_id == loop.id]) for loop in loops]
