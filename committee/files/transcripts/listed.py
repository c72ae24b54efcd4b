"""Transcripts as data, JSON or a table with a header, into cues."""

import csv
import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from committee.errors import FileError
from committee.files.strict_text import printable
from committee.speech.conversation import Cue

from .entries import MOST_ENTRIES, Entry, cast_of, cues_of, key_of, lowered, says_something
from .lines_tools_add import dialects

_RULE = re.compile(r"[|:\s-]+")
LONGEST_HEADER = 2000
"""Characters of the line that names a table's columns."""


def is_table(text: str) -> bool:
    """Whether the first line names columns, one of words and one of times or speakers."""
    columns = {key_of(name) for name in _header(text)}
    fields = dialects()["fields"]
    known = [columns & set(fields[name]) for name in ("text", "speaker", "start")]
    return len(columns) > 1 and bool(known[0]) and any(known[1:])


def read_table(text: str, where: str) -> list[Cue]:
    """Cues of a table of tabs, commas, semicolons or Markdown; FileError names a wrong row."""
    mark = _delimiter(text)
    lines = text.strip().split("\n")
    if mark == "|":
        lines = [line.strip().strip("|") for line in lines if not _RULE.fullmatch(line.strip())]
    try:
        reader = csv.DictReader(lines, delimiter=mark, strict=mark != "|")
        rows = list(islice(reader, MOST_ENTRIES + 1))
    except csv.Error as error:
        raise FileError(
            f"this is not a whole table: {printable(str(error))}.",
            where=where,
            remedy="Export it again.",
        ) from error
    return cues_of(rows, where, "row", 2)


def read_json(text: str, where: str) -> list[Cue]:
    """Cues of JSON; FileError names what is not understood."""
    try:
        data = json.loads(text, parse_constant=_no_number)
    except RecursionError as error:
        raise FileError(
            "the values are nested too deeply.", where=where, remedy="Export it again."
        ) from error
    except ValueError as error:
        lines = [line for line in text.split("\n") if line.strip()]
        if len(lines) > 1 and all(line.startswith("{") and line.endswith("}") for line in lines):
            return read_json(f"[{','.join(lines)}]", where)  # JSON Lines: an object on each.
        raise FileError(
            f"this is not valid JSON: {printable(str(error))}.",
            where=where,
            remedy="Export it again, or save it as plain text.",
        ) from error
    name, entries = _entries(data, "", 0)
    if entries:
        cast = data.get("speakers") if isinstance(data, dict) else None
        return cues_of(entries, where, f"{name} entry".strip(), 1, cast_of(cast))
    if isinstance(data, dict) and isinstance(data.get("text"), str):
        return [Cue("", data["text"].strip())]
    keys = [f"“{printable(str(key))}”" for key in list(data)[:8]] if isinstance(data, dict) else []
    has = f" It has {', '.join(keys)}." if keys else ""
    raise FileError(
        f"nothing in this JSON is known as what somebody said.{has}",
        where=where,
        remedy="Export it as text, WebVTT or SRT, or give each entry “speaker”, “start”, “text”.",
    )


def _entries(data: Any, name: str, depth: int) -> tuple[str, list[Entry]]:
    """The first list of what was said, and the key that it stands under."""
    if isinstance(data, list):
        whole = bool(data) and all(isinstance(entry, dict) for entry in data)
        says = whole and any(says_something(lowered(e)) for e in data[: MOST_ENTRIES + 1])
        return name, data if says else []
    if not isinstance(data, dict) or depth > 4:
        return name, []
    held = {
        key_of(key): (key, value) for key, value in data.items() if isinstance(value, list | dict)
    }
    for key in dialects()["fields"]["lists"]:
        if key in held:
            found = _entries(held[key][1], held[key][0], depth + 1)
            if found[1]:
                return found
    return name, []


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is not a number")


def _header(text: str) -> Iterator[str]:
    first = text.lstrip().partition("\n")[0].strip()
    if len(first) > LONGEST_HEADER:
        return iter(())
    mark = _delimiter(text)
    return iter(next(csv.reader([first.strip("|") if mark == "|" else first], delimiter=mark), []))


def _delimiter(text: str) -> str:
    first = text.lstrip().partition("\n")[0]
    return "|" if first.startswith("|") else max("\t;,", key=first.count)
