"""What the pages of a PDF draw: not the text that it is read back as, but the shapes."""

import io
import re
from collections import defaultdict
from collections.abc import Iterator

import pikepdf
from fontTools.pens.hashPointPen import HashPointPen
from fontTools.ttLib import TTFont


def outlines(pdf: bytes) -> dict[str, set[str]]:
    """The shapes that each character is drawn with, by what its glyph is read back as."""
    found: dict[str, set[str]] = defaultdict(set)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        fonts: dict[str, _Embedded] = {}
        for page in document.pages:
            # WeasyPrint calls a font by one name on all pages.
            for name in page.resources.Font.keys() - fonts.keys():
                fonts[name] = _Embedded(page.resources.Font[name])
            for name, cid in _shown(page):
                found[fonts[name].read_as[cid]].add(fonts[name].outline(cid))
    return dict(found)


def _shown(page: pikepdf.Page) -> Iterator[tuple[str, int]]:
    """Every glyph of a page with its font's name, in the order of drawing."""
    name = ""
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "Tf":
            name = str(operands[0])
        elif str(operator) in ("Tj", "TJ"):
            for each in operands[0] if str(operator) == "TJ" else operands:
                codes = bytes(each) if isinstance(each, pikepdf.String) else b""
                for at in range(0, len(codes), 2):
                    yield name, int.from_bytes(codes[at : at + 2])


class _Embedded:
    """A font inside a PDF."""

    def __init__(self, font: pikepdf.Object) -> None:
        descriptor = font.DescendantFonts[0].FontDescriptor
        key = next(k for k in ("/FontFile2", "/FontFile3") if k in descriptor)
        self._font = TTFont(io.BytesIO(descriptor[key].read_bytes()))
        self._glyphs = self._font.getGlyphSet()
        self.read_as = _unicode(font.ToUnicode.read_bytes().decode())

    def outline(self, cid: int) -> str:
        glyph = self._glyphs[self._font.getGlyphName(cid)]
        pen = HashPointPen(glyph.width, self._glyphs)
        glyph.drawPoints(pen)
        return pen.hash


def _unicode(cmap: str) -> dict[int, str]:
    """What each glyph is read back as."""
    pairs = re.findall(r"^<([0-9a-f]{4})> <([0-9a-f]*)>$", cmap.partition("beginbfchar")[2], re.M)
    return {int(cid, 16): bytes.fromhex(text).decode("utf-16-be") for cid, text in pairs}
