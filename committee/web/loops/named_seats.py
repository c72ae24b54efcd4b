"""Interviews of a loop by the names that people read."""

from collections.abc import Sequence

from committee.present.voice.seat_names import seat_names
from committee.store import loops
from committee.store.tables.loops import Assignment
from committee.web.frame.transactions import db


def names_of(seats: Sequence[Assignment]) -> dict[str, str]:
    """The names of a loop's interviews, by their keys."""
    names = seat_names([(seat.interviewer.name, seat.kind) for seat in seats])
    return {seat.key: name for seat, name in zip(seats, names, strict=True)}


def name_of(seat: Assignment) -> str:
    """The name of one interview among those of its loop."""
    return names_of(loops.assignments_of(db(), seat.loop))[seat.key]
