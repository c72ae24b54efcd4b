"""Whether a text stands on the pages of a PDF, whose own text comes back changed in small ways."""

import unicodedata
from collections.abc import Iterable
from itertools import pairwise

STAND_IN = "□"
# A character that breaks a word at the end of a line, and selectors that draw nothing.
NOT_COMPARED = frozenset("\u2010\u00ad\ufe0e\ufe0f")
APOSTROPHES = str.maketrans("’", "'")
"""Earlier versions printed straight ones."""
NOT_DRAWN = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
LETTER_BY_LETTER = (
    "LATIN", "GREEK", "CYRILLIC", "ARMENIAN", "GEORGIAN", "CJK", "HIRAGANA", "KATAKANA", "HANGUL",
)  # fmt: skip
RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})


class Pages:
    """A packet's pages, given as the text of each."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._pages = [_plain(text) for text in texts]
        self._letters = frozenset("".join(self._pages))

    def holds(self, text: str) -> bool | None:
        """Whether a text stands on a page, or begins on one and ends at the top of the next.

        None if it wasn't found, but has characters that don't come back as they were written.
        """
        plain = _plain(text)
        shown = "".join(each if each in self._letters else STAND_IN for each in plain)
        if self._stands(plain) or self._stands(shown):
            return True
        return False if all(map(_comes_back, unicodedata.normalize("NFC", text))) else None

    def _stands(self, plain: str) -> bool:
        return any(plain in page for page in self._pages) or any(
            # Between its halves there may be a foot, and whatever else is drawn last on a page.
            below.startswith(plain[cut:]) and plain[:cut] in page
            for page, below in pairwise(self._pages)
            for cut in range(1, len(plain))
        )


def _plain(text: str) -> str:
    """A text as it can be compared: without white space, marks that draw nothing, and what PDFium
    leaves out (beyond the first plane: emoji, rare ideographs), its letters in their common form.
    """
    common = unicodedata.normalize("NFKC", "".join(each for each in text if each <= "\uffff"))
    common = common.translate(APOSTROPHES)
    return "".join(
        each
        for each in common
        if unicodedata.category(each) not in NOT_DRAWN and each not in NOT_COMPARED
    )


def _comes_back(character: str) -> bool:
    """Whether a PDF's text holds a character where it was written: nothing joins it or stacks."""
    if character.isalpha():
        return unicodedata.name(character, "").startswith(LETTER_BY_LETTER)
    marks = unicodedata.category(character)[0] == "M"
    return not marks and unicodedata.bidirectional(character) not in RIGHT_TO_LEFT
