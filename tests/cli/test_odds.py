"""`committee odds`, `committee flips` and `committee policy check`, as a program meets them."""

import json

import pytest

from committee.files.policies import load_policy, shipped_policies
from tests.cli.test_decide import ACER, committee

SCENARIOS = ACER.parent


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
    assert said["method"] == "monte_carlo"
    assert 0 < said["standard_error"] < 0.004
    assert (said["model"]["version"], said["model"]["sd"], said["model"]["spread"]) == (2, 0.66, 1)
    assert said["model"]["assumptions"]
    assert said["branches"] is None
    assert said["range"]["0.28"]["outcomes"] == said["outcomes"]
    assert list(said["range"])[:7] == [
        "0.20", "0.28", "0.44", "sd 0.5", "sd 0.8", "spread 0.4", "spread flat",
    ]  # fmt: skip
    hires = [each["outcomes"]["hire"] for each in said["range"].values()]
    assert said["span"]["hire"] == [min(hires), max(hires)]
    assert said["moves_most"]["hire"] == "spread"


def test_any_number_of_loops_and_folders_give_an_object_a_line():
    run = committee("odds", SCENARIOS, ACER, "--json", "--policy", "unanimous")
    lines = [json.loads(line) for line in run.stdout.splitlines()]
    assert (run.returncode, len(lines)) == (0, len(list(SCENARIOS.iterdir())) + 1)
    assert lines[-1] in lines[:-1]
    assert all(sum(line["outcomes"].values()) == pytest.approx(1) for line in lines)


def test_a_file_that_cannot_be_read_is_named_and_the_others_are_answered(tmp_path):
    (tmp_path / "empty.toml").write_text("")
    run = committee("odds", tmp_path / "empty.toml", ACER, "--json")
    assert (run.returncode, len(run.stdout.splitlines())) == (2, 1)
    assert "empty.toml" in run.stderr.decode()


def test_parameters_of_the_model_can_be_set_and_come_back():
    chosen = ("--sd", "0.5", "--reliability", "0.44", "--spread", "flat", "--centre", "mid")
    model = answer("odds", ACER, *chosen)["model"]
    assert (model["sd"], model["reliability"], model["spread"]) == (0.5, 0.44, "flat")
    assert model["centre"] == 1
    by_rank = answer("odds", ACER, *chosen[:-1], "1.0")
    assert by_rank["outcomes"] == answer("odds", ACER, *chosen)["outcomes"]


def test_a_trap_that_matters_gives_two_branches_and_the_first_stands_above():
    said = answer("odds", SCENARIOS / "trap-no-real-failure.toml")
    noted, not_noted = said["branches"]["noted"], said["branches"]["not_noted"]
    assert said["outcomes"] == noted["outcomes"]
    assert said["in_words"] is None
    assert noted["outcomes"]["no_hire"] == 1
    assert not_noted["outcomes"]["no_hire"] < 0.8


def test_a_check_tells_said_beside_happened():
    said = answer("odds", "--check", "--candidates", "60", "--interviewers", "3")
    assert (said["policy"], said["target"], said["candidates"]) == ("senior-loop", "senior", 60)
    hires = [each for each in said["bins"] if each["outcome"] == "hire"]
    assert sum(each["candidates"] for each in hires) == 60
    assert all(each["said"] <= 1 and each["happened"] <= 1 for each in said["bins"])
    assert 0 < said["brier"] < 2
    assert said["again"]["said"] == pytest.approx(said["again"]["happened"], abs=0.2)
    run = committee("odds", "--check", ACER)
    assert (run.returncode, run.stdout) == (2, b"")
    assert b"nobody in these files was met twice" in run.stderr


def test_what_no_page_tells_is_called_not_estimated():
    said = answer("odds", SCENARIOS / "too-little-signal.json")
    assert said["not_estimated"].startswith("this panel heard too little")
    assert said["in_words"] is None
    assert answer("odds", ACER)["not_estimated"] is None


def test_what_a_rule_decides_alone_is_not_drawn_as_panels():
    told = committee("odds", SCENARIOS / "trap-no-real-failure.toml").stdout.decode()
    assert "the rule alone decides, whoever interviews: no hire." in " ".join(told.split())
    assert "✗" * 20 not in told
    assert "almost certain" not in told


