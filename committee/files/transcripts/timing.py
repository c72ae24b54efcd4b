"""Times as transcripts write them, in seconds."""

import math
import re

CLOCK = r"(?:\d{1,6}[:：])?\d{1,4}[:：]\d{1,2}(?:[.,]\d{1,6})?"
"""Hours may be missing, and minutes may then be more than 59."""
_FIELDS = re.compile(r"(?:(\d+)[:：])?(\d+)[:：](\d+)(?:[.,](\d+))?")
_HALF = re.compile(r"\s*([ap])\.?\s?m\.?", re.IGNORECASE)
_DAY = 86_400.0
CLOCK_OF_DAY = 21_600.0
"""Seconds; no recording begins six hours after it began, so such a time is of the day."""


def seconds_of(stamp: str, *, milliseconds: bool = False) -> float:
    """Seconds of a time with or without hours, with a point or a comma before fractions.

    With `milliseconds` the fraction counts them, without leading noughts: ".80" is 0.080.
    """
    fields = _FIELDS.fullmatch(stamp.strip())
    if fields is None:
        raise ValueError(stamp)
    hours, minutes, whole, fraction = fields.groups()
    seconds = int(hours or 0) * 3600 + int(minutes) * 60 + int(whole)
    if not fraction:
        return float(seconds)
    return seconds + (int(fraction) / 1000 if milliseconds else float(f"0.{fraction}"))


def is_time(stamp: str) -> bool:
    """Whether minutes beside hours, and seconds, are below sixty."""
    fields = _FIELDS.fullmatch(stamp.strip())
    if fields is None:
        return False
    hours, minutes, seconds, _ = fields.groups()
    return int(seconds) < 60 and (hours is None or int(minutes) < 60)


def half_day(clock: float, mark: str) -> float:
    """Seconds since midnight of a twelve-hour clock's time; `mark` holds "am" or "pm"."""
    half = _HALF.fullmatch(mark)
    if half is None:
        return clock
    hour = clock % (_DAY / 2)
    return hour + (_DAY / 2 if half.group(1).lower() == "p" else 0.0)


def since_the_first(times: list[float | None], *, of_day: bool) -> list[float | None]:
    """Times of the day as seconds since the first of them, over midnight too.

    Without `of_day` they are taken for such only if the first is later than `CLOCK_OF_DAY`.
    """
    known = [time for time in times if time is not None]
    if not known or not (of_day or known[0] >= CLOCK_OF_DAY):
        return times
    first = last = known[0]
    counted: list[float | None] = []
    for time in times:
        if time is None:
            counted.append(None)
            continue
        if time < last - _DAY / 2:
            time += _DAY * math.ceil((last - _DAY / 2 - time) / _DAY)
        last = time
        counted.append(round(time - first, 3))
    return counted
