"""How far a job in the background is, in words."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from committee.present.voice.words import counted
from committee.store.tables.jobs import CANCELLED, DONE, FAILED, RUNNING, WAITING, Job

WORDS = {
    WAITING: "It waits for its turn",
    RUNNING: "It is being printed",
    DONE: "It is ready",
    FAILED: "It could not be made",
    CANCELLED: "It was cancelled",
}
CLEARED = "It was cleared away"
LONG = timedelta(minutes=3)
"""Longer than any packet may take: if a job didn't move for that long, nobody works on it."""


@dataclass(frozen=True)
class Progress:
    """How far a job is: `done` of `total` packets are printed.

    `going` while there is something to wait for, `ready` while there is something to take,
    `since` if nothing has happened to it since then though it should.
    """

    words: str
    told: str
    done: int
    total: int
    going: bool
    ready: bool
    since: datetime | None
    error: str | None


def progress_of(job: Job, at: datetime, *, made: bool) -> Progress:
    """How far a job is at a moment; `made` says that what it makes is there."""
    total, ready = job.total - 1, job.state == DONE and made
    done = min(job.done, total)
    moved = job.beat_at or job.created_at
    going = job.state in (WAITING, RUNNING)
    return Progress(
        words=CLEARED if job.state == DONE and not made else WORDS[job.state],
        told=_told(job.state, done, total, made),
        done=done,
        total=total,
        going=going,
        ready=ready,
        since=moved if going and at - moved > LONG else None,
        error=job.error,
    )


def _told(state: str, done: int, total: int, made: bool) -> str:
    """One sentence on where it stands, and what that means for whoever waits."""
    if state == DONE and not made:
        return "Nobody had taken it for a long time. Asking again makes it once more."
    some = f"{done} of {counted(total, 'packet')} {'is' if done == 1 else 'are'} printed"
    if state in (FAILED, CANCELLED):
        return f"{some} and kept: asking again goes on from there."
    if done == total:
        whole = "The packet is" if total == 1 else f"All {total} packets are"
        last = "put together" if state == DONE else "being put together"
        return f"{whole} printed and {last}."
    return f"{some}."
