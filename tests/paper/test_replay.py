"""A packet proves itself: decided again from its own PDF, and every change to it noticed."""

import hashlib
import json
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner
from pikepdf import Array, Dictionary, Name, String

from committee import assets
from committee.cli import main, root
from committee.paper.tagging import elements
from tests.packets import altered, attached, everything, printed, replayed, resealed, scenario

ACER = str(assets.FIXTURES / "scenarios" / "the-acer.toml")


def made(out: Path, edition: str, policy: str = "senior-loop") -> Path:
    args = ["packet", ACER, "-o", str(out), "--edition", edition, "--policy", policy]
    assert CliRunner().invoke(root, args).exit_code == 0
    return out


@pytest.fixture(scope="module")
def packets(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("packets")
    editions = ("committee", "candidate", "summary")
    return {edition: made(folder / f"{edition}.pdf", edition) for edition in editions}


@pytest.mark.parametrize("edition", ["committee", "candidate", "summary"])
def test_a_packet_as_it_was_made_is_equal(packets: dict[str, Path], edition: str) -> None:
    code, told = replayed(packets[edition])
    assert (code, told["equal"], told["differences"]) == (0, True, [])
    assert (told["edition"], told["decision"]["verdict"], told["decision"]["level"]) == (
        edition,
        "downlevel",
        "mid",
    )


def test_a_changed_read_is_named_with_what_it_would_have_decided(packets, tmp_path) -> None:
    changed = altered(
        packets["committee"],
        tmp_path / "x.pdf",
        snapshot=lambda text: text.replace('"scope":"mid"', '"scope":"senior"'),
    )
    code, told = replayed(changed)
    assert code == 1
    assert told["decision"]["verdict"] == "hire"
    assert told["differences"][:3] == [
        "The attached snapshot is not the one that this packet was sealed with.",
        "Worked out again, the verdict is “hire”; printed was “downlevel”.",
        "Worked out again, the level is “Senior”; printed was “Mid”.",
    ]
    assert "The snapshot’s sum is not the one in the foot of the pages." in told["differences"]


def test_a_changed_quote_is_named(packets, tmp_path) -> None:
    changed = altered(
        packets["committee"],
        tmp_path / "x.pdf",
        snapshot=lambda text: text.replace("so I took the ticket", "so I called three teams"),
    )
    code, told = replayed(changed)
    assert code == 1
    assert "The quote of evidence “e2” doesn’t stand on the pages." in told["differences"]


def test_a_changed_policy_is_named(packets, tmp_path) -> None:
    changed = altered(
        packets["candidate"],
        tmp_path / "x.pdf",
        snapshot=lambda text: text.replace(
            '"gates":{"coding":{"mid":2.75', '"gates":{"coding":{"mid":2.5'
        ),
    )
    code, told = replayed(changed)
    assert code == 1
    assert "In its gates the policy isn’t “Senior loop” 2 as it ships." in told["differences"]


def test_a_page_that_was_drawn_over_is_named(packets, tmp_path) -> None:
    changed = altered(
        packets["candidate"], tmp_path / "x.pdf", page=lambda drawn: drawn + b"\nq Q\n"
    )
    assert replayed(changed) == (
        1,
        {**replayed(packets["candidate"])[1], "equal": False}
        | {"differences": ["Page 1 is not as it was printed."]},
    )


def stamp(document: pikepdf.Pdf) -> None:
    drawn = document.make_stream(b"1 g 0 0 200 80 re f", Type=Name.XObject, Subtype=Name.Form)
    drawn.BBox = [0, 0, 200, 80]
    note = Dictionary(Type=Name.Annot, Subtype=Name.Stamp, Rect=[90, 640, 290, 720])
    note.AP = Dictionary(N=drawn)
    document.pages[0].obj.Annots = Array([*document.pages[0].obj.get("/Annots", ()), note])


def swap_glyphs(document: pikepdf.Pdf) -> None:
    font = next(iter(document.pages[0].resources.Font.values()))
    mapped = b"".join((at ^ 1).to_bytes(2, "big") for at in range(4000))
    font.DescendantFonts[0].CIDToGIDMap = document.make_stream(mapped)


def crop(document: pikepdf.Pdf) -> None:
    document.pages[0].obj.CropBox = [0, 0, 595, 500]


def say_otherwise(document: pikepdf.Pdf) -> None:
    for element, _ in elements(document.Root.StructTreeRoot):
        if "/Alt" in element:
            element.Alt = String("Scope: senior")


def rename_a_bookmark(document: pikepdf.Pdf) -> None:
    with document.open_outline() as outline:
        outline.root[0].children[0].title = "Hire at Senior"


def retitle(document: pikepdf.Pdf) -> None:
    with document.open_metadata() as metadata:
        metadata["dc:title"] = "Hired"


def act_on_opening(document: pikepdf.Pdf) -> None:
    document.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def attach_more(document: pikepdf.Pdf) -> None:
    document.attachments["more.txt"] = b"more"


PAGE = "Page 1 is not as it was printed."
TOLD = (
    "Its title, bookmarks, structure, alternative texts, actions or attachments are not as they "
    "were printed."
)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (stamp, PAGE),
        (swap_glyphs, PAGE),
        (crop, PAGE),
        (say_otherwise, TOLD),
        (rename_a_bookmark, TOLD),
        (retitle, TOLD),
        (act_on_opening, TOLD),
        (attach_more, TOLD),
    ],
)
def test_what_is_laid_over_or_told_otherwise_is_named(packets, tmp_path, change, said) -> None:
    with pikepdf.open(packets["committee"]) as document:
        change(document)
        document.save(tmp_path / "x.pdf")
    code, told = replayed(tmp_path / "x.pdf")
    assert (code, told["differences"][0]) == (1, said)


