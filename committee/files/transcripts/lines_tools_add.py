"""What the tools that write transcripts add to the words: read from lines_tools_add.toml."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

_SOUND = re.compile(r"[\[(（♪♫*<]+\s*([^\[\]()（）♪♫*<>]{0,40}?)\s*[\])）♪♫*>]*")
_ONLY_NOTES = re.compile(r"[♪♫\s].*[♪♫\s]*")


@cache
def dialects() -> dict[str, Any]:
    """The whole of lines_tools_add.toml."""
    text = files("committee.files.transcripts").joinpath("lines_tools_add.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def words_of(name: str) -> frozenset[str]:
    """A list of words of lines_tools_add.toml."""
    listed = dialects()[name]
    return frozenset(listed.split() if isinstance(listed, str) else listed)


def is_notice(line: str) -> bool:
    """Whether a tool wrote the line, and somebody's words go on after it."""
    return _lines("notices").fullmatch(line.strip()) is not None


def is_ending(line: str) -> bool:
    """Whether a tool wrote the line, and nobody's words go on after it."""
    return _lines("endings").fullmatch(line.strip()) is not None


def is_opening(line: str) -> bool:
    """Whether the line is the heading under which the words begin."""
    return _lines("openings").fullmatch(line.strip()) is not None


def is_sound(words: str) -> bool:
    """Whether something is heard but nothing said: "[Music]", "(laughs)", "♪"."""
    words = words.strip()
    if words[:1] in "♪♫":
        return bool(_ONLY_NOTES.fullmatch(words))
    heard = _SOUND.fullmatch(words)
    return heard is not None and is_sound_word(heard.group(1))


def is_sound_word(word: str) -> bool:
    """Whether what stands between brackets names a sound."""
    parts = word.replace("_", " ").lower().split()
    sounds = words_of("sounds")
    return "_".join(parts) in sounds or any(part in sounds for part in parts[:1] + parts[-1:])


def _lines(name: str) -> re.Pattern[str]:
    return _joined(tuple(dialects()[name]))


@cache
def _joined(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)
