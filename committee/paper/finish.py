"""What WeasyPrint leaves unsaid in a tagged PDF: what headers head, where links lead."""

import re
from collections.abc import Iterator

import pikepdf

_LINK = re.compile(r'<a href="#([^"]+)">([^<]+)</a>')
_KINDS = {"e": "Evidence", "i": "Interview"}


def finish(document: pikepdf.Pdf, html: str) -> None:
    """Say of every header cell what it heads, and of every link in `html` where it leads."""
    for element, inside in _elements(document.Root.StructTreeRoot, ()):
        if element.S == "/TH":
            element.A.Scope = pikepdf.Name.Column if "/THead" in inside else pikepdf.Name.Row
    words = dict(_LINK.findall(html))
    for page in document.pages:
        for note in page.obj.get("/Annots", ()):
            anchor = str(note.get("/Dest", ""))
            if anchor in words:
                kind = _KINDS.get(anchor.partition("-")[0], "To")
                note.Contents = pikepdf.String(f"{kind} {words[anchor]}")


def _elements(
    node: pikepdf.Object, inside: tuple[str, ...]
) -> Iterator[tuple[pikepdf.Object, tuple[str, ...]]]:
    """Every structure element with the names of those around it, in reading order."""
    if "/S" in node:
        yield node, inside
        inside = (*inside, str(node.S))
    kids = node.get("/K", ())
    for kid in kids if isinstance(kids, pikepdf.Array) else (kids,):
        if isinstance(kid, pikepdf.Dictionary) and ("/S" in kid or "/K" in kid):
            yield from _elements(kid, inside)
