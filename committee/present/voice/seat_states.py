"""How far an interview is, in words for who may read the loop."""

from dataclasses import dataclass
from datetime import date, datetime

from .dates import day, moment
from .words import counted


@dataclass(frozen=True)
class SeatState:
    """What is known of an interview: its state, what is written in it and since when.

    `state` is the store's word; `reason` is why it was declined, `pieces` and `saved_at` tell of
    the draft, and `submitted_at` of the last of `revisions`.
    """

    state: str
    joined: bool
    due_on: date | None = None
    reason: str = ""
    pieces: int = 0
    saved_at: datetime | None = None
    submitted_at: datetime | None = None
    revisions: int = 0


def state_said(seat: SeatState, today: date) -> str:
    """The state of an interview, as a line: "writing: 6 pieces, saved 12 March 2026, 14:05 UTC"."""
    if seat.state == "declined":
        return f"declined: {seat.reason}" if seat.reason else "declined"
    if seat.state == "no_show":
        return "not held"
    if seat.state == "submitted" and seat.submitted_at:
        said = f"submitted {moment(seat.submitted_at)}"
        return said + (f", revision {seat.revisions}" if seat.revisions > 1 else "")
    late = seat.due_on and seat.due_on < today
    return _open(seat) + (f"; overdue since {day(seat.due_on)}" if late and seat.due_on else "")


def _open(seat: SeatState) -> str:
    if not seat.joined:
        return "link not opened"
    written = counted(seat.pieces, "piece")
    if seat.state == "handed_back":
        return (
            f"handed back; {written}, saved {moment(seat.saved_at)}"
            if seat.saved_at
            else "handed back"
        )
    if seat.saved_at:
        return f"writing: {written}, saved {moment(seat.saved_at)}"
    return "joined, nothing written yet"
