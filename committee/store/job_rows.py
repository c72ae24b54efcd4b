"""Work in the background: who asked, how far it is, and who holds it.

The rows are the truth. Whoever works on a job holds it by its last beat: a worker that was
thought dead, and comes back, finds another beat there and stops.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import Update, delete, func, update
from sqlmodel import Session, col, select

from committee.errors import ConflictError
from committee.store.tables.jobs import CANCELLED, DONE, FAILED, JOB_STATES, RUNNING, WAITING

from .column_types import LINE, now
from .row_helpers import add, number_of, only
from .tables import Cohort, Job, Person, Snapshot


def ask(
    session: Session, kind: str, cohort: Cohort, by: Person, request: dict[str, Any], total: int
) -> Job:
    """Ask for something; `total` is its number of steps."""
    job = Job(
        kind=kind,
        cohort_id=number_of(cohort),
        asked_by=number_of(by),
        request=request,
        total=total,
    )
    return add(session, job, "the job could not be kept.", "Try again.")


def job_by_key(session: Session, key: str) -> Job:
    """A job by its public id; NotFoundError."""
    return only(session, Job, Job.key == key)


def jobs_for(session: Session, person: Person, cohort: Cohort) -> list[Job]:
    """What a person asked for in a cohort, the newest first."""
    asked = select(Job).where(Job.asked_by == person.id, Job.cohort_id == cohort.id)
    return list(session.exec(asked.order_by(col(Job.id).desc())))


def delete_bereft(session: Session) -> set[str]:
    """Delete the jobs that name a decision which was deleted; returns their keys.

    A worker that is at one of them finds at its next step that it isn't its own any more.
    """
    kept = set(session.exec(select(Snapshot.key)))
    named = session.exec(select(Job.key, Job.request)).all()
    gone = {key for key, request in named if not kept.issuperset(request["snapshots"])}
    session.connection().execute(delete(Job).where(col(Job.key).in_(gone)))
    return gone


def claim(session: Session, key: str) -> Job | None:
    """Take a waiting job to work on; None if it doesn't wait, or another was faster."""
    taken = update(Job).where(col(Job.key) == key, col(Job.state) == WAITING)
    if not _changed(session, taken.values(state=RUNNING, beat_at=now(), error=None)):
        return None
    return _newest(session, key)


def beat(session: Session, job: Job, done: int) -> Job | None:
    """Say that a job goes on, with `done` steps finished; None if it isn't ours any more."""
    if not _changed(session, _held(job).values(done=done, beat_at=now())):
        return None
    return _newest(session, job.key)


def finish(session: Session, job: Job) -> bool:
    """Say that a job is done; False if it isn't ours any more."""
    done = _held(job).values(state=DONE, done=Job.total, finished_at=now())
    return _changed(session, done)


def fail(session: Session, job: Job, error: str) -> bool:
    """Say why a job can't be done; False if it isn't ours any more."""
    failed = _held(job).values(state=FAILED, error=error[:LINE], finished_at=now())
    return _changed(session, failed)


def cancel(session: Session, job: Job) -> None:
    """Stop a job at its next step; ConflictError if it has ended."""
    going = col(Job.state).in_((WAITING, RUNNING))
    stopped = update(Job).where(col(Job.id) == number_of(job), going)
    if not _changed(session, stopped.values(state=CANCELLED, finished_at=now())):
        raise ConflictError("this job has ended already.", remedy="Look at it again.")


def waiting(session: Session) -> list[str]:
    """The keys of the jobs that wait, the oldest first."""
    keys = select(Job.key).where(Job.state == WAITING).order_by(col(Job.id))
    return list(session.exec(keys))


def counted(session: Session) -> dict[str, int]:
    """How many jobs there are in each state."""
    found = select(Job.state, func.count()).group_by(col(Job.state))
    return {**dict.fromkeys(JOB_STATES, 0), **dict(session.exec(found).all())}


def waiting_since(session: Session) -> datetime | None:
    """Since when the oldest job that waits has been there; None if none waits."""
    return session.exec(select(func.min(Job.created_at)).where(Job.state == WAITING)).one()


def at_work(session: Session) -> bool:
    """Whether any job is under way."""
    return session.exec(select(Job.id).where(Job.state == RUNNING).limit(1)).first() is not None


def resume(session: Session) -> list[str]:
    """Let every job that was under way wait again; returns the keys of all that wait."""
    left = update(Job).where(col(Job.state) == RUNNING)
    session.connection().execute(left.values(state=WAITING))
    return waiting(session)


def _held(job: Job) -> Update:
    mine = col(Job.id) == number_of(job), col(Job.beat_at) == job.beat_at
    return update(Job).where(*mine, col(Job.state) == RUNNING)


def _changed(session: Session, change: Update) -> bool:
    return session.connection().execute(change).rowcount == 1


def _newest(session: Session, key: str) -> Job:
    found = select(Job).where(Job.key == key).execution_options(populate_existing=True)
    return session.exec(found).one()
