"""Who coaches what: an owner sees every cohort, a limited coach the ones they were given."""

from collections.abc import Iterable

from sqlalchemy import delete, or_
from sqlmodel import Session, col, select

from .loops import cohorts
from .row_helpers import number_of
from .tables import Assignment, CoachCohort, Cohort, Loop, Person


def owns(person: Person) -> bool:
    """Whether somebody coaches without limits, and so looks after people and the journal."""
    return person.coach and not person.limited


def coached(session: Session, person: Person) -> frozenset[int] | None:
    """The numbers of the cohorts that somebody coaches; None for all of them."""
    if owns(person):
        return None
    if not person.coach:
        return frozenset()
    given = select(CoachCohort.cohort_id).where(CoachCohort.person_id == person.id)
    return frozenset(session.exec(given))


def coaches(session: Session, person: Person, loop: Loop) -> bool:
    """Whether somebody coaches the cohort of a loop."""
    mine = coached(session, person)
    return mine is None or loop.cohort_id in mine


def cohorts_of(session: Session, person: Person) -> list[Cohort]:
    """The cohorts that somebody coaches, the newest first."""
    mine = coached(session, person)
    return [each for each in cohorts(session) if mine is None or each.id in mine]


def waits_beyond(session: Session, coach: Person, person: Person) -> bool:
    """Whether a person sits on a panel, or is a candidate, outside what a coach coaches."""
    mine = coached(session, coach)
    if mine is None:
        return False
    seated = select(Assignment.loop_id).where(Assignment.interviewer_id == person.id)
    theirs = or_(col(Loop.candidate_id) == person.id, col(Loop.id).in_(seated))
    return any(number not in mine for number in session.exec(select(Loop.cohort_id).where(theirs)))


def limit(session: Session, person: Person, to: Iterable[Cohort]) -> None:
    """Let a coach see these cohorts and no others."""
    _give(session, person, [number_of(cohort) for cohort in to])
    person.limited = True
    session.flush()


def lift(session: Session, person: Person) -> None:
    """Let a coach see every cohort."""
    _give(session, person, [])
    person.limited = False
    session.flush()


def give(session: Session, person: Person, cohort: Cohort) -> None:
    """Let a limited coach see one cohort more; others see it anyway."""
    if person.limited:
        session.add(CoachCohort(person_id=number_of(person), cohort_id=number_of(cohort)))
        session.flush()


def _give(session: Session, person: Person, numbers: list[int]) -> None:
    theirs = delete(CoachCohort).where(col(CoachCohort.person_id) == number_of(person))
    session.connection().execute(theirs)
    session.add_all(CoachCohort(person_id=number_of(person), cohort_id=n) for n in numbers)
