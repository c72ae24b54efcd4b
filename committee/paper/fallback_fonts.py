"""Fonts for the scripts that ours lacks, and the characters that no font here can show."""

import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from committee import assets

OWN = "committee-sans.ttf"
STAND_IN = "□"
SCRIPTS = (
    "Emoji",
    "SansArabic",
    "SansArmenian",
    "SansBengali",
    "SansDevanagari",
    "SansEthiopic",
    "SansGeorgian",
    "SansGujarati",
    "SansGurmukhi",
    "SansHebrew",
    "SansKannada",
    "SansKhmer",
    "SansLao",
    "SansMalayalam",
    "SansMyanmar",
    "SansOriya",
    "SansSinhala",
    "SansSymbols",
    "SansTamil",
    "SansTelugu",
    "SansThai",
    "Sans",
)
"""The further fonts by name, so that a font that its package adds or drops changes no page."""
_NOT_DRAWN = frozenset(
    point
    for first, last in (
        (0x00, 0x1F), (0x7F, 0x7F), (0xAD, 0xAD), (0x61C, 0x61C), (0x200B, 0x200F),
        (0x2028, 0x2029), (0x2060, 0x206F), (0xFE00, 0xFE0E), (0xFEFF, 0xFEFF),
        (0xE0000, 0xE0FFF),
    )
    for point in range(first, last + 1)
)  # fmt: skip
"""White space, joiners, direction marks and variation selectors: they need no glyph."""


@dataclass(frozen=True)
class Face:
    """A further font: its family as a style sheet calls it, its address, its file."""

    family: str
    address: str
    path: Path


@dataclass(frozen=True)
class Reach:
    """What a text needs beside our own font: further faces, and what none of them has."""

    faces: tuple[Face, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def named(self) -> tuple[str, ...]:
        """The characters that can't be shown, by code point and name."""
        return tuple(
            f"U+{ord(each):04X} {unicodedata.name(each, 'without a name').lower()}"
            for each in self.missing
        )

    def shown(self, text: str) -> str:
        """A text with a stand-in for each character that can't be shown."""
        return text.translate({ord(each): STAND_IN for each in self.missing})


def reach(text: str) -> Reach:
    """The faces that a text needs, none in vain; empty where our own font has it all."""
    used = set(text)
    # What a private character looks like is up to each font: ours would be a guess.
    private = {ord(each) for each in used if unicodedata.category(each) == "Co"}
    wanted = {ord(each) for each in used} - _characters(assets.FONTS[OWN]) - _NOT_DRAWN - private
    faces = []
    for face in further_faces() if wanted else ():
        if found := wanted & _characters(face.path):
            faces.append(face)
            wanted -= found
    return Reach(tuple(faces), tuple(chr(point) for point in sorted(wanted | private)))


@cache
def further_faces() -> tuple[Face, ...]:
    """The further fonts, in the order in which they are asked: one script each, CJK last."""
    noto = Path(str(files("manimgx_fonts")))
    cjk = Path(str(files("noto_cjk_sans_jp_regular"))) / "NotoSansCJKjp-Regular.otf"
    scripts = [(name, noto / f"Noto{name}[wght].ttf") for name in SCRIPTS]
    return tuple(
        Face(f"Committee Noto {name}", f"fonts/{name.lower()}{path.suffix}", path)
        for name, path in (*scripts, ("CJK", cjk))
    )


@cache
def _characters(path: Path) -> frozenset[int]:
    from fontTools.ttLib import TTFont  # Slow to import, and only paper reads fonts.

    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap())