def test_a_packet_written_down_otherwise_is_equal(packets, tmp_path) -> None:
    with pikepdf.open(packets["committee"]) as document:
        document.save(tmp_path / "x.pdf", linearize=True, recompress_flate=True)
    assert replayed(tmp_path / "x.pdf")[0] == 0


@pytest.mark.parametrize("edition", ["committee", "candidate", "summary"])
@pytest.mark.parametrize(
    ("printed", "claimed"),
    [('"coding":4.0', '"coding":3.0'), ('"candidate":"Daniel', '"candidate":"Daniela')],
)
def test_a_seal_made_again_over_a_changed_snapshot_is_noticed_too(
    packets, tmp_path, edition: str, printed: str, claimed: str
) -> None:
    def change(text: str) -> str:
        return text.replace(printed, claimed)

    code, told = replayed(resealed(packets[edition], tmp_path / "x.pdf", change))
    assert code == 1
    assert told["differences"] == [
        "The sum in the foot of the pages is not that of the sealed packet."
    ]


def test_every_edition_names_the_sum_of_what_it_carries_and_no_other(packets) -> None:
    sums = {name: hashlib.sha256(attached(path).encode()) for name, path in packets.items()}
    whole, own = sums["committee"].hexdigest(), sums["candidate"].hexdigest()
    assert sums["summary"].hexdigest() == whole
    assert own in printed(packets["candidate"].read_bytes())
    assert whole in printed(packets["committee"].read_bytes())
    carried = everything(packets["candidate"].read_bytes()).decode(errors="replace")
    assert whole[:12] not in carried + printed(packets["candidate"].read_bytes())


def refused(path: Path, capsys) -> str:
    with pytest.raises(SystemExit) as left:
        main(["replay", str(path)])
    assert left.value.code == 2
    return capsys.readouterr().err.replace(str(path), "FILE")


def test_a_foreign_pdf_is_told_from_a_packet(tmp_path, capsys) -> None:
    foreign = tmp_path / "foreign.pdf"
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(foreign)
    assert refused(foreign, capsys) == (
        "committee: FILE: this PDF carries no packet of Committee. Give a PDF that committee"
        " packet made. Printing it to a new PDF loses the packet.\n"
    )


