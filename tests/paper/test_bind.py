"""Packets bound together: each as it is alone, led to from the contents, replayed from there."""

import json
import re
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner

from committee.cli import root
from committee.jobs.bundles import BoundPart, bound
from committee.paper.binding import CONTENTS
from tests.packets import everything, printed, scenario

from .conftest import TWO

EDITIONS = ("committee", "candidate", "summary")
Parts = Callable[[str], list[BoundPart]]
BoundPdf = Callable[[str], Path]


def outline(path: Path) -> list[str]:
    """The structure and its text as poppler reads it, a line for each element."""
    command = ["pdfinfo", "-struct-text", path]
    # Titles of parts come in another encoding than text does.
    read = subprocess.run(command, capture_output=True, check=True).stdout.decode(errors="replace")
    return [line for line in read.splitlines() if not line.strip().startswith("Object ")]


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_packet_reads_out_as_it_does_alone(
    two_parts: Parts, two_bound: BoundPdf, edition: str
) -> None:
    lines = outline(two_bound(edition))
    starts = [at for at, line in enumerate(lines) if line.startswith('  Part "')] + [len(lines)]
    assert lines[0] == "Document"
    for number, part in enumerate(two_parts(edition), start=1):
        rest = lines[starts[number - 1] + 1 : starts[number]]
        lowered = [
            re.sub(r"^( *H)(\d)", lambda h: h[1] + str(int(h[2]) - 1), line) for line in rest
        ]
        assert [line[2:].replace(f"000{number}-", "") for line in lowered] == outline(part.pdf)[1:]


def leading(document: pikepdf.Pdf) -> list[tuple[int, int, list[str]]]:
    """Of every link the page that it stands on and what it leads to: a page and a place on it."""
    pages = {page.obj.objgen: at for at, page in enumerate(document.pages)}
    names = document.Root.get("/Names", pikepdf.Dictionary())
    known = pikepdf.NameTree(names.Dests) if "/Dests" in names else {}

    def place(note: pikepdf.Object) -> pikepdf.Object:
        named = isinstance(note.Dest, pikepdf.String)
        found = known[str(note.Dest)] if named else note.Dest
        return found.D if isinstance(found, pikepdf.Dictionary) else found

    return [
        (at, pages[to[0].objgen], [str(each) for each in to[1:]])
        for at, page in enumerate(document.pages)
        for to in map(place, page.obj.get("/Annots", ()))
    ]


def test_links_lead_to_the_same_places_of_their_own_packets(
    two_parts: Parts, two_bound: BoundPdf
) -> None:
    with pikepdf.open(two_bound("committee")) as whole:
        found, total = leading(whole), len(whole.pages)
    start, expected, contents = 1, [], []
    for part in two_parts("committee"):
        contents.append((0, start, ["/Fit"]))
        with pikepdf.open(part.pdf) as alone:
            expected += [(at + start, to + start, place) for at, to, place in leading(alone)]
            start += len(alone.pages)
    assert found == contents + expected
    assert total == start


def marked(items, pages) -> list[tuple]:
    def place(item) -> tuple[int, list[str]]:
        return pages[item.destination[0].objgen], [str(each) for each in item.destination[1:]]

    return [(item.title, place(item), marked(item.children, pages)) for item in items]


def bookmarks(path: Path) -> list[tuple]:
    """Titles, places and what is below each."""
    with pikepdf.open(path) as document, document.open_outline() as outline:
        return marked(outline.root, {p.obj.objgen: at for at, p in enumerate(document.pages)})


def test_the_bookmarks_of_a_packet_stand_below_its_own(
    two_parts: Parts, two_bound: BoundPdf
) -> None:
    def moved(items: list[tuple], by: int) -> list[tuple]:
        return [(title, (at + by, to), moved(below, by)) for title, (at, to), below in items]

    contents, *found = bookmarks(two_bound("committee"))
    start = 1
    for part, item in zip(two_parts("committee"), found, strict=True):
        ((_, place, below),) = moved(bookmarks(part.pdf), start)
        assert item == (f"{part.title}: {part.outcome}", place, below)
        with pikepdf.open(part.pdf) as alone:
            start += len(alone.pages)
    assert contents[0] == "Spring: packets"


def test_it_is_hardly_larger_than_its_parts(two_parts: Parts, two_bound: BoundPdf) -> None:
    sizes = [part.pdf.stat().st_size for part in two_parts("committee")]
    assert two_bound("committee").stat().st_size < 1.2 * sum(sizes)


def test_the_structure_has_no_more_keys_than_binding_knows(two_parts: Parts) -> None:
    for part in two_parts("committee"):
        with pikepdf.open(part.pdf) as alone:
            keys = set(alone.Root.StructTreeRoot.keys())
        assert keys == {"/Type", "/K", "/IDTree", "/ParentTree", "/ParentTreeNextKey"}


def test_contents_of_several_pages_lead_on_as_well(two_parts: Parts, tmp_path: Path) -> None:
    part = two_parts("summary")[0]
    path = tmp_path / "many.pdf"
    many = [replace(part, title=f"Candidate {number}") for number in range(60)]
    path.write_bytes(bound(many, "Spring: packets", "a4"))
    with pikepdf.open(path) as whole:
        front = len(whole.pages) - len(many)
        index = pikepdf.NameTree(whole.Root.StructTreeRoot.IDTree)
        heads = [each for each in whole.objects if isinstance(each, pikepdf.Dictionary)]
        heads = [each for each in heads if each.get("/S") == "/TH"]
        assert {str(cell.ID) for cell in heads} == set(index.keys())
        assert len(heads) == len(index)
        assert [to for _, to, _ in leading(whole)] == list(range(front, len(whole.pages)))
    assert front > 1


