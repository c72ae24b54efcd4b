"""Cohorts, loops, and the interviews assigned in them."""

from datetime import date

from sqlalchemy import bindparam, exists, update
from sqlalchemy import select as choose
from sqlmodel import Session, col, select

from committee.errors import ConflictError
from committee.store.tables.loops import SUBMITTED

from .column_types import now
from .row_helpers import add, number_of, only, the
from .tables import Assignment, Cohort, Draft, Loop, Person, Release

STALE = "this loop has changed since you opened the page."
LOOK_AGAIN = "Look at it again; nothing was changed."

BY_KEY = select(Assignment).where(Assignment.key == bindparam("key"))
ROLES = choose(
    exists().where(col(Assignment.interviewer_id) == bindparam("person")),
    exists().where(col(Loop.candidate_id) == bindparam("person")),
)
HELD = select(Assignment.state, Assignment.assessed).where(
    Assignment.loop_id == bindparam("loop"), Assignment.interviewer_id == bindparam("holder")
)


def create_cohort(session: Session, name: str) -> Cohort:
    """A new, empty cohort."""
    return add(session, Cohort(name=name), "the cohort could not be made.", "Try again.")


def cohorts(session: Session) -> list[Cohort]:
    """All cohorts, the newest first."""
    return list(session.exec(select(Cohort).order_by(col(Cohort.id).desc())))


def cohort_by_key(session: Session, key: str) -> Cohort:
    """A cohort by its public id; NotFoundError."""
    return only(session, Cohort, Cohort.key == key)


def rename_cohort(session: Session, cohort: Cohort, name: str) -> None:
    """Call a cohort otherwise."""
    cohort.name = name
    session.add(cohort)
    session.flush()


def archive(session: Session, what: Cohort | Loop, away: bool = True) -> None:
    """Put a cohort or a loop out of the way, or back; nothing else about it changes."""
    what.archived_at = now() if away else None
    session.add(what)
    session.flush()


def create_loop(
    session: Session,
    cohort: Cohort,
    candidate_name: str,
    *,
    target: str,
    policy: str,
    role: str | None = None,
    held_on: date | None = None,
    candidate: Person | None = None,
) -> Loop:
    """A new loop without interviews."""
    loop = Loop(
        cohort_id=number_of(cohort),
        candidate_name=candidate_name,
        candidate_id=number_of(candidate) if candidate else None,
        target=target,
        policy=policy,
        role=role,
        held_on=held_on,
    )
    return add(session, loop, "the loop could not be made.", "Try again.")


def loop_by_key(session: Session, key: str) -> Loop:
    """A loop by its public id; NotFoundError."""
    return only(session, Loop, Loop.key == key)


def loop_known(session: Session, key: str) -> Loop | None:
    """A loop by its public id, None if it is gone."""
    return session.exec(select(Loop).where(Loop.key == key)).one_or_none()


def loops_in(session: Session, cohort: Cohort) -> list[Loop]:
    """The loops of a cohort, in the order they were made."""
    of = select(Loop).where(Loop.cohort_id == cohort.id)
    return list(session.exec(of.order_by(col(Loop.id))))


def loops_of(session: Session, candidate: Person) -> list[Loop]:
    """The loops in which a person is the candidate, the newest first."""
    of = select(Loop).where(Loop.candidate_id == candidate.id)
    return list(session.exec(of.order_by(col(Loop.id).desc())))


def change_loop(session: Session, loop: Loop, version: int, **columns: object) -> None:
    """Change what a loop was made with; ConflictError if it isn't at `version` any more."""
    _change(session, loop, version, **columns)


def set_candidate(session: Session, loop: Loop, person: Person) -> None:
    """Say whose loop it is; that another has read its packet isn't told of them."""
    if loop.candidate_id != person.id:
        theirs = update(Release).where(col(Release.loop_id) == number_of(loop))
        session.connection().execute(theirs.values(read_at=None))
    _change(session, loop, candidate_id=person.id)


def share_bank(session: Session, loop: Loop, shared: bool = True) -> None:
    """Let the interviewers of a loop read the candidate's story bank, or no longer."""
    _change(session, loop, bank_shared=shared)


def assign(
    session: Session,
    loop: Loop,
    interviewer: Person,
    kind: str,
    *,
    label: str | None = None,
    bar_raiser: bool = False,
    due_on: date | None = None,
) -> Assignment:
    """Give an interview of a loop to somebody; without a `label` it gets the next free one."""
    touch(session, loop)
    assignment = Assignment(
        loop_id=number_of(loop),
        interviewer_id=number_of(interviewer),
        label=label or label_for(session, loop, kind),
        kind=kind,
        bar_raiser=bar_raiser,
        due_on=due_on,
    )
    conflict = f"this loop has an interview “{assignment.label}” already."
    added = add(session, assignment, conflict, "Look at the loop again.")
    add(session, Draft(assignment_id=number_of(added)), conflict)
    return added


def label_for(session: Session, loop: Loop, kind: str, wanted: str = "") -> str:
    """A free label: the one that is `wanted`, else "b1", "b2" for behavioral, "c1" for coding."""
    taken = [each.label for each in assignments_of(session, loop)]
    if wanted and wanted not in taken:
        return wanted
    numbers = (f"{kind[0]}{number}" for number in range(1, len(taken) + 2))
    return next(label for label in numbers if label not in taken)


def assignments_of(session: Session, loop: Loop) -> list[Assignment]:
    """The interviews of a loop, by label."""
    of = select(Assignment).where(Assignment.loop_id == loop.id)
    return list(session.exec(of.order_by(col(Assignment.label))))


def assignments_for(session: Session, person: Person) -> list[Assignment]:
    """The interviews that a person holds: what is due first, then the newest."""
    of = select(Assignment).where(Assignment.interviewer_id == person.id)
    order = (col(Assignment.due_on).is_(None), col(Assignment.due_on), col(Assignment.id).desc())
    return list(session.exec(of.order_by(*order)))


def roles(session: Session, person: Person) -> tuple[bool, bool]:
    """Whether a person holds an interview anywhere, and whether they are anywhere a candidate."""
    interviews, reads = session.connection().execute(ROLES, {"person": person.id}).one()
    return bool(interviews), bool(reads)


def assignment_by_key(session: Session, key: str) -> Assignment:
    """An interview by its public id; NotFoundError."""
    return the(session.exec(BY_KEY, params={"key": key}).one_or_none())


def handed_in(session: Session, loop: Loop, person: Person) -> tuple[bool, ...]:
    """Whether each interview of a loop that a person holds lets them read the others'."""
    given = {"loop": loop.id, "holder": person.id}
    rows = session.connection().execute(HELD, given)
    return tuple(state == SUBMITTED and assessed for state, assessed in rows)


def touch(session: Session, loop: Loop, version: int | None = None) -> None:
    """Count a change of a loop; ConflictError if it isn't at `version` any more."""
    _change(session, loop, version)


def _change(session: Session, loop: Loop, expected: int | None = None, /, **values: object) -> None:
    change = update(Loop).where(col(Loop.id) == number_of(loop))
    if expected is not None:
        change = change.where(col(Loop.version) == expected)
    counted = change.values(version=Loop.version + 1, **values)
    if session.connection().execute(counted).rowcount != 1:
        raise ConflictError(STALE, remedy=LOOK_AGAIN)
    if loop in session:
        session.refresh(loop)
