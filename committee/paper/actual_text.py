"""What was typed, for text whose glyphs don't say it.

Where letters join, stack or change places, one glyph stands for several letters or for another
letter elsewhere, and a PDF's map from glyphs to letters reads back wrong. Such lines carry their
letters as /ActualText, in the order of typing.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any
from unicodedata import bidirectional, category

import pikepdf

from .tagging import elements

_SPAN = re.compile(rb"/Span\s<</MCID (\d+)>>\sBDC")
_JOINERS = "\u200c\u200d"


def tell_letters(document: pikepdf.Pdf, laid_out: Any) -> None:
    """Give lines of marks, joiners and Arabic their letters; `laid_out` is what was drawn."""
    told = [list(_lines(page._page_box)) for page in laid_out.pages]
    if not any(_reads_otherwise(line) for lines in told for line in lines):
        return
    marks = _marks(document)
    for page, lines in zip(document.pages, told, strict=True):
        _tell(page, dict(zip(marks[page.obj.objgen], lines, strict=True)))


def _tell(page: pikepdf.Page, lines: dict[int, str]) -> None:
    drawn = page.obj.Contents.read_bytes()
    page.obj.Contents.write(_SPAN.sub(lambda span: _span(span, lines), drawn))


def _reads_otherwise(line: str) -> bool:
    return any(
        category(letter)[0] == "M" or letter in _JOINERS or bidirectional(letter) == "AL"
        for letter in line
    )


def _lines(box: Any) -> Iterator[str]:
    """The text of every line of a page in reading order, without the page's feet."""
    from weasyprint.formatting_structure.boxes import MarginBox, TextBox

    box = getattr(box, "_box", box)  # What is placed absolutely stands behind a stand-in.
    if isinstance(box, TextBox):
        yield box.text
    elif not isinstance(box, MarginBox):
        for child in getattr(box, "children", ()):
            yield from _lines(child)


def _marks(document: pikepdf.Pdf) -> dict[tuple[int, int], list[int]]:
    """The numbers of each page's marked lines, in reading order."""
    found: dict[tuple[int, int], list[int]] = defaultdict(list)
    for element, _ in elements(document.Root.StructTreeRoot):
        if element.S != "/Figure":
            kids: Any = element.K
            found[element.get("/Pg", element).objgen] += [k for k in kids if isinstance(k, int)]
    return found


def _span(span: re.Match[bytes], lines: dict[int, str]) -> bytes:
    line = lines.get(int(span[1]), "")
    if not _reads_otherwise(line):
        return span[0]
    letters = f"\ufeff{line}".encode("utf-16-be").hex()
    return b"/Span <</MCID %b /ActualText <%b>>> BDC" % (span[1], letters.encode())
