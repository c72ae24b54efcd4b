"""Entries of a list, whatever their tool calls things, into cues.

Tools differ in names, which are in lines_tools_add.toml, and in whether a number is seconds or
milliseconds, which speech itself tells: nobody needs twenty seconds for a word.
"""

import math
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from committee.errors import FileError
from committee.files.strict_text import printable
from committee.speech.conversation import Cue

from .lines_tools_add import dialects
from .speaker_names import clean_name
from .timing import seconds_of, since_the_first

MOST_ENTRIES = 8_000
SLOWEST = 20.0
"""Seconds a word, on the whole of a recording; more were milliseconds."""
_VOICES = {"microphone": "Me", "system": "Them"}
"""Granola tells voices by where they came from."""
Entry = Mapping[str, Any]


def says_something(entry: Entry) -> bool:
    return "elements" in entry or any(isinstance(entry.get(k), str) for k in fields_of("text"))


def cues_of(
    entries: Sequence[Entry],
    where: str,
    kind: str,
    first: int,
    cast: Mapping[str, str] | None = None,
) -> list[Cue]:
    if len(entries) > MOST_ENTRIES:
        raise FileError(
            f"it has more than {MOST_ENTRIES:,} entries, over two hours of speech.",
            where=where,
            remedy="Split it by interview.",
        )
    read: list[tuple[str, str, float | None, float | None]] = []
    for number, entry in enumerate(map(lowered, entries), start=first):
        place = f"{where}, {kind} {number}"
        text = _text(entry)
        if text is None:
            raise FileError("it has no words.", where=place, remedy="Export it again.")
        start, end = _times(entry, place)
        speaker = _speaker(entry)
        read.append(((cast or {}).get(speaker, speaker), " ".join(text.split()), start, end))
    scale = 1000.0 if _in_milliseconds(read) else 1.0
    starts = since_the_first([_scaled(r[2], scale) for r in read], of_day=False)
    shift = next(
        (r[2] / scale - s for r, s in zip(read, starts, strict=True) if r[2] and s == 0), 0.0
    )
    cues = []
    for number, ((speaker, text, _, end), start) in enumerate(
        zip(read, starts, strict=True), first
    ):
        stop = _scaled(end, scale)
        stop = None if stop is None or start is None else round(stop - shift, 3)
        if stop is not None and start is not None and stop < start:
            raise FileError(
                f"it ends ({stop:g} s) before it begins ({start:g} s).",
                where=f"{where}, {kind} {number}",
                remedy="Mend the two times.",
            )
        cues.append(Cue(speaker, text, start, stop))
    return cues


def _text(entry: Entry) -> str | None:
    """What was said; Rev gives it word by word, with the marks between them."""
    elements = entry.get("elements")
    if isinstance(elements, list):
        return "".join(str(e.get("value", "")) for e in elements if isinstance(e, dict))
    return next((entry[key] for key in fields_of("text") if isinstance(entry.get(key), str)), None)


def _speaker(entry: Entry) -> str:
    for key in fields_of("speaker"):
        value = entry.get(key)
        if isinstance(value, dict):
            value = next(
                (
                    value[k]
                    for k in ("display_name", "name", "label", "source", "id")
                    if value.get(k)
                ),
                None,
            )
        if isinstance(value, bool) or value in (None, ""):
            continue
        if isinstance(value, int):
            return f"Speaker {value}"
        if isinstance(value, str):
            name = value.strip().strip("()")
            if key != "source" or name.lower() in _VOICES:
                return _VOICES.get(name.lower(), clean_name(name))
    return ""


def cast_of(speakers: Any) -> dict[str, str]:
    """Names of numbered speakers, where a list of them stands beside what they said."""
    listed = [s for s in speakers if isinstance(s, dict)] if isinstance(speakers, list) else []
    return {f"Speaker {s['id']}": str(s["name"]) for s in listed if s.get("name") and "id" in s}


def _times(entry: Entry, place: str) -> tuple[float | None, float | None]:
    """Start and end as they are written, in whatever unit; FileError for what is no time."""
    held = entry.get("offsets") if isinstance(entry.get("offsets"), dict) else entry
    elements = entry.get("elements")
    if isinstance(elements, list):
        timed = [e for e in elements if isinstance(e, dict) and "ts" in e]
        held = {"ts": timed[0]["ts"], "end_ts": timed[-1].get("end_ts")} if timed else {}
    return _time(held, "start", place), _time(held, "end", place)


def _time(held: Any, field: str, place: str) -> float | None:
    value = next((held[k] for k in fields_of(field) if held.get(k) not in (None, "")), None)
    if value is None:
        return None
    try:
        time = float(value) if isinstance(value, int | float) else _written(str(value))
    except (ValueError, OverflowError):
        time = math.nan
    if isinstance(value, bool) or not 0 <= time <= 1e12:
        raise FileError(
            f"“{printable(str(value))}” is not a time.",
            where=place,
            remedy="Write it in seconds, or as 00:01:02.000.",
        )
    return time


def _written(value: str) -> float:
    """A time written as text: seconds, a clock, or a date with a time."""
    value = value.strip()
    if value[:4].isdecimal() and value[4:5] == "-":
        return datetime.fromisoformat(value.replace("Z", "+00:00")).timestamp()
    return seconds_of(value) if ":" in value else float(value.removesuffix("s"))


def _in_milliseconds(read: Sequence[tuple[str, str, float | None, float | None]]) -> bool:
    """Whether the times are too far apart for the words, were they seconds."""
    timed = [(text, s, e) for _, text, s, e in read if s is not None]
    if not timed or timed[0][1] > 1e8:
        return False
    words = sum(len(text.split()) for text, _, _ in timed)
    lasted = sum(e - s for _, s, e in timed if e is not None) or timed[-1][1] - timed[0][1]
    return bool(lasted > SLOWEST * max(words, 1))


def _scaled(time: float | None, scale: float) -> float | None:
    return None if time is None else round(time / scale, 3)


def fields_of(name: str) -> Sequence[str]:
    listed: Sequence[str] = dialects()["fields"][name]
    return listed


def key_of(name: Any) -> str:
    return str(name).strip().lower()


def lowered(entry: Entry) -> Entry:
    return {key_of(name): value for name, value in entry.items()}
