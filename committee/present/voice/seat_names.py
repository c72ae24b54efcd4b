"""What people call an interview: by whoever holds it, never by its id."""

from collections import Counter
from collections.abc import Sequence

from .words import KINDS, opening

PLACES = ("first", "second", "third", "fourth", "fifth", "sixth")


def seat_names(seats: Sequence[tuple[str, str]]) -> list[str]:
    """Names of interviews that are each told as (interviewer's name, kind), in their order.

    "Ana Silva’s behavioural", and where she holds two, "Ana Silva’s second behavioural".
    """
    held, met = Counter(seats), Counter[tuple[str, str]]()
    names = []
    for seat in seats:
        met[seat] += 1
        place = f" {_place(met[seat])}" if held[seat] > 1 else ""
        names.append(f"{seat[0]}’s{place} {KINDS[seat[1]].lower()}")
    return names


def interview_of(kind: str) -> str:
    """A kind of interview as it stands in a list: "Behavioural interview"."""
    return opening(f"{KINDS[kind].lower()} interview")


def _place(number: int) -> str:
    return PLACES[number - 1] if number <= len(PLACES) else f"{number}th"
