"""Packets put together: a ZIP of PDFs, or one PDF with contents, links and bookmarks.

The same parts give the same bytes.
"""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from committee.paper.binding import LINK, bind
from committee.paper.page_count import page_count
from committee.paper.render import render_contents
from committee.present.packet.bound_contents import ContentsView, Entry
from committee.present.voice.words import counted


@dataclass(frozen=True)
class BoundPart:
    """One packet: whose it is, what was decided in words, and its PDF."""

    title: str
    outcome: str
    pdf: Path


def zipped(parts: Sequence[BoundPart]) -> bytes:
    """The packets as files of a ZIP, in order, named after their candidates."""
    held = io.BytesIO()
    width = len(str(len(parts)))
    with ZipFile(held, "w", ZIP_STORED) as archive:
        for number, part in enumerate(parts, start=1):
            name = f"{number:0{width}} {file_name(part.title)}.pdf"
            archive.writestr(ZipInfo(name), part.pdf.read_bytes())
    return held.getvalue()


def file_name(title: str) -> str:
    """A title as the name of a file on any system."""
    return re.sub(r"[^\w. -]+", "_", title).strip(". ")[:80] or "packet"


def bound(parts: Sequence[BoundPart], title: str, paper: str) -> bytes:
    """The packets as one PDF; contents name the page that each begins on, and link to it."""
    packets = [(part.title, part.outcome, part.pdf.read_bytes()) for part in parts]
    lengths = [page_count(pdf) for _, _, pdf in packets]
    return bind(_front(parts, lengths, title, paper), packets)


def _front(parts: Sequence[BoundPart], lengths: list[int], title: str, paper: str) -> bytes:
    """The contents; they are set a second time where they take more than the one page."""
    pages = 1
    while True:
        starts = _starts(lengths, pages)
        entries = [
            Entry(part.title, part.outcome, start + 1, f"{LINK}{number}")
            for number, (part, start) in enumerate(zip(parts, starts, strict=True))
        ]
        view = ContentsView(title, counted(len(entries), "packet"), tuple(entries))
        front = render_contents(view, paper=paper)
        if (found := page_count(front)) == pages:
            return front
        pages = found


def _starts(lengths: list[int], front: int) -> list[int]:
    """The index of each part's first page, after `front` pages of contents."""
    starts = []
    for length in lengths:
        starts.append(front)
        front += length
    return starts
