"""Days and hours, in the one form that pages, paper, letters and the terminal have."""

from datetime import UTC, date, datetime

JOINED = "\N{NO-BREAK SPACE}"
"""Keeps a day, or an hour and its zone, on one line."""


def day(on: date) -> str:
    """A day as people write it: "12 March 2026"."""
    return f"{on.day} {on:%B %Y}".replace(" ", JOINED)


def hour(at: datetime) -> str:
    """The time of day, with its zone: "14:05 UTC"."""
    return f"{at.astimezone(UTC):%H:%M}{JOINED}UTC"


def moment(at: datetime) -> str:
    """A point in time: "12 March 2026, 14:05 UTC"."""
    return f"{day(at.astimezone(UTC))}, {hour(at)}"
