"""What stands on a page of evidence: quotes, what was read from them, and who heard them."""

import re
import unicodedata
from dataclasses import dataclass

from committee.domain.packet import Evidence

_WE = re.compile(r"(\b[Ww]e\b)")
LONG = 600
"""From how many characters on a quote may run over the end of a page of paper."""


@dataclass(frozen=True)
class Link:
    """A reference within the packet: what it says, and the anchor it leads to, if there is one."""

    words: str
    anchor: str


@dataclass(frozen=True)
class Piece:
    """One piece of evidence, in parts: `segments`, each with whether a trap's word stands in it.

    `noted` if it is in an interviewer's words (a paraphrase, an observation, a note of a
    technical round) rather than in those that were said; only the latter stand in quotation marks.
    `direction` is "ltr" or "rtl", that of its first letter.
    """

    number: int
    anchor: str
    segments: tuple[tuple[str, bool], ...]
    direction: str
    tone: str
    polarity: str
    about: tuple[str, ...]
    reads: str
    traps: tuple[str, ...]
    backs: bool
    long: bool
    noted: bool


@dataclass(frozen=True)
class DimensionEvidence:
    """All that was heard on one dimension, and how the panel reads it."""

    name: str
    reads: str
    tone: str
    pieces: tuple[Piece, ...]
    next_level: tuple["NextLevel", ...] = ()


@dataclass(frozen=True)
class NextLevel:
    """What an interviewer would have needed to hear to read one level more."""

    who: str
    level: str
    text: str


@dataclass(frozen=True)
class InterviewRow:
    """One interview of the loop with what its scorecard says as a whole."""

    anchor: str
    who: str
    kind: str
    rated: str
    recommendation: str
    traps: tuple[str, ...]
    note: str


def segments_of(piece: Evidence) -> tuple[tuple[str, bool], ...]:
    """The quote, with the word that a confirmed “we” trap is about set apart."""
    if "we" not in piece.traps:
        return ((piece.quote, False),)
    parts = _WE.split(piece.quote)
    return tuple((part, at % 2 == 1) for at, part in enumerate(parts) if part)


def direction_of(text: str) -> str:
    """Which way a text is written: "ltr" or "rtl", that of its first letter."""
    kinds = (unicodedata.bidirectional(letter) for letter in text)
    strong = next((kind for kind in kinds if kind in ("L", "R", "AL")), "L")
    return "ltr" if strong == "L" else "rtl"
