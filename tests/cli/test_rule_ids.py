"""No id of a rule, a trap, a policy or an outcome in what a command tells people."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from committee.assets import FIXTURES, POLICIES
from committee.cli import root
from committee.files.policies import shipped_policies
from tests.packets import replayed, resealed
from tests.rule_ids import ids_in

SCENARIOS, TRANSCRIPTS = FIXTURES / "scenarios", FIXTURES / "transcripts"
ACER = SCENARIOS / "the-acer.toml"


def told(*args: object) -> str:
    """What a command prints, errors included, on one line."""
    ran = CliRunner().invoke(root, [str(each) for each in args])
    assert ran.exception is None or isinstance(ran.exception, SystemExit), ran.exception
    return " ".join(ran.output.split())


@pytest.mark.parametrize("policy", shipped_policies())
def test_a_policy_and_what_it_decides_are_told_by_names(policy: str) -> None:
    for command in (["decide", SCENARIOS], ["flips", ACER], ["odds", ACER], ["cohort", SCENARIOS]):
        assert ids_in(told(*command, "--policy", policy)) == [], command[0]
    assert ids_in(told("policy", "show", policy)) == []
    assert ids_in(told("policy", "check", policy)) == []


def test_what_an_answer_lets_guess_is_told_by_names() -> None:
    heard = [told("signals", path) for path in sorted(TRANSCRIPTS.glob("*.vtt"))]
    assert any("Ask:" in each for each in heard)
    assert [ids for each in heard if (ids := ids_in(each))] == []


def test_rules_that_never_decide_are_told_by_names() -> None:
    shown = told("policy", "check", POLICIES / "earlier" / "senior-loop-1.toml")
    assert "Never say no first: Veto: no influence, by a single read." in shown
    assert ids_in(shown) == []


def test_what_differs_in_a_packet_is_told_by_names(tmp_path: Path) -> None:
    made, other = tmp_path / "made.pdf", tmp_path / "other.pdf"
    told("packet", ACER, "-o", made, "--edition", "summary")
    resealed(made, other, lambda text: text.replace('"scope":"mid"', '"scope":"senior"'))
    code, found = replayed(other)
    differing = " ".join(found["differences"])
    assert code == 1
    assert "the binding rule is none; printed was “Veto: scope below level”." in differing
    assert ids_in(differing) == []
