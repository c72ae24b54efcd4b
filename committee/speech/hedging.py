"""Hedging and digressions: how firmly, and how straight, an answer is told.

Must: find the words that soften a statement, and those that leave the story.
How: single words and phrases. "Kind of" and "sort of" hedge only where no article or
demonstrative makes them a noun ("this kind of bug").
Known exceptions: "I think" also states an opinion that was asked for; "probably" before a
number is honesty. Both are counted, since nothing is weighed here.
"""

from .findings import Finding, Reading, ordered
from .verbs import LEX

HEDGE = LEX.bit("hedge_word")
_NOUNED = {"a", "an", "the", "this", "that", "what", "some", "any", "one", "two", "every", "each"}


def find_hedges(reading: Reading) -> tuple[Finding, ...]:
    """Hedging words, in the order of the text."""
    text = reading.text
    found = [
        reading.finding("hedge", at, at)
        for at, tag in enumerate(text.tags)
        if tag & HEDGE and not text.quoted[at]
    ]
    for first, last in reading.met("hedge"):
        noun = text.words[first] in ("kind", "sort") and text.words[first - 1 : first]
        if not (noun and noun[0] in _NOUNED):
            found.append(reading.finding("hedge", first, last))
    return ordered(found)


def find_digressions(reading: Reading) -> tuple[Finding, ...]:
    """Words that leave the story or come back to it, in the order of the text."""
    return ordered(reading.finding("digression", *span) for span in reading.met("digression"))
