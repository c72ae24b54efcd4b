"""The PDF of a packet: all that the page shows, nothing from outside, the same bytes again."""

import io
import subprocess
import sys

import pikepdf
import pytest
from weasyprint.urls import FatalURLFetchingError

from committee.errors import PaperError
from committee.paper.html import packet_html
from committee.paper.render import render, render_html
from tests.packets import (
    behavioral,
    letters,
    loop,
    piece,
    printed,
    scenario,
    shown,
    view_of,
)
from tests.rule_ids import ids_in

HEADS = letters("Rule What it saw Needs Effect Work on Because Do Interviewer Rated Recommends")


@pytest.fixture(scope="module")
def big() -> bytes:
    """Five interviews, thirty pieces of evidence."""
    return render(view_of(scenario("messy-staff")))


FEET = {
    "committee": "Packet for the committee",
    "candidate": "Packet for the candidate",
    "summary": "Packet on one page",
}


@pytest.mark.parametrize("edition", ["committee", "candidate", "summary"])
@pytest.mark.parametrize("name", ["messy-staff", "the-acer", "trap-we"])
def test_the_pdf_says_what_the_page_says(name: str, edition: str) -> None:
    view = view_of(scenario(name), edition)
    text = printed(render(view))
    assert ids_in(text) == []
    on_page, on_paper = letters(shown(packet_html(view))), letters(text)
    assert on_page - on_paper == {}
    # A foot on every page, and a table's head again where it goes on.
    again = set(HEADS) | set(letters(f"{FEET[edition]} {view.candidate} policy {view.policy}"))
    assert {w for w in on_paper - on_page if not w.isdigit()} <= again


def test_every_quote_stands_in_the_pdf_whole(big: bytes) -> None:
    quotes = [piece.quote for _, piece in scenario("messy-staff").evidence]
    assert len(quotes) == 30
    text = printed(big)
    assert [quote for quote in quotes if quote not in text] == []


def test_only_our_own_fonts_are_used_and_all_are_embedded(big: bytes, tmp_path) -> None:
    (tmp_path / "big.pdf").write_bytes(big)
    listed = subprocess.run(
        ["pdffonts", tmp_path / "big.pdf"], capture_output=True, text=True, check=True
    )
    rows = [line.split() for line in listed.stdout.splitlines()[2:]]
    assert {row[0].partition("+")[2].split("-")[:2][0] for row in rows} == {"Committee"}
    assert {row[-5] for row in rows} == {"yes"}


def test_every_link_of_a_rule_leads_to_its_evidence(big: bytes) -> None:
    with pikepdf.open(io.BytesIO(big)) as document:
        links = [
            note
            for page in document.pages
            for note in page.obj.get("/Annots", [])
            if note.Subtype == "/Link"
        ]
        names = document.Root.Names.Dests.Names
        known = {str(name) for name in list(names)[::2]}
        wanted = {str(link.Dest) for link in links}
    evidence = {f"e-{piece.id}" for _, piece in scenario("messy-staff").evidence}
    assert wanted <= known
    # What the odds rest on stands at the end, and is led to as well.
    assert wanted == {*evidence, "rests"}


def test_the_same_view_gives_the_same_bytes_in_another_process(big: bytes) -> None:
    script = (
        "import sys; from tests.packets import scenario, view_of;"
        "from committee.paper.render import render;"
        "sys.stdout.buffer.write(render(view_of(scenario('messy-staff'))))"
    )
    again = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert again.stdout == big


def test_letter_and_a4_have_their_sizes() -> None:
    view = view_of(scenario("too-little-signal"))
    sizes = {}
    for paper in ("a4", "letter"):
        with pikepdf.open(io.BytesIO(render(view, paper=paper))) as document:
            sizes[paper] = [round(float(side)) for side in document.pages[0].MediaBox][2:]
    assert sizes == {"a4": [595, 842], "letter": [612, 792]}


def test_an_unknown_paper_is_refused() -> None:
    with pytest.raises(PaperError, match="there is no paper “a3”"):
        render(view_of(scenario("the-acer")), paper="a3")


HOSTILE = [
    "<script>alert(1)</script>",
    "{{ 7 * 7 }} {% raw %}",
    '"><img src="http://example.org/x.png" onerror="x">',
    "</blockquote><style>@page { size: 1cm }</style>",
    "<a href='javascript:alert(1)'>press</a> &amp; &lt;",
    "url(file:///etc/passwd)",
]


def test_hostile_text_is_text() -> None:
    evidence = [piece(f"x{at}", quote=text) for at, text in enumerate(HOSTILE)]
    packet = loop(behavioral("b1", HOSTILE[2], evidence, scope="mid"), candidate=HOSTILE[0])
    pdf = render(view_of(packet))
    text = printed(pdf).replace(" ", "")
    assert [each for each in HOSTILE if each.replace(" ", "") not in text] == []
    with pikepdf.open(io.BytesIO(pdf)) as document:
        notes = [note for page in document.pages for note in page.obj.get("/Annots", [])]
        assert [note for note in notes if "/A" in note] == []


@pytest.mark.parametrize(
    "address",
    ["file:///etc/hostname", "http://127.0.0.1/x.png", "data:image/png;base64,AAAA", "../../x.css"],
)
def test_a_document_that_names_anything_else_is_not_made(address: str) -> None:
    with pytest.raises(FatalURLFetchingError):
        render_html(f'<html lang="en"><title>x</title><img alt="x" src="{address}">')


def test_without_its_system_library_the_message_names_what_to_install() -> None:
    script = """
import sys
class Missing:
    def find_spec(self, name, path=None, target=None):
        if name == "weasyprint":
            raise OSError("cannot load library 'libpangoft2-1.0-0'")
sys.meta_path.insert(0, Missing())
from committee.cli import main
main(["packet", sys.argv[1], "-o", sys.argv[2]])
"""
    from committee import assets

    loop_file = assets.FIXTURES / "scenarios" / "the-acer.toml"
    ran = subprocess.run(
        [sys.executable, "-c", script, str(loop_file), "unwritten.pdf"],
        capture_output=True,
        text=True,
    )
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr == (
        "committee: the libraries that draw text on a PDF are not installed."
        " On Debian: apt-get install libpangoft2-1.0-0 libharfbuzz-subset0\n"
    )
