"""Packets bound behind their contents into one PDF, tagged as one document, and taken out again."""

import io
import json
from collections.abc import Sequence
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Name, NameTree, NumberTree, ObjectStreamMode, Pdf, String

from committee.errors import PaperError

from .attach_and_verify import (
    SEAL,
    SNAPSHOT,
    TOLD,
    attach,
    attached,
    page_changes,
    read_sums,
    reading,
    told_changes,
    unreadable,
)
from .page_digests import page_sums, told_sum
from .tagging import elements

LINK = "https://committee.invalid/part/"
"""Where an entry of the contents points to until the packets are bound behind it."""
CONTENTS = "committee-contents.json"


@dataclass(frozen=True)
class Bound:
    """What a bound PDF holds.

    `packets` are titles and PDFs, each as it can be replayed; `broken` tells, in sentences, what
    of the contents is no longer as it was bound.
    """

    packets: tuple[tuple[str, bytes], ...]
    broken: tuple[str, ...]


def bind(contents: bytes, packets: Sequence[tuple[str, str, bytes]]) -> bytes:
    """One PDF of the contents and of the packets, which are titles, outcomes and sealed PDFs.

    A link of the contents to `LINK` and a position leads to the packet there. A packet's structure
    is a part of the one document, its headings a level lower; its snapshot and seal are attached
    under its number. Nothing is drawn anew, and the same parts give the same bytes.
    """
    whole = Pdf.open(io.BytesIO(contents))
    starts, lengths = [], []
    for number, (title, _, pdf) in enumerate(packets, start=1):
        book = Pdf.open(io.BytesIO(pdf))
        starts.append(len(whole.pages))
        lengths.append(len(book.pages))
        _add(whole, book, number, title)
    _name_bookmarks(whole, packets)
    _link_contents(whole, starts, packets)
    listed = [[title, length] for (title, _, _), length in zip(packets, lengths, strict=True)]
    told = told_sum(whole, _ours(len(packets)))
    front = page_sums(whole.pages[: starts[0]])
    sums = {"committee_contents": 1, "pages": front, "packets": listed, "told": told}
    attach(whole, CONTENTS, json.dumps(sums, indent=1).encode(), "What is bound here, in order.")
    held = io.BytesIO()
    whole.save(held, deterministic_id=True, object_stream_mode=ObjectStreamMode.generate)
    return held.getvalue()


def unbound(pdf: bytes, where: str) -> Bound | None:
    """The packets of a bound PDF; None for a PDF that isn't bound.

    Raises PaperError for what is no PDF, is encrypted, or has contents that can't be read.
    """
    with reading(pdf, where) as whole:
        if CONTENTS not in whole.attachments:
            return None
        raw = attached(whole, CONTENTS)
        front, listed, told = _read_contents(raw, f"{where}, {CONTENTS}")
        packets, start = [], len(front)
        for number, (title, length) in enumerate(listed, start=1):
            packets.append((title, _alone(whole, start, length, number)))
            start += length
        broken = list(page_changes(front, page_sums(whole.pages[: len(front)]), "The contents"))
        if len(whole.pages) != start:
            broken.append(f"There are {len(whole.pages)} pages, and {start} were bound.")
        broken += told_changes(told, whole, _ours(len(listed)))
    return Bound(tuple(packets), tuple(broken))


def _read_contents(raw: bytes, where: str) -> tuple[list[str], list[tuple[str, int]], str]:
    """The sums of the contents' pages; titles and lengths of what is bound; what is told of it."""
    sums = read_sums(raw, {"pages", "packets", "told"}, where)
    try:
        listed = [(str(title), max(int(length), 1)) for title, length in sums["packets"]]
        return list(sums["pages"]), listed, str(sums["told"])
    except (TypeError, ValueError) as error:
        raise unreadable(where) from error


