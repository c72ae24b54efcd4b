"""PDFs that an early commit printed elsewhere are equal today, and after every change to come.

`golden/` holds one PDF for each edition, named by its scenario, its policy and its edition. They
were made by `committee packet` at commit 9683957, the first that sealed a packet, set up from its
own lock on Debian 13 with Python 3.13, Pango 1.56 and HarfBuzz 10.2. They are never made anew:
where one stops being equal, so did every packet that anybody keeps. A shipped policy that decides
otherwise takes a new version.
"""

import json
import re
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from committee.cli import main, root
from tests.packets import altered, replayed, resealed

GOLDEN = Path(__file__).with_name("golden")
COMMITTEE = GOLDEN / "bar-raiser-objects.consensus.committee.pdf"
CANDIDATE = GOLDEN / "mid-reads-senior.senior-loop.candidate.pdf"
SUMMARY = GOLDEN / "the-acer.senior-loop.summary.pdf"
DECIDED = {
    COMMITTEE: ("committee", "no_hire", None, "bar.recommendation"),
    CANDIDATE: ("candidate", "hire", "mid", None),
    SUMMARY: ("summary", "downlevel", "mid", "veto.scope-below-level"),
}
UNSEALED = "The attached snapshot is not the one that this packet was sealed with."
NOT_THE_FOOTS = "The snapshot’s sum is not the one in the foot of the pages."


def test_every_golden_packet_is_expected_here() -> None:
    assert set(GOLDEN.iterdir()) == set(DECIDED)


@pytest.mark.parametrize("pdf", DECIDED, ids=lambda pdf: pdf.stem)
def test_what_an_early_commit_printed_is_equal(pdf: Path) -> None:
    code, told = replayed(pdf)
    again = told["decision"]
    assert (code, told["differences"]) == (0, [])
    assert (told["edition"], again["verdict"], again["level"], again["binding_rule"]) == DECIDED[
        pdf
    ]


def test_a_sentence_that_was_worded_otherwise_is_no_difference_but_is_told() -> None:
    ran = CliRunner().invoke(root, ["replay", str(COMMITTEE)])
    assert ran.exit_code == 0
    assert ran.stdout.splitlines()[1] == (
        "Worked out again, the sentence of the decision is “The panel’s vote reads Below where "
        "Senior needs Senior (the panel’s vote bar), and it holds at Mid too, so the decision is "
        "no hire.”; printed was “The panel’s vote reads Below where Senior needs Senior (the the "
        "panel’s vote bar), and it holds at Mid too, so the decision is no hire.”. The decision "
        "is the same."
    )


def differences(source: Path, out: Path, old: str, new: str) -> list[str]:
    """What replay names once a text in the snapshot was replaced everywhere."""
    code, told = replayed(altered(source, out, snapshot=lambda text: text.replace(old, new)))
    assert code == 1
    return told["differences"]


def test_a_changed_read_is_named(tmp_path: Path) -> None:
    found = differences(CANDIDATE, tmp_path / "x.pdf", '"scope":"senior"', '"scope":"below"')
    assert found == [
        UNSEALED,
        "Worked out again, the verdict is “no hire”; printed was “hire”.",
        "Worked out again, the level is none; printed was “Mid”.",
        "Worked out again, the binding rule is “Scope bar”; printed was none.",
        "Worked out again, the sentence of the decision is “Scope reads Below where Mid needs Mid "
        "(the scope bar), and nothing below Mid is offered, so the decision is no hire.”; printed "
        "was “Every bar of Mid is met and no veto stands (scope Senior, leadership Senior, failure "
        "Senior, communication Senior, system design Senior); coding averages 3.25 and clears its "
        "gate of 2.75: hire at Mid.”.",
    ]


def test_a_changed_quote_is_named(tmp_path: Path) -> None:
    found = differences(COMMITTEE, tmp_path / "x.pdf", "I decided to pay", "I chose to pay")
    assert found == [
        UNSEALED,
        "The quote of evidence “e1” doesn’t stand on the pages.",
        NOT_THE_FOOTS,
    ]


def test_a_changed_policy_is_named(tmp_path: Path) -> None:
    found = differences(CANDIDATE, tmp_path / "x.pdf", '{"mid":2.75,', '{"mid":2.5,')
    assert found[0] == UNSEALED
    assert found[-1] == "In its gates the policy isn’t “Senior loop” 1 as it ships."


@pytest.mark.parametrize("pdf", DECIDED, ids=lambda pdf: pdf.stem)
def test_a_changed_letter_on_a_page_is_named(pdf: Path, tmp_path: Path) -> None:
    def exchange(drawn: bytes) -> bytes:
        """The first two letters of the page in each other's place."""
        first, second = list(re.finditer(rb"<([0-9a-f]{4})>", drawn))[:2]
        changed = bytearray(drawn)
        changed[slice(*first.span(1))], changed[slice(*second.span(1))] = second[1], first[1]
        return bytes(changed)

    code, told = replayed(altered(pdf, tmp_path / "x.pdf", page=exchange))
    assert (code, told["differences"]) == (1, ["Page 1 is not as it was printed."])


def test_an_early_candidates_own_under_a_policy_of_votes_says_that_it_cannot_be_decided(
    tmp_path: Path,
) -> None:
    def by_vote(text: str) -> str:
        levels = json.dumps({level: level for level in ("mid", "senior", "staff", "principal")})
        bars = text.replace('"bars":{', f'"bars":{{"recommendation":{levels},')
        return bars.replace('"name":"senior-loop"', '"name":"by-vote"')

    path = resealed(CANDIDATE, tmp_path / "x.pdf", by_vote)
    ran = CliRunner().invoke(root, ["replay", str(path)])
    assert (ran.exit_code, ran.stdout.replace(str(path), "FILE")) == (
        0,
        "FILE: pages and snapshot are as they were printed. It can’t be decided again: its policy "
        "counts recommendations, and this candidate’s edition doesn’t say what the panel’s added "
        "up to.\n",
    )


def test_a_packet_printed_to_a_new_pdf_is_foreign(tmp_path: Path, capsys) -> None:
    path = tmp_path / "x.pdf"
    subprocess.run(["pdftocairo", "-pdf", SUMMARY, path], check=True)
    with pytest.raises(SystemExit) as left:
        main(["replay", str(path)])
    assert left.value.code == 2
    assert capsys.readouterr().err.replace(str(path), "FILE") == (
        "committee: FILE: this PDF carries no packet of Committee. Give a PDF that committee"
        " packet made. Printing it to a new PDF loses the packet.\n"
    )
