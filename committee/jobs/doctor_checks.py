"""What `committee doctor` looks at where work is done: database, clock, queue, disk, backups."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from committee.config import Settings
from committee.errors import CommitteeError
from committee.present.voice.dates import day
from committee.store import job_rows
from committee.store.clock_set_back import written_ahead
from committee.store.column_types import now
from committee.store.engine import Session, make_engine, session
from committee.store.forgetting import last_forgotten
from committee.store.schema import check, refuse_unready

from .job_queue import Queue
from .readiness import free_bytes
from .scheduled_backups import is_late, kept_backups, last_gone, newest_age

WELL, NOTE, MEND = "well", "note", "mend"
A_MINUTE, LONG = timedelta(minutes=1), timedelta(minutes=10)


@dataclass(frozen=True)
class Remark:
    """One thing that was looked at: how it is (`WELL`, `NOTE` or `MEND`), and what to do."""

    part: str
    state: str
    found: str
    remedy: str = ""


def at_work(settings: Settings) -> Iterator[Remark]:
    """The findings, one after the other; what rests on a database that is away is left out."""
    yield _database(settings)
    try:
        refuse_unready(settings.database_url)
    except CommitteeError:
        pass
    else:
        with session(make_engine(settings.database_url), reads_only=True) as opened:
            yield _clock(opened)
            yield _jobs(opened)
            yield from _forgotten(settings, opened)
    yield _queue(settings)
    yield _disk(settings)
    yield _backups(settings)


def _database(settings: Settings) -> Remark:
    try:
        refuse_unready(settings.database_url)
        problems = check(settings.database_url)
    except CommitteeError as error:
        return Remark("database", MEND, error.found, error.remedy)
    if problems:
        return Remark("database", MEND, "; ".join(problems), "Restore the newest backup.")
    return Remark("database", WELL, "It is sound, and its schema is the newest.")


def _clock(opened: Session) -> Remark:
    ahead = written_ahead(opened)
    if ahead < A_MINUTE:
        return Remark("clock", WELL, "Nothing was written later than now.")
    return Remark(
        "clock",
        MEND,
        f"Something was written {_said(ahead)} from now: this clock is behind, or was ahead.",
        "Have the clock set over the network (timedatectl set-ntp true).",
    )


def _jobs(opened: Session) -> Remark:
    since = job_rows.waiting_since(opened)
    if since is None or now() - since < LONG:
        return Remark("worker", WELL, "No job has been waiting for long.")
    return Remark(
        "worker",
        MEND,
        f"A job has been waiting for {_said(now() - since)}.",
        "Start `committee worker`, or the server without --no-worker.",
    )


def _queue(settings: Settings) -> Remark:
    try:
        Queue(settings).reach()
    except CommitteeError as error:
        return Remark("queue", MEND, error.found, error.remedy)
    return Remark("queue", WELL, "It can be used.")


def _disk(settings: Settings) -> Remark:
    free = free_bytes(settings)
    said = f"{free / 1e9:,.1f} GB are free where things are kept."
    if free >= settings.least_free:
        return Remark("disk", WELL, said)
    return Remark("disk", MEND, said, "Make room; COMMITTEE_LEAST_FREE says how much is enough.")


def _backups(settings: Settings) -> Remark:
    if settings.backups is None:
        told = "COMMITTEE_BACKUPS is not set: nobody makes any but by hand."
        return Remark("backups", NOTE, told, "Name a folder there, on another disk if you can.")
    age = newest_age(settings)
    said = f"The newest of {len(kept_backups(settings))} is {_said(age)} old." if age else "None."
    if not is_late(settings):
        return Remark("backups", WELL, said)
    return Remark("backups", MEND, said, "See that a worker runs, and what it says.")


def _forgotten(settings: Settings, opened: Session) -> Iterator[Remark]:
    _, at = last_forgotten(opened)
    older = [kept for kept in kept_backups(settings) if at and kept.at < at]
    if at and older:
        gone = last_gone(settings, at)
        yield Remark(
            "backups",
            NOTE,
            f"{len(older)} still hold somebody who was forgotten; by {day(gone)} none does.",
            f"Delete them sooner if you have to: up to {older[0].path}.",
        )


def _said(time: timedelta) -> str:
    hours, minutes = divmod(int(time.total_seconds()) // 60, 60)
    if hours >= 48:
        return f"{hours // 24} days"
    return f"{hours} h {minutes} min" if hours else f"{minutes} min"
