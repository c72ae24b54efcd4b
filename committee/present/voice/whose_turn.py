"""Whose turn it is with a loop, since when, and what one should do next."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from .dates import day
from .words import listed

WRITE, FILL, SEND, DECIDE, RELEASE, INVITE, READ = (
    "write", "fill", "send", "decide", "release", "invite", "read",
)  # fmt: skip
"""What can be next: the one button of a page that stands out."""


@dataclass(frozen=True)
class Waiting:
    """An interview whose scorecard is still to come: its name, when it is due, since when."""

    name: str
    due_on: date | None = None
    since: datetime | None = None


@dataclass(frozen=True)
class Stand:
    """How a loop stands: what is missing of it, and when each step was taken.

    `lacks` says whether the policy needs seats that nobody has, `links` whether links are to be
    sent, `owed` whether the reader owes a scorecard, `rules` whether they decide. `submitted_at` is
    when the last one came.
    """

    waiting: Sequence[Waiting] = ()
    seats: int = 0
    lacks: bool = False
    links: bool = False
    owed: bool = False
    submitted_at: datetime | None = None
    decision: int = 0
    decided_at: datetime | None = None
    changed: bool = False
    released_at: datetime | None = None
    has_reader: bool = False
    rules: bool = True


@dataclass(frozen=True)
class Turn:
    """Whose turn it is, in a sentence, and what is next; "" if nothing is."""

    words: str
    act: str = ""


def whose_turn(stand: Stand, today: date) -> Turn:
    """Whose turn it is, for a reader who may see how far everybody is."""
    turn = _turn(stand, today, "you" if stand.rules else "the coach")
    return turn if stand.rules or turn.act in (WRITE, READ) else replace(turn, act="")


def _turn(stand: Stand, today: date, coach: str) -> Turn:
    if stand.released_at:
        if not stand.has_reader:
            return Turn("Released; nobody reads it before the candidate is let in.", INVITE)
        return Turn(f"Released {day(stand.released_at)}: nothing more is to be done.", READ)
    if stand.decided_at and not stand.changed:
        since = f"Waits for {coach} since {day(stand.decided_at)}"
        return Turn(f"{since}: release decision {stand.decision}?", RELEASE)
    if not stand.seats:
        return Turn("Nobody sits on the panel yet.", FILL)
    if stand.owed:
        return Turn("Waits for you: your scorecard is to be written.", WRITE)
    if stand.waiting:
        told = listed([_waiting(each, today) for each in stand.waiting])
        act = FILL if stand.lacks else SEND if stand.links else ""
        return Turn(f"Waits for {told}.", act)
    since = f" since {day(stand.submitted_at)}" if stand.submitted_at else ""
    again = "decide again?" if stand.decided_at else "everything is submitted, decide?"
    return Turn(f"Waits for {coach}{since}: {again}", DECIDE)


def _waiting(each: Waiting, today: date) -> str:
    if each.due_on:
        late = "overdue since" if each.due_on < today else "due"
        return f"{each.name} ({late} {day(each.due_on)})"
    return f"{each.name} (since {day(each.since)})" if each.since else each.name