def test_a_packet_behind_a_password_is_told_from_a_foreign_one(packets, tmp_path, capsys) -> None:
    path = tmp_path / "x.pdf"
    with pikepdf.open(packets["summary"]) as document:
        document.save(path, encryption=pikepdf.Encryption(user="hush", owner="hush"))
    assert refused(path, capsys) == (
        "committee: FILE: the PDF is encrypted. Save it without a password first.\n"
    )


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\ngarbage", b"\x00\x01" * 500])
def test_what_is_no_pdf_is_refused(tmp_path, capsys, content: bytes) -> None:
    path = tmp_path / "x.pdf"
    path.write_bytes(content)
    assert refused(path, capsys) == (
        "committee: FILE: this is not a PDF, or a damaged one."
        " Get the packet again from where it was made.\n"
    )


def test_a_packet_that_everybody_may_open_but_nobody_change_is_refused(
    packets, tmp_path, capsys
) -> None:
    with pikepdf.open(packets["committee"]) as document:
        document.save(tmp_path / "x.pdf", encryption=pikepdf.Encryption(owner="o", user=""))
    assert refused(tmp_path / "x.pdf", capsys) == (
        "committee: FILE: the PDF is encrypted. Save it without a password first.\n"
    )


def test_a_nested_seal_is_refused(packets, tmp_path, capsys) -> None:
    path = altered(packets["summary"], tmp_path / "x.pdf", seal=lambda _: "[" * 200_000)
    assert "the seal can’t be read" in refused(path, capsys)


def test_an_attachment_that_inflates_without_end_is_refused(packets, tmp_path, capsys) -> None:
    path = altered(packets["summary"], tmp_path / "x.pdf", snapshot=lambda _: " " * 30_000_000)
    assert "holds a stream of more than 20 MB" in refused(path, capsys)


@pytest.mark.parametrize("policy", ["unanimous", "consensus", "bar-raiser"])
def test_under_a_policy_of_votes_the_candidates_own_is_decided_again_too(policy, tmp_path) -> None:
    path = made(tmp_path / "x.pdf", "candidate", policy)
    code, told = replayed(path)
    assert (code, told["differences"], told["notes"]) == (0, [], [])
    ran = CliRunner().invoke(root, ["decide", ACER, "--policy", policy, "--json"])
    keys = ("verdict", "level", "binding_rule")
    assert [told["decision"][key] for key in keys] == [json.loads(ran.stdout)[key] for key in keys]


def withheld(name: str) -> set[str]:
    """Every name and note of a packet that a candidate may not read."""
    packet = scenario(name)
    who = {card.interviewer for card in packet.scorecards}
    return who | {card.note for card in packet.scorecards if card.note}


@pytest.mark.parametrize("name", ["the-acer", "bar-raiser-objects", "messy-staff"])
@pytest.mark.parametrize("policy", ["senior-loop", "unanimous"])
def test_the_candidates_file_holds_no_name_note_or_vote(name: str, policy: str, tmp_path) -> None:
    (loop_file,) = (assets.FIXTURES / "scenarios").glob(f"{name}.*")
    out = tmp_path / "x.pdf"
    args = ["packet", str(loop_file), "-o", str(out), "--edition", "candidate", "--policy", policy]
    assert CliRunner().invoke(root, args).exit_code == 0
    pdf = out.read_bytes()
    carried = everything(pdf).decode(errors="replace") + printed(pdf)
    assert {each for each in withheld(name) if each in carried} == set()
    loop = json.loads(attached(out))["loop"]
    assert not any(
        {"recommendation", "at", "note", "bar_raiser"} & card.keys() for card in loop["interview"]
    )


def test_the_same_names_and_notes_do_stand_in_the_committees_file(packets) -> None:
    carried = everything(packets["committee"].read_bytes()).decode(errors="replace")
    assert {each for each in withheld("the-acer") if each not in carried} == set()
