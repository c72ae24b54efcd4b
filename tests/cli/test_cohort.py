"""`committee cohort`."""

import json
from pathlib import Path

import pytest

from committee.assets import FIXTURES
from committee.cli import main
from committee.domain.case import case_of
from committee.domain.cohort import report
from committee.files.loops import loop_toml
from committee.files.policies import load_policy
from committee.present.output.decision_json import cohort_json
from committee.synth import cohort

SCENARIOS = str(FIXTURES / "scenarios")


def ran(*args: str) -> int:
    with pytest.raises(SystemExit) as done:
        main(args)
    assert isinstance(done.value.code, int)
    return done.value.code


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number, packet in enumerate(cohort(seed=8, size=6)):
        (tmp_path / f"{number}.toml").write_text(loop_toml(packet), encoding="utf-8")
    return tmp_path


def test_json_is_the_report_under_the_policy_asked_for(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    policy = load_policy("consensus")
    found = report([case_of(packet, policy) for packet in cohort(seed=8, size=6)])

    assert ran("cohort", str(folder), "--policy", "consensus", "--json") == 0

    assert json.loads(capsys.readouterr().out) == json.loads(json.dumps(cohort_json(found)))


def test_the_terminal_shows_outcomes_rules_and_traps(capsys: pytest.CaptureFixture[str]) -> None:
    assert ran("cohort", SCENARIOS, "--name", "Scenarios") == 0

    shown = " ".join(capsys.readouterr().out.split())
    assert "6 of 21 hired at the level they aimed for" in shown
    assert "Veto: scope below level 4" in shown
    assert "Nothing really failed 2" in shown
    assert "In 15 of 21 an average says something else; 8 of these it would hire." in shown


def test_the_pdf_is_written_whole(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "wall.pdf"

    assert ran("cohort", str(folder), "-o", str(out), "--paper", "letter") == 0

    assert out.read_bytes().startswith(b"%PDF-")
    assert out.read_bytes().rstrip().endswith(b"%%EOF")


def test_one_bad_file_is_named_and_nothing_is_counted(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "bad.toml").write_text("[loop]\ncandidate = 3\n", encoding="utf-8")
    out = folder / "wall.pdf"

    assert ran("cohort", str(folder), "-o", str(out), "--json") == 2

    answer = capsys.readouterr()
    assert "bad.toml" in answer.err
    assert (answer.out, out.exists()) == ("", False)
