"""Numbers and minutes as people type and read them, both ways."""

import re

MOST = 1e12
_MINUTE = re.compile(r"(\d{1,4}):([0-5]\d)")


def clock(seconds: float) -> str:
    """Seconds as minutes and seconds: "18:42"."""
    whole = max(0, round(seconds))
    return f"{whole // 60:02}:{whole % 60:02}"


def number(text: str) -> float | None:
    """A number as people type it, with a point or a comma; None if it is none, or boundless."""
    try:
        value = float(text.strip().replace(",", "."))
    except ValueError:
        return None
    return value if abs(value) <= MOST else None


def minute(text: str) -> float | None:
    """Minutes from "16:05" or from "16.1"; None if it is neither."""
    clock = _MINUTE.fullmatch(text.strip())
    if clock:
        return round(int(clock[1]) + int(clock[2]) / 60, 2)
    return number(text)


def minutes_at(seconds: float) -> float:
    """The minute of a whole second, so that a clock can say it exactly."""
    return round(round(seconds) / 60, 2)


def minute_text(minutes: float) -> str:
    """Minutes as a clock shows them; as a plain number where a clock can't say them exactly."""
    text = clock(minutes * 60)
    return text if minute(text) == minutes else plain(minutes)


def plain(value: float) -> str:
    """A number as short as it can be typed."""
    return str(int(value)) if value == int(value) else repr(float(value))
