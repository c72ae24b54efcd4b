"""Short texts, such as names and titles: one definition for forms, import and the file format."""

import unicodedata

LONGEST = 200
"""The most characters of a name or a title."""
_EMPTY_GLYPHS = frozenset("\u00ad\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""Letters and marks by category, of which nothing is seen."""


def tidy(text: str) -> str:
    """A short text without white space around it, and with single spaces inside."""
    return " ".join(text.split())


def is_visible(text: str) -> bool:
    """Whether anything of a text is seen: not white space, joiners or empty glyphs alone."""
    return any(
        unicodedata.category(each)[0] not in "ZCM" and each not in _EMPTY_GLYPHS for each in text
    )
