"""What WeasyPrint leaves unsaid in a tagged PDF: what headers head, where links lead, and feet.

It tags the feet of pages without a place in the structure, and names header cells without an index
of the names; both are made good here.
"""

import re
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, String

_LINK = re.compile(r'<a href="#([^"]+)">([^<]+)</a>')
_KINDS = {"e": "Evidence", "i": "Interview"}
_MARK = re.compile(rb"/\w+\s<</MCID (\d+)>>\sBDC")
_FOOT = b"/Artifact\n<</Type /Pagination /Subtype /Footer>>\nBDC"


def finish(document: pikepdf.Pdf, html: str) -> None:
    """Say of every header cell what it heads, and of every link in `html` where it leads.

    What stands on a page and nowhere in the structure becomes an artifact of that page.
    """
    root = document.Root.StructTreeRoot
    reached: set[tuple[int, int]] = set()
    names: dict[bytes, pikepdf.Object] = {}
    for element, inside in elements(root):
        reached.add(element.objgen)
        if element.S == "/TH":
            element.A.Scope = Name.Column if "/THead" in inside else Name.Row
        if "/ID" in element:
            names[bytes(element.ID)] = element
    if names:
        listed = (each for name in sorted(names) for each in (String(name), names[name]))
        root.IDTree = document.make_indirect(Dictionary(Names=Array(listed)))
    parents = pikepdf.NumberTree(root.ParentTree)
    root.ParentTreeNextKey = max(parents.keys()) + 1
    words = dict(_LINK.findall(html))
    for page in document.pages:
        _make_artifacts(page, parents[int(page.obj.StructParents)], reached)
        _tell_links(page, words)


def elements(
    node: pikepdf.Object, inside: tuple[str, ...] = ()
) -> Iterator[tuple[pikepdf.Object, tuple[str, ...]]]:
    """Every structure element with the names of those around it, in reading order."""
    if "/S" in node:
        yield node, inside
        inside = (*inside, str(node.S))
    kids = node.get("/K", ())
    for kid in kids if isinstance(kids, Array) else (kids,):
        if isinstance(kid, Dictionary) and ("/S" in kid or "/K" in kid):
            yield from elements(kid, inside)


def _make_artifacts(
    page: pikepdf.Page, parents: pikepdf.Object, reached: set[tuple[int, int]]
) -> None:
    """Turn marked content whose element isn't in the structure into artifacts."""
    loose = {at for at, element in enumerate(parents) if element.objgen not in reached}
    drawn = page.obj.Contents.read_bytes()
    page.obj.Contents.write(
        _MARK.sub(lambda mark: _FOOT if int(mark[1]) in loose else mark[0], drawn)
    )
    for at in loose:
        parents[at] = None


def _tell_links(page: pikepdf.Page, words: dict[str, str]) -> None:
    for note in page.obj.get("/Annots", ()):
        anchor = str(note.get("/Dest", ""))
        if anchor in words:
            kind = _KINDS.get(anchor.partition("-")[0], "To")
            note.Contents = String(f"{kind} {words[anchor]}")