def _add(whole: Pdf, book: Pdf, number: int, title: str) -> None:
    """Put a packet behind what is already there: pages, structure, bookmarks, attachments."""
    start = len(whole.pages)
    whole.add_pages_from(book)
    # Only now: what refers to a page then refers to its copy among these.
    tree = whole.copy_foreign(book.Root.StructTreeRoot)
    _move_keys(whole, tree, start)
    _make_names_unlike(whole, tree, number)
    root = whole.Root.StructTreeRoot
    for packet in tree.K:
        packet.S, packet.P, packet.T = Name.Part, root.K[0], String(title)
        root.K[0].K.append(packet)
    for name in (SNAPSHOT, SEAL):
        content = book.attachments[name].get_file().read_bytes()
        attach(whole, _numbered(number, name), content, f"{title}: {TOLD[name]}")


def _move_keys(whole: Pdf, tree: pikepdf.Object, start: int) -> None:
    """Give the pages from `start` on, and their links, keys that no earlier page has."""
    root = whole.Root.StructTreeRoot
    parents, added = NumberTree(root.ParentTree), NumberTree(tree.ParentTree)
    first = int(root.ParentTreeNextKey)
    for key, element in added.items():
        parents[first + key] = element
    root.ParentTreeNextKey = first + int(tree.ParentTreeNextKey)
    for page in whole.pages[start:]:
        page.obj.StructParents += first
        for note in page.obj.get("/Annots", ()):
            note.StructParent += first


def _make_names_unlike(whole: Pdf, tree: pikepdf.Object, number: int) -> None:
    """Let the number of a packet lead the names of its header cells, and lower its headings."""
    names = NameTree(whole.Root.StructTreeRoot.IDTree)
    for element, _ in elements(tree):
        kind = str(element.S)
        if kind[:2] == "/H" and kind[2:].isdigit():
            element.S = Name(f"/H{int(kind[2:]) + 1}")
        if "/ID" in element:
            element.ID = String(_numbered(number, str(element.ID)))
            names[str(element.ID)] = element
        if "/Headers" in element.get("/A", {}):
            cells = (String(_numbered(number, str(each))) for each in element.A.Headers)
            element.A.Headers = Array(cells)


def _name_bookmarks(whole: Pdf, packets: Sequence[tuple[str, str, bytes]]) -> None:
    with whole.open_outline() as outline:
        _, *tops = outline.root
        for top, (title, outcome, _) in zip(tops, packets, strict=True):
            top.title, top.is_closed = f"{title}: {outcome}", True


def _link_contents(
    whole: Pdf, starts: list[int], packets: Sequence[tuple[str, str, bytes]]
) -> None:
    for page in whole.pages[: starts[0]]:
        for note in page.obj.get("/Annots", ()):
            at = int(str(note.A.URI).removeprefix(LINK))
            del note.A
            note.Dest = Array([whole.pages[starts[at]].obj, Name.Fit])
            note.Contents = String(f"{packets[at][0]}, page {starts[at] + 1}")


def _alone(whole: Pdf, start: int, length: int, number: int) -> bytes:
    """A packet by itself again, with what was attached of it."""
    with Pdf.new() as packet:
        pages = slice(start, start + length)
        packet.add_pages_from(whole, pages, forms="strip", outlines="ignore")
        for name in (SNAPSHOT, SEAL):
            if (held := _numbered(number, name)) in whole.attachments:
                attach(packet, name, _of_pages(attached(whole, held)), TOLD[name])
        out = io.BytesIO()
        packet.save(out)
    return out.getvalue()


def _of_pages(held: bytes) -> bytes:
    """An attachment of a packet; of a seal what holds for its pages, as the rest is the whole's."""
    try:
        sums = read_sums(held, {"pages", "told"}, "")
    except PaperError:
        return held
    return json.dumps({key: sums[key] for key in sums if key != "told"}).encode()


def _ours(packets: int) -> frozenset[str]:
    """The names of what is attached to a bound PDF of so many packets."""
    numbers = range(1, packets + 1)
    return frozenset({CONTENTS, *(_numbered(at, name) for at in numbers for name in TOLD)})


def _numbered(number: int, name: str) -> str:
    return f"{number:04}-{name}"