def replayed(path: Path) -> tuple[int, dict]:
    ran = CliRunner().invoke(root, ["replay", str(path), "--json"])
    return ran.exit_code, json.loads(ran.stdout)


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_packet_is_decided_again(two_parts: Parts, two_bound: BoundPdf, edition: str) -> None:
    alone = [(part.title, *replayed(part.pdf)) for part in two_parts(edition)]
    assert replayed(two_bound(edition)) == (
        0,
        {
            "equal": True,
            "differences": [],
            "packets": [{"packet": title, **told} for title, _, told in alone],
        },
    )


def changed(source: Path, out: Path, change: Callable[[pikepdf.Pdf], object]) -> Path:
    with pikepdf.open(source) as document:
        change(document)
        document.save(out)
    return out


def rewritten(name: str, old: str, new: str) -> Callable[[pikepdf.Pdf], None]:
    def change(document: pikepdf.Pdf) -> None:
        text = document.attachments[name].get_file().read_bytes().decode()
        assert old in text
        spec = pikepdf.AttachedFileSpec(document, text.replace(old, new).encode(), filename=name)
        document.attachments[name] = spec

    return change


def draw_over(page: int) -> Callable[[pikepdf.Pdf], None]:
    def change(document: pikepdf.Pdf) -> None:
        contents = document.pages[page].obj.Contents
        contents.write(contents.read_bytes() + b"\nq Q\n")

    return change


def differences(told: dict) -> list[list[str]]:
    """Of the contents, then of each packet."""
    return [told["differences"], *(each["differences"] for each in told["packets"])]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (draw_over(0), [["Page 1 is not as it was printed."], [], []]),
        (draw_over(7), [[], [], ["Page 2 is not as it was printed."]]),
        (
            lambda document: document.pages.append(document.pages[1]),
            [["There are 12 pages, and 11 were bound."], [], []],
        ),
    ],
)
def test_a_changed_page_is_named_with_its_packet(
    two_bound: BoundPdf, tmp_path: Path, change, expected
) -> None:
    code, told = replayed(changed(two_bound("committee"), tmp_path / "x.pdf", change))
    assert (code, told["equal"], differences(told)) == (1, False, expected)


def test_a_changed_snapshot_is_named_with_its_packet(two_bound: BoundPdf, tmp_path: Path) -> None:
    change = rewritten("0002-committee-snapshot.json", '"scope":"mid"', '"scope":"senior"')
    code, told = replayed(changed(two_bound("committee"), tmp_path / "x.pdf", change))
    contents, first, second = differences(told)
    assert (code, contents, first) == (1, [], [])
    assert "Worked out again, the verdict is “hire”; printed was “downlevel”." in second


def test_a_packet_that_lost_its_snapshot_does_not_hide_the_others(
    two_bound: BoundPdf, tmp_path: Path
) -> None:
    def change(document: pikepdf.Pdf) -> None:
        del document.attachments["0001-committee-snapshot.json"]

    code, told = replayed(changed(two_bound("committee"), tmp_path / "x.pdf", change))
    lost = ["this PDF carries no packet of Committee."]
    assert (code, differences(told)) == (1, [[], lost, []])


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"pages": 1, "packets": []}'])
def test_contents_that_cannot_be_read_are_refused(
    two_bound: BoundPdf, tmp_path: Path, text: str
) -> None:
    def change(document: pikepdf.Pdf) -> None:
        spec = pikepdf.AttachedFileSpec(document, text.encode(), filename=CONTENTS)
        document.attachments[CONTENTS] = spec

    path = changed(two_bound("summary"), tmp_path / "x.pdf", change)
    ran = CliRunner().invoke(root, ["replay", str(path)])
    assert str(ran.exception).endswith(
        f"x.pdf, {CONTENTS}: the seal can’t be read. Get the packet again from where it was made."
    )


def test_the_command_says_a_line_for_each(two_bound: BoundPdf) -> None:
    ran = CliRunner().invoke(root, ["replay", str(two_bound("committee"))])
    lines = ran.stdout.replace(str(two_bound("committee")), "FILE").splitlines()
    assert [line.partition(". ")[0] for line in lines] == [
        "FILE: 2 packets bound together.",
        "FILE, Mehmet Yıldırım: equal",
        "FILE, Daniel Brandt: equal",
    ]


def imported(path: Path, database: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[int, str]:
    monkeypatch.setenv("COMMITTEE_DATABASE_URL", f"sqlite:///{database}")
    ran = CliRunner().invoke(root, ["import", str(path), "--json"])
    return ran.exit_code, ran.stdout or str(ran.exception)


def test_import_brings_in_every_packet_or_none(
    two_bound: BoundPdf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, said = imported(two_bound("committee"), tmp_path / "a.db", monkeypatch)
    new = json.loads(said)["new"]
    assert (code, new["loops"], new["decisions"]) == (0, len(TWO), len(TWO))
    redrawn = changed(two_bound("committee"), tmp_path / "x.pdf", draw_over(7))
    code, said = imported(redrawn, tmp_path / "b.db", monkeypatch)
    assert (code, "Daniel Brandt: Page 2 is not as it was printed." in said) == (1, True)
    assert not (tmp_path / "b.db").exists()


def test_bound_candidates_editions_hold_no_name_or_note(two_bound: BoundPdf) -> None:
    cards = [card for name in TWO for card in scenario(name).scorecards]
    withheld = {card.interviewer for card in cards} | {card.note for card in cards if card.note}
    pdf = two_bound("candidate").read_bytes()
    carried = everything(pdf).decode(errors="replace") + printed(pdf)
    assert {each for each in withheld if each in carried} == set()
    everywhere = everything(two_bound("committee").read_bytes()).decode(errors="replace")
    assert {each for each in withheld if each not in everywhere} == set()
