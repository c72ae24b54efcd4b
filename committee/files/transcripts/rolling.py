"""Captions that roll, each line shown two or three times, into words that stand once.

YouTube shows a line while it is spoken, then again above the next one. Other live captions
let a line grow word by word.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

_SPOKEN_AT = re.compile(r"<\d{1,6}:\d{2}[:.]\d{2}")
"""The time of a word inside a caption, which only captions that roll have."""
_TAG = re.compile(r"<(?!v[ \t.])/?[a-zA-Z0-9:.][^<>]{0,200}>|</>")
"""Every tag but a voice's."""
_MOST_LINES = 4
"""Lines of a caption that may have been shown before."""


@dataclass(frozen=True, slots=True)
class ShownCaption:
    """A caption as it was shown: its lines, seconds, and the speaker named above it, or ""."""

    lines: Sequence[str]
    start: float
    end: float
    speaker: str = ""


def words_once(captions: Sequence[ShownCaption]) -> list[ShownCaption]:
    """Captions without what the one before them showed already, if they roll at all."""
    plain = [tuple(_plain(line) for line in caption.lines) for caption in captions]
    plain = [tuple(line for line in lines if line) for lines in plain]
    again = [_shown_before(*pair) for pair in zip([(), *plain], plain, strict=False)]
    spoken = any(_SPOKEN_AT.search(line) for caption in captions for line in caption.lines)
    longer = sum(0 < shown < len("\n".join(ls)) for shown, ls in zip(again, plain, strict=True))
    if not (spoken or (longer and sum(map(bool, again)) * 2 >= len(plain) - 1)):
        return list(captions)
    once = []
    for caption, lines, shown in zip(captions, plain, again, strict=True):
        new = "\n".join(lines)[shown:].strip()
        if new:
            once.append(replace(caption, lines=new.split("\n")))
    return once


def _plain(line: str) -> str:
    return " ".join(_TAG.sub("", line).split())


def _shown_before(earlier: tuple[str, ...], lines: tuple[str, ...]) -> int:
    """How many characters of a caption's text the one before it showed."""
    for count in range(min(len(earlier), len(lines), _MOST_LINES), 0, -1):
        if earlier[-count:] == lines[:count]:
            return len("\n".join(lines[:count]))
    before, now = "\n".join(earlier), "\n".join(lines)
    grown = before and now.startswith(before) and not now[len(before) : len(before) + 1].isalnum()
    return len(before) if grown else 0
