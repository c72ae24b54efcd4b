"""Sums of what a PDF shows and says, so that a change to either is noticed.

They don't depend on how a PDF is written down: compressed otherwise, or with its objects numbered
otherwise, it has the same sums.
"""

import json
import zlib
from collections.abc import Iterable, Iterator
from decimal import Decimal
from hashlib import sha256

from pikepdf import Array, Dictionary, Name, Object, OutlineItem, Page, Pdf, Stream

from committee.errors import PaperError

from .tagging import elements

MOST_BYTES = 20_000_000
"""What one stream of a PDF may hold; a few bytes can be a gigabyte when they are inflated."""
PLACES = ("/Parent", "/P", "/StructParent", "/StructParents", "/Dest", "/Length")
HOW_WRITTEN = ("/Filter", "/DecodeParms")
ACTS = ("/OpenAction", "/AA", "/AcroForm")
Known = dict[tuple[int, int], bytes]
"""The SHA-256 of streams, by the number of their object."""
SAID = ("/S", "/Alt", "/ActualText", "/E", "/T")


def content(stream: Object) -> bytes:
    """What a stream holds; PaperError if that is more than `MOST_BYTES`, or damaged."""
    raw = stream.read_raw_bytes()
    if stream.get("/Filter") == Name.FlateDecode and "/DecodeParms" not in stream:
        try:
            raw = zlib.decompressobj().decompress(raw, MOST_BYTES + 1)
        except zlib.error as error:
            raise _refused("holds a damaged stream.") from error
    if len(raw) > MOST_BYTES:
        raise _refused(f"holds a stream of more than {MOST_BYTES / 1e6:.0f} MB.")
    return raw


def page_sums(pages: Iterable[Page]) -> list[str]:
    """The SHA-256 of each page: what it draws and with what, what lies over it, how it is cut."""
    known: Known = {}
    return [_sum(_parts(page.obj, set(), known)) for page in pages]


def told_sum(document: Pdf, ours: frozenset[str]) -> str:
    """The SHA-256 of what a window or a screen reader says of a PDF, and of what opening it does.

    That is title, language, bookmarks, alternative texts, actions, and the attachments that
    aren't `ours`.
    """
    root = document.Root
    metadata = document.open_metadata()
    with document.open_outline() as outline:
        bookmarks = list(_titles(outline.root))
    structure = (
        [str(element.get(key, "")) for key in SAID]
        for element, _ in elements(root.get("/StructTreeRoot", Dictionary()))
    )
    told = [
        [str(document.docinfo.get("/Title", "")), str(metadata.get("dc:title", ""))],
        [str(root.get("/Lang", "")), [key for key in ACTS if key in root]],
        ["/JavaScript" in root.get("/Names", {}), sorted({*document.attachments} - ours)],
        bookmarks,
        list(structure),
    ]
    return _sum([json.dumps(told).encode()])


def first_page_sums(pages: Iterable[Page]) -> list[str]:
    """The sums of pages as seals of the first kind have them: drawing, and fonts' files."""
    return [_sum(_drawn(page)) for page in pages]


def _drawn(page: Page) -> Iterator[bytes]:
    yield content(page.obj.Contents) if "/Contents" in page.obj else b""
    fonts = page.resources.get("/Font", Dictionary())
    for name in sorted(fonts.keys()):
        yield name.encode()
        for stream in _font_streams(fonts[name]):
            yield sha256(content(stream)).digest()


def _font_streams(font: Object) -> list[Object]:
    streams = [font.ToUnicode] if "/ToUnicode" in font else []
    for below in font.get("/DescendantFonts", []):
        descriptor = below.get("/FontDescriptor", Dictionary())
        keys = ("/FontFile", "/FontFile2", "/FontFile3")
        streams += [descriptor[key] for key in keys if key in descriptor]
    return streams


def _parts(value: object, seen: set[tuple[int, int]], known: Known) -> Iterator[bytes]:
    """An object and all that it refers to, but for where it stands and how it is written.

    `known` keeps the sums of streams, which most pages share.
    """
    if isinstance(value, Object) and value.is_indirect:
        if value.objgen in seen:
            yield b"again"
            return
        seen.add(value.objgen)
    if isinstance(value, Dictionary | Stream):
        leave = (*PLACES, *HOW_WRITTEN) if isinstance(value, Stream) else PLACES
        yield b"<"
        for key in sorted(each for each in value.keys() if each not in leave):  # noqa: SIM118
            yield key.encode()
            yield from _parts(value[key], seen, known)
        yield b">"
        if isinstance(value, Stream):
            at = value.objgen
            if at not in known:
                known[at] = sha256(content(value)).digest()
            yield known[at]
    elif isinstance(value, Array):
        yield b"["
        for each in value:
            yield from _parts(each, seen, known)
        yield b"]"
    elif isinstance(value, Decimal):
        yield f"{value.normalize()} ".encode()
    else:
        yield f"{type(value).__name__} {value} ".encode()


def _titles(items: list[OutlineItem]) -> Iterator[str]:
    for item in items:
        yield item.title
        yield from _titles(item.children)


def _sum(parts: Iterator[bytes] | list[bytes]) -> str:
    found = sha256()
    for part in parts:
        found.update(part)
    return found.hexdigest()


def _refused(found: str) -> PaperError:
    return PaperError(f"the PDF {found}", remedy="Get the packet again from where it was made.")
