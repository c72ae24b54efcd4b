"""`committee odds`, `committee flips` and `committee policy check`, as a program meets them."""

import json

import pytest

from committee.files.policies import shipped_policies
from tests.cli.test_decide import ACER, committee


def answer(*args):
    run = committee(*args, "--json")
    assert (run.returncode, run.stderr) == (0, b"")
    return json.loads(run.stdout)


def test_odds_name_their_model_and_sum_to_one():
    said = answer("odds", ACER)
    assert set(said["outcomes"]) == {"hire", "downlevel", "no_hire", "more_signal"}
    assert sum(said["outcomes"].values()) == pytest.approx(1, abs=1e-9)
    assert said["levels"]["senior"] == said["outcomes"]["hire"]
    assert said["levels"]["mid"] == said["outcomes"]["downlevel"]
    assert (said["method"], said["standard_error"]) == ("exact", 0)
    assert said["model"]["sd"] == 0.66
    assert said["model"]["assumptions"]
    assert said["range"]["0.28"]["outcomes"] == said["outcomes"]
    assert list(said["range"]) == ["0.20", "0.28", "0.44"]


def test_parameters_of_the_model_can_be_set_and_come_back():
    said = answer("odds", ACER, "--sd", "0", "--reliability", "0.44")
    assert (said["model"]["sd"], said["model"]["reliability"]) == (0, 0.44)
    assert said["outcomes"] == {"hire": 0, "downlevel": 1, "no_hire": 0, "more_signal": 0}


def test_flips_by_the_keys_of_the_loop_file_s_table():
    said = answer("flips", ACER)
    assert said["flips"][0] == {
        "change": [{"dimension": "scope", "from": "mid", "to": "senior"}],
        "verdict": "hire",
        "level": "senior",
    }
    assert said["inert"][0] == {"dimension": "coding", "from": 4.0, "to": 3.0}


@pytest.mark.parametrize("name", shipped_policies())
def test_a_check_gives_cells_laws_and_dead_rules(name):
    said = answer("policy", "check", name)
    assert said["cells"] > 0
    assert said["dead_rules"] == []
    broken = {law: found for law, found in said["holds"].items() if found is not True}
    assert set(broken) == ({"coding_lifts_nothing"} if name == "averaging" else set())
    assert all("it is “No hire”" in found["in_words"] for found in broken.values())


def test_a_reader_sees_outcome_chances_and_assumptions():
    run = committee("odds", ACER, "--policy", "consensus")
    text = run.stdout.decode()
    assert text.startswith("No hire\n")
    assert "a vote moves as the mean" in " ".join(text.lower().split())
    flips = committee("flips", ACER).stdout.decode()
    assert "Scope: Mid → Senior" in flips
    check = committee("policy", "check", "averaging").stdout.decode()
    assert check.startswith("Plain average: looked at all 155,520 cells.\n✗ No coding score lifts")


@pytest.mark.parametrize(
    ("args", "remedy"),
    [
        (("odds", ACER, "--sd", "9"), "Give a number from 0 to 3."),
        (("flips", ACER, "--target", "below"), "mid, senior, staff, principal"),
        (("policy", "check", "nonesuch"), "Or give the path of a file."),
    ],
)
def test_what_cannot_be_done_is_refused_in_one_message(args, remedy):
    run = committee(*args)
    assert (run.returncode, run.stdout) == (2, b"")
    assert remedy in run.stderr.decode()
    assert "Traceback" not in run.stderr.decode()
