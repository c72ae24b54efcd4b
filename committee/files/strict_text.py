"""Files as data: TOML or JSON text read strictly, with every refusal naming its place."""

import json
import os
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from committee.domain.odd_characters import find_odd, sort_of
from committee.errors import FileError
from committee.safe_files import opened

MOST_BYTES = 2_000_000
ODD = {
    "nul": "a NUL character",
    "surrogate": "half of a surrogate pair",
    "unseen": "a character that takes no room",
    "control": "a control character",
    "direction": "a hidden change of writing direction",
}
"""What an odd character is, in words that follow "the text has"."""
_ESCAPE = re.compile(r"\\[bfeuUx]")
"""The escapes of TOML and JSON that can hide an odd character in a text that shows none."""
_DEEP_KEY = re.compile(
    r"""(?:^|[{,])[ \t]*(?:\[{1,2}[ \t]*)?(?:(?:[\w-]+|"[^"\n]*"|'[^'\n]*')[ \t]*\.[ \t]*){40}""",
    re.M,
)
"""A dotted TOML key of more than forty parts: reading it takes the square of its length."""


def read_text(path: Path) -> str:
    """The text of a file of at most 2 MB of UTF-8; FileError for anything else."""
    return decode(read_bytes(path), str(path))


def read_bytes(path: Path, most: int = MOST_BYTES) -> bytes:
    """What a file of at most `most` bytes holds; FileError if it is larger or can't be read."""
    with opened(path) as file:
        size = os.fstat(file.fileno()).st_size
        raw = file.read(most + 1)
    if len(raw) > most:
        raise too_large(max(size, len(raw)), str(path), most)
    return raw


def decode(raw: bytes, where: str, most: int = MOST_BYTES) -> str:
    """Bytes as text, a leading byte order mark dropped; FileError if too large or not UTF-8."""
    if len(raw) > most:
        raise too_large(len(raw), where, most)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise FileError(
            f"byte {raw[error.start]:#04x} is not UTF-8 text.",
            where=f"{where}, line {line}",
            remedy="Save the file as UTF-8.",
        ) from error
    if "\0" in text:
        raise FileError(
            f"the text has {ODD['nul']} (U+0000).",
            where=f"{where}, line {text.count(chr(10), 0, text.index(chr(0))) + 1}",
            remedy="Delete it, or save the file as UTF-8 if it was saved as UTF-16.",
        )
    return text


def too_large(size: int, where: str, most: int = MOST_BYTES) -> FileError:
    """The refusal of a file over the limit; `size` and `most` in bytes."""
    return FileError(
        f"the file has {size / 1e6:.1f} MB, and at most {most / 1e6:.0f} MB are read.",
        where=where,
        remedy="Split it: a loop file holds one loop, a policy file one policy.",
    )


def parse(
    text: str, where: str, format_: str | None = None, *, frozen: bool = False
) -> dict[str, Any]:
    """The table that a TOML or JSON text holds; the format is seen from the text if not given.

    A `frozen` text may hold what an earlier version took.
    """
    if not text.strip():
        raise FileError(
            "the file is empty.", where=where, remedy="Start from one in fixtures/scenarios."
        )
    reads_json = format_ == "json" or (format_ is None and text.lstrip().startswith("{"))
    try:
        data = _json(text) if reads_json else _toml(text)
    except RecursionError as error:
        raise FileError(
            "the values are nested too deeply.", where=where, remedy="Flatten them."
        ) from error
    except ValueError as error:
        kind = "JSON" if reads_json else "TOML"
        raise FileError(
            f"this is not valid {kind}: {printable(str(error))}.",
            where=where,
            remedy="Mend the text at that place.",
        ) from error
    if not isinstance(data, dict):
        raise FileError(
            "a table is expected at the top.", where=where, remedy="Wrap the values in { }."
        )
    if find_odd(text, frozen=frozen) or _ESCAPE.search(text):
        for place, value in walk(data):
            refuse_odd_characters(value, f"{where}, {place}" if place else where, frozen=frozen)
    return data


def _toml(text: str) -> dict[str, Any]:
    if _DEEP_KEY.search(text):
        raise RecursionError
    return tomllib.loads(text)


def _json(text: str) -> Any:
    return json.loads(text, object_pairs_hook=_once, parse_constant=_refuse_constant)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table = dict(pairs)
    if len(table) < len(pairs):
        counts = Counter(key for key, _ in pairs)
        twice = printable(counts.most_common(1)[0][0])
        raise ValueError(f"the key {twice!r} stands twice in one table")
    return table


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not a number")


def walk(value: Any, place: str = "") -> Iterator[tuple[str, str]]:
    """Every text in a parsed structure, keys included, with its dotted place."""
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield place, key
            yield from walk(item, f"{place}.{printable(key)}".lstrip("."))
    elif isinstance(value, list):
        for number, item in enumerate(value, start=1):
            yield from walk(item, f"{place}[{number}]")


def refuse_odd_characters(text: str, where: str, *, frozen: bool = False) -> None:
    """FileError for a control character, a lone surrogate, a direction override or the like."""
    odd = find_odd(text, frozen=frozen)
    if odd:
        raise FileError(
            f"the text has {ODD[sort_of(odd)]} (U+{ord(odd):04X}).",
            where=where,
            remedy="Delete that character; it can’t be shown on a page or on paper.",
        )


def printable(text: str) -> str:
    """A text that any terminal shows safely: odd characters as escapes, at most 200 long."""
    short = text if len(text) <= 200 else text[:199] + "…"
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in short)
