"""The PDF as assistive technology meets it, in every edition, and of packets bound together."""

import io
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest

from committee.paper.render import render
from tests.packets import scenario, view_of

EDITIONS = ("committee", "candidate", "summary")
BOUND = "bound"
TITLES = {
    "committee": "Mehmet Yıldırım, packet for the committee",
    "candidate": "Mehmet Yıldırım, candidate’s packet",
    "summary": "Mehmet Yıldırım, one-page summary",
    BOUND: "Spring: packets",
}
FEET = {
    "committee": b"Packet for the committee",
    "candidate": b"Packet for the candidate",
    "summary": b"Packet on one page",
    BOUND: b"Packet for the committee",
}


@pytest.fixture(scope="module", params=[*EDITIONS, BOUND])
def made(request: pytest.FixtureRequest, two_bound: Callable[[str], Path]) -> tuple[str, bytes]:
    if request.param == BOUND:
        return BOUND, two_bound("committee").read_bytes()
    return request.param, render(view_of(scenario("trap-safe-story"), request.param))


@pytest.fixture
def document(made: tuple[str, bytes]) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(made[1])) as opened:
        yield opened


def elements(document: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    def below(node):
        if "/S" in node:
            yield node
        kids = node.get("/K", ())
        for kid in kids if isinstance(kids, pikepdf.Array) else (kids,):
            if isinstance(kid, pikepdf.Dictionary):
                yield from below(kid)

    yield from below(document.Root.StructTreeRoot)


def tagged(document: pikepdf.Pdf, *names: str) -> list[pikepdf.Object]:
    return [each for each in elements(document) if str(each.S)[1:] in names]


def test_it_is_tagged_titled_and_says_its_language(
    document: pikepdf.Pdf, made: tuple[str, bytes]
) -> None:
    title = TITLES[made[0]]
    assert bool(document.Root.MarkInfo.Marked)
    assert bool(document.Root.ViewerPreferences.DisplayDocTitle)
    assert str(document.Root.Lang) == "en"
    assert str(document.docinfo["/Title"]) == title
    with document.open_metadata() as metadata:
        assert metadata["dc:title"] == title
        assert metadata["pdfuaid:part"] == "1"


def test_headings_begin_at_the_first_and_skip_no_level(document: pikepdf.Pdf) -> None:
    levels = [int(str(each.S)[2:]) for each in tagged(document, "H1", "H2", "H3", "H4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_header_cell_says_what_it_heads(document: pikepdf.Pdf) -> None:
    heads = tagged(document, "TH")
    assert {str(cell.A.get("/Scope")) for cell in heads} == {"/Column", "/Row"}
    index = pikepdf.NameTree(document.Root.StructTreeRoot.IDTree)
    assert {str(cell.ID): cell.objgen for cell in heads} == {
        name: element.objgen for name, element in index.items()
    }
    assert len(heads) == len(index)


def test_every_cell_names_the_headers_of_its_own_table(document: pikepdf.Pdf) -> None:
    def below(node, *names):
        kids = [kid for kid in node.get("/K", ()) if isinstance(kid, pikepdf.Dictionary)]
        found = [kid for kid in kids if kid.get("/S") in names]
        return found + [each for kid in kids for each in below(kid, *names)]

    for table in tagged(document, "Table"):
        known = {str(cell.ID) for cell in below(table, "/TH")}
        named = {str(name) for cell in below(table, "/TD") for name in cell.A.Headers}
        assert named <= known


def test_every_chart_has_its_words(document: pikepdf.Pdf) -> None:
    words = [str(figure.get("/Alt", "")) for figure in tagged(document, "Figure")]
    assert words[0].startswith("Scope: single reads Senior, Senior, Senior; the panel reads Senior")
    assert all(words)


def test_every_link_says_where_it_leads(document: pikepdf.Pdf, made: tuple[str, bytes]) -> None:
    notes = [note for page in document.pages for note in page.obj.get("/Annots", ())]
    assert bool(notes) == (made[0] != "summary")
    words = [str(note.Contents) for note in notes]
    if made[0] == BOUND:
        assert words[:2] == ["Mehmet Yıldırım, page 2", "Daniel Brandt, page 7"]
        del words[:2]
    known = ("Evidence ", "Interview ", "To What these chances rest on")
    assert all(each.startswith(known) for each in words)


def test_every_link_stands_in_the_structure_once(document: pikepdf.Pdf) -> None:
    notes = [note for page in document.pages for note in page.obj.get("/Annots", ())]
    parents = pikepdf.NumberTree(document.Root.StructTreeRoot.ParentTree)
    told = {note.objgen: parents[int(note.StructParent)].objgen for note in notes}
    found = [
        (kid.Obj.objgen, link.objgen)
        for link in tagged(document, "Link")
        for kid in link.K
        if isinstance(kid, pikepdf.Dictionary)
    ]
    assert len(notes) == len(found)
    assert told == dict(found)


def test_every_marked_content_of_every_page_has_one_place_in_the_structure(
    document: pikepdf.Pdf,
) -> None:
    placed = Counter(
        (element.Pg.objgen, kid, element.objgen)
        for element in elements(document)
        for kid in element.get("/K", ())
        if isinstance(kid, int)
    )
    parents = pikepdf.NumberTree(document.Root.StructTreeRoot.ParentTree)
    drawn: Counter[tuple[object, int, object]] = Counter()
    for page in document.pages:
        above = parents[int(page.obj.StructParents)]
        for number in marked(page):
            drawn[page.obj.objgen, number, above[number].objgen] += 1
        assert {at for at, each in enumerate(above) if each is not None} == set(marked(page))
    assert drawn == placed
    assert set(drawn.values()) == {1}


def marked(page: pikepdf.Page) -> list[int]:
    begun = [ops for ops, operator in pikepdf.parse_content_stream(page) if str(operator) == "BDC"]
    return [int(ops[1].MCID) for ops in begun if "/MCID" in ops[1]]


def test_no_two_pages_or_links_share_a_key(document: pikepdf.Pdf) -> None:
    keys = [int(page.obj.StructParents) for page in document.pages]
    for page in document.pages:
        keys += [int(note.StructParent) for note in page.obj.get("/Annots", ())]
    root = document.Root.StructTreeRoot
    assert sorted(keys) == list(range(int(root.ParentTreeNextKey)))
    assert sorted(keys) == sorted(pikepdf.NumberTree(root.ParentTree).keys())


def test_the_feet_of_pages_are_shown_and_not_read_out(
    made: tuple[str, bytes], tmp_path: Path
) -> None:
    path = tmp_path / "packet.pdf"
    path.write_bytes(made[1])
    shown, read = (
        subprocess.run(command, capture_output=True, check=True).stdout
        for command in (["pdftotext", path, "-"], ["pdfinfo", "-struct-text", path])
    )
    assert FEET[made[0]] in shown
    assert FEET[made[0]] not in read


def test_bookmarks_lead_through_the_parts(document: pikepdf.Pdf, made: tuple[str, bytes]) -> None:
    with document.open_outline() as outline:
        if made[0] == BOUND:
            assert [item.title for item in outline.root[::2]] == [
                "Spring: packets",
                "Daniel Brandt: downlevel",
            ]
            del outline.root[::2]
        (top,) = outline.root
        titles = [item.title for item in top.children]
    first = ["↓ Downlevel: offer at Senior", "How each answer reads"]
    if made[0] == "candidate":
        first[1] = "Which of your sentences it rests on"
    outcome = ": downlevel" if made[0] == BOUND else ""
    assert (top.title, titles[:2]) == (f"Mehmet Yıldırım{outcome}", first)
    last = "Before the next loop" if made[0] == "summary" else "What the chances rest on"
    assert titles[-1] == last


def test_nothing_on_a_page_is_outside_the_structure(document: pikepdf.Pdf) -> None:
    for page in document.pages:
        drawn = pikepdf.parse_content_stream(page)
        depth, loose = 0, 0
        for operands, operator in drawn:
            name = str(operator)
            depth += name in ("BDC", "BMC")
            depth -= name == "EMC"
            loose += name in ("Tj", "TJ") and depth == 0
            del operands
        assert loose == 0


def test_pdfua_finds_nothing(made: tuple[str, bytes], tmp_path: Path) -> None:
    path = tmp_path / "packet.pdf"
    path.write_bytes(made[1])
    checker = Path(sys.executable).parent / "pdfua"
    ran = subprocess.run([checker, "check", path], capture_output=True, text=True)
    assert (ran.returncode, "errors=0 warnings=0 info=0" in ran.stdout) == (0, True), ran.stdout
