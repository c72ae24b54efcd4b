"""The PDF as assistive technology meets it, in every edition."""

import io
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest

from committee.paper.render import render
from tests.packets import scenario, view_of

EDITIONS = ("committee", "candidate", "summary")


@pytest.fixture(scope="module", params=EDITIONS)
def made(request: pytest.FixtureRequest) -> tuple[str, bytes]:
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


def test_it_is_tagged_titled_and_says_its_language(document: pikepdf.Pdf) -> None:
    assert bool(document.Root.MarkInfo.Marked)
    assert bool(document.Root.ViewerPreferences.DisplayDocTitle)
    assert str(document.Root.Lang) == "en"
    assert str(document.docinfo["/Title"]) == "Mehmet Yıldırım, packet"
    with document.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"


def test_headings_begin_at_the_first_and_skip_no_level(document: pikepdf.Pdf) -> None:
    levels = [int(str(each.S)[2:]) for each in tagged(document, "H1", "H2", "H3", "H4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_header_cell_says_what_it_heads(document: pikepdf.Pdf) -> None:
    scopes = {str(cell.A.get("/Scope")) for cell in tagged(document, "TH")}
    assert scopes == {"/Column", "/Row"}


def test_every_chart_has_its_words(document: pikepdf.Pdf) -> None:
    words = [str(figure.get("/Alt", "")) for figure in tagged(document, "Figure")]
    assert words[0].startswith("Scope: single reads Senior, Senior, Senior; the panel reads Senior")
    assert all(words)


def test_every_link_says_where_it_leads(document: pikepdf.Pdf, made: tuple[str, bytes]) -> None:
    notes = [note for page in document.pages for note in page.obj.get("/Annots", ())]
    assert bool(notes) == (made[0] != "summary")
    assert all(str(note.Contents).startswith(("Evidence ", "Interview ")) for note in notes)
    assert all("/StructParent" in note for note in notes)


def test_bookmarks_lead_through_the_parts(document: pikepdf.Pdf, made: tuple[str, bytes]) -> None:
    with document.open_outline() as outline:
        (top,) = outline.root
        titles = [item.title for item in top.children]
    first = ["↓ Downlevel: offer at Senior", "How each answer reads"]
    if made[0] == "candidate":
        first[1] = "How your answers read"
    assert (top.title, titles[:2]) == ("Mehmet Yıldırım", first)
    assert titles[-1] == (
        "In the next two weeks" if made[0] == "candidate" else "Before the next loop"
    )


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
