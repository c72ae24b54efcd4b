"""Files made to hurt: refused in words and in bounded time and memory, also from a terminal."""

import io
import os
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_LZMA, ZipFile

import pikepdf
import pytest

from committee.cli import main
from committee.domain.odd_characters import clean, find_odd
from committee.errors import FileError
from committee.files.exchange_csv import read_tables
from committee.files.policies import load_ladder
from committee.files.strict_text import parse
from tests.packets import POLICY, RUBRIC, scenario

READERS = {
    "decide": ["decide", "{}"],
    "import": ["import", "{}"],
    "import a table": ["import", "{}.zip"],
    "replay": ["replay", "{}"],
    "restore": ["restore", "{}"],
    "signals": ["signals", "{}"],
}


@pytest.mark.parametrize("args", READERS.values(), ids=READERS)
def test_a_pipe_is_no_file(
    args: list[str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COMMITTEE_DATABASE_URL", f"sqlite:///{tmp_path / 'x.db'}")
    for name in ("pipe", "pipe.zip"):
        os.mkfifo(tmp_path / name)
    with pytest.raises(SystemExit) as left:
        main([arg.format(tmp_path / "pipe") for arg in args])
    assert left.value.code == 2
    assert "is a pipe or a device, and no file" in "".join(capsys.readouterr())


def test_of_many_keys_the_one_that_stands_twice_is_named() -> None:
    """Counted for each key anew, these took nine minutes."""
    keys = ", ".join(f'"k{n}": 1' for n in range(100_000))
    with pytest.raises(FileError, match="the key 'k77777' stands twice"):
        parse(f'{{{keys}, "k77777": 2}}', "many.json")


def zipped(path: Path, *parts: tuple[str, str], method: int = ZIP_DEFLATED) -> Path:
    with ZipFile(path, "w", method) as archive:
        for name, text in parts:
            archive.writestr(name, text)
    return path


def locked(path: Path) -> Path:
    """A ZIP whose only file says that it is encrypted."""
    zipped(path, ("loops.csv", "id"))
    raw = bytearray(path.read_bytes())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        raw[raw.index(mark) + at] |= 1
    path.write_bytes(raw)
    return path


HEAD = "id,cohort,policy,candidate,target\n"
ZIPS: dict[str, Callable[[Path], Path]] = {
    "holds 'Loops.csv' twice": lambda p: zipped(p, ("Loops.csv", HEAD), ("loops.csv", HEAD)),
    "in another way than Deflate": lambda p: zipped(p, ("loops.csv", HEAD), method=ZIP_LZMA),
    "more than a hundred times": lambda p: zipped(p, ("loops.csv", HEAD + "a" * 20_000_000)),
    "has a password": locked,
    "and at most 1,000 are read": lambda p: zipped(p, *((f"{n}.csv", "") for n in range(1001))),
}


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("said", ZIPS)
def test_a_zip_that_is_not_tame(said: str, tmp_path: Path) -> None:
    with pytest.raises(FileError, match=said):
        read_tables(ZIPS[said](tmp_path / "tables.zip"), load_ladder())


@pytest.fixture(scope="module")
def packet_pdf() -> bytes:
    from committee.domain.case import case_of
    from committee.files.snapshot import freeze
    from committee.jobs.print_order import Order

    return Order(freeze(case_of(scenario("the-acer"), POLICY), RUBRIC).text, "summary").printed()


def many_pages(document: pikepdf.Pdf) -> None:
    document.pages.extend([document.pages[0]] * 5001)


def forms_in_forms(document: pikepdf.Pdf) -> None:
    """Each of twelve forms draws the next one twenty times."""
    drawn = document.make_stream(b"0 0 m 1 1 l S")
    for _ in range(12):
        drawn.Type, drawn.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
        drawn.BBox = pikepdf.Array([0, 0, 1, 1])
        held, drawn = drawn, document.make_stream(b"/F Do " * 20)
        drawn.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=held))
    document.pages[0].obj.Contents, document.pages[0].obj.Resources = drawn, drawn.Resources


PDFS = {"at most 5,000 are read": many_pages, "too much time or memory": forms_in_forms}


@pytest.mark.parametrize("said", PDFS)
def test_a_pdf_that_is_not_tame(
    said: str,
    packet_pdf: bytes,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("committee.paper.untrusted_pdf.SECONDS", 3)
    path = tmp_path / "packet.pdf"
    with pikepdf.open(io.BytesIO(packet_pdf)) as document:
        PDFS[said](document)
        document.save(path)
    with pytest.raises(SystemExit) as left:
        main(["replay", str(path)])
    assert left.value.code == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("odd", ["\u200b", "\u061c", "\U000e0041", "\u2060", "\ufeff", "\u202e"])
def test_what_nobody_sees_is_taken_out_of_forms_and_refused_in_files(odd: str) -> None:
    assert clean(f"R.{odd} Okafor") == "R. Okafor"
    with pytest.raises(FileError, match=f"U\\+{ord(odd):04X}"):
        parse(f'name = "R.{odd} Okafor"', "loop.toml")


def test_joiners_stay_and_what_was_frozen_is_read() -> None:
    family = "\U0001f468\u200d\U0001f469 \u0915\u094d\u200c\u0937"
    assert (clean(family), find_odd(family)) == (family, None)
    assert parse('{"a": "\u200b"}', "a snapshot", frozen=True) == {"a": "\u200b"}