def test_a_check_of_files_counts_two_panels_and_nothing_else(tmp_path):
    for wrong in ([ACER, ACER], ["--seed", "2", ACER], ["--target", "mid", ACER]):
        run = committee("odds", "--check", *wrong)
        assert (run.returncode, run.stdout) == (2, b"")
    flat = committee("odds", "--check", "--spread", "flat")
    assert flat.returncode == 2
    empty = tmp_path / "later.toml"
    empty.write_text('[loop]\ncandidate = "Daniel Brandt"\ntarget = "senior"\n', "utf-8")
    assert committee("odds", "--check", ACER, empty).returncode == 2


def test_a_check_of_files_takes_a_candidate_s_second_loop_for_the_second_panel(tmp_path):
    """The earlier of two days tells: a hire, who a week on is read as the acer."""
    other = (SCENARIOS / "legible-senior.toml").read_text(encoding="utf-8")
    second = tmp_path / "b.toml"
    second.write_text(other.replace("Ngozi Adeyemi", "Daniel Brandt"), encoding="utf-8")
    said = answer("odds", "--check", ACER, second, SCENARIOS / "owned-failure.toml")
    told = answer("odds", second)["outcomes"]
    assert said["candidates"] == 1
    assert {each["outcome"]: each["happened"] for each in said["bins"]} == {
        "hire": 0, "downlevel": 1, "no_hire": 0, "more_signal": 0,
    }  # fmt: skip
    for each in said["bins"]:
        assert each["said"] == pytest.approx(told[each["outcome"]], abs=0.02)


def test_flips_by_the_keys_of_the_loop_file_s_table():
    said = answer("flips", ACER)
    assert said["flips"][0] == {
        "change": [{"dimension": "scope", "from": "mid", "to": "senior"}],
        "verdict": "hire",
        "level": "senior",
    }
    assert said["inert"][0] == {"dimension": "coding", "from": 4.0, "to": 3.0}


# A mean leaves out what is missing; at mid, a system design round counts only where it was held;
# and a gate is that of the level aimed at.
ON_PURPOSE = {
    "averaging": {"coding_lifts_nothing", "no_read_never_wins", "no_score_never_wins"},
    "senior-loop": {"no_read_never_wins", "aiming_higher_keeps"},
    "signal-areas": {"no_read_never_wins"},
}


@pytest.mark.parametrize("name", shipped_policies())
def test_a_check_gives_cells_laws_and_dead_rules(name):
    said = answer("policy", "check", name)
    assert said["cells"] > 0
    assert said["dead_rules"] == []
    broken = {law: found for law, found in said["holds"].items() if found is not True}
    assert set(broken) == ON_PURPOSE.get(name, set()) == set(load_policy(name).breaks)
    assert all("it is “No hire”" in found["in_words"] for found in broken.values())


def test_a_reader_sees_outcome_chances_and_assumptions():
    run = committee("odds", ACER, "--policy", "consensus")
    text = run.stdout.decode()
    assert text.startswith("No hire\n")
    assert "other people vote" in " ".join(text.lower().split())
    flips = committee("flips", ACER).stdout.decode()
    assert "Scope: Mid → Senior" in flips
    check = committee("policy", "check", "averaging").stdout.decode()
    assert check.startswith("Plain average: looked at all 155,520 cells.\n≠ No coding score lifts")


@pytest.mark.parametrize(
    ("args", "remedy"),
    [
        (("odds", ACER, "--sd", "9"), "Give a number from 0.2 to 3."),
        (("odds", ACER, "--centre", "high"), "below, mid, senior, staff, principal"),
        (("odds", ACER, "--spread", "wide"), "Give a number of levels, or flat."),
        (("flips", ACER, "--target", "below"), "mid, senior, staff, principal"),
        (("policy", "check", "nonesuch"), "Or give the path of a file."),
    ],
)
def test_what_cannot_be_done_is_refused_in_one_message(args, remedy):
    run = committee(*args)
    assert (run.returncode, run.stdout) == (2, b"")
    assert remedy in run.stderr.decode()
    assert "Traceback" not in run.stderr.decode()
