"""Odds: equal to the model played out, whoever rated what, and honest about what they rest on."""

from dataclasses import replace
from random import Random

import pytest

from committee.assets import FIXTURES
from committee.domain.case import case_of
from committee.domain.decision import Verdict
from committee.errors import CommitteeError
from committee.files.loops import packet_of, read_loop
from committee.files.policies import load_ladder, load_policy, parse_policy, shipped_policies
from committee.odds.forecast import odds, shown, where_not_noted
from committee.odds.forecast_range import odds_range
from committee.odds.rater_model import FLAT, RaterModel
from tests.loops import BEHAVIORAL, random_loop
from tests.odds.played_out import World, played_out

POLICIES = {name: load_policy(name) for name in shipped_policies()}
LADDER = load_ladder()
SCENARIOS = {path.stem: path for path in sorted((FIXTURES / "scenarios").iterdir())}
VOTES_ON_READS = """
name = "votes-on-reads"
version = 1
title = "Votes on reads"
summary = "For a test."
[aggregation]
votes = "lower_median"
[bars]
scope = { mid = "mid", senior = "senior", staff = "staff", principal = "principal" }
recommendation = { mid = "mid", senior = "senior", staff = "staff", principal = "principal" }
"""


def case_named(stem, policy="senior-loop"):
    return case_of(read_loop(SCENARIOS[stem], LADDER), POLICIES[policy])


def panel(reads, target="senior", coding=(), unread=()):
    """A loop of one behavioural interview for each mapping of reads, every read backed."""
    interviews = [
        {
            "id": f"b{n}", "kind": "behavioral", "interviewer": f"Interviewer {n}",
            "reads": {d: at for d, at in read.items() if d not in unread},
            "evidence": [
                {"id": f"e{n}-{d}", "dimension": d, "quote": "I chose it.", "polarity": "for"}
                for d in BEHAVIORAL
            ],
        }
        for n, read in enumerate(reads)
    ]  # fmt: skip
    interviews += [
        {"id": f"c{n}", "kind": "coding", "interviewer": f"Coder {n}", "scores": {"coding": score}}
        for n, score in enumerate(coding)
    ]
    loop = {"loop": {"candidate": "R. Okafor", "target": target}, "interview": interviews}
    return packet_of(loop, "here", LADDER)


def alike(level, interviewers):
    return [dict.fromkeys(BEHAVIORAL, level)] * interviewers


def assert_as_played_out(case, model=None, world=None, draws=200_000, within=0.005):
    """Within four standard errors of so many draws."""
    said = odds(case, model)
    chances, effective = played_out(case, world, draws)
    assert effective > draws / 5
    assert sum(said.outcomes.values()) == pytest.approx(1, abs=1e-9)
    assert said.outcomes | said.levels == pytest.approx(chances, abs=within)


@pytest.mark.parametrize(
    ("stem", "name"),
    [
        ("legible-senior", "senior-loop"),
        ("trap-verbosity", "senior-loop"),
        ("unpopular-call", "signal-areas"),
        ("failing-code", "averaging"),
        ("bar-raiser-objects", "bar-raiser"),
        ("the-acer", "consensus"),
        ("conflicting-panel", "unanimous"),
    ],
)
def test_odds_are_those_of_the_model_played_out(stem, name):
    assert_as_played_out(case_named(stem, name))


@pytest.mark.parametrize(
    ("seed", "name", "parameters"),
    [
        (1, "senior-loop", {"loop_sd": 0.25, "spread": 0.4}),
        (2, "signal-areas", {"spread": 5.0}),
        (3, "bar-raiser", {"centre": 1.0}),
        (4, "averaging", {"spread": 1.5, "within": 0.4}),
    ],
)
def test_any_world_and_interviewers_with_several_interviews(seed, name, parameters):
    """Random loops have four interviewers at most, and reads that nobody backs or assesses."""
    case = case_of(packet_of(random_loop(Random(seed)), "here", LADDER), POLICIES[name])
    assert_as_played_out(case, RaterModel(**parameters), World(**parameters))


def test_dimensions_that_one_of_the_panel_did_not_assess_stay_unassessed():
    reads = [*alike("senior", 2), {"scope": "mid", "failure": "staff"}]
    packet = panel(reads, coding=(3.0, 3.5))
    assert_as_played_out(case_of(packet, POLICIES["averaging"]))


def test_votes_that_lean_on_reads_that_count_too():
    mixed = parse_policy(VOTES_ON_READS, "here")
    packet = read_loop(SCENARIOS["unpopular-call"], LADDER)
    assert_as_played_out(case_of(packet, mixed))


def test_more_interviewers_who_read_the_same_narrow_it_and_one_says_hardly_anything():
    bars = parse_policy(VOTES_ON_READS.partition("recommendation")[0], "here")
    said = {
        n: shown(case_of(panel(alike("staff", n)), bars))["scope"]["senior"]
        for n in (0, 1, 2, 5)
        if n
    }
    assert said[1] < said[2] < said[5]
    spans = [odds_range(case_of(panel(alike("staff", n)), bars)).of(Verdict.HIRE) for n in (1, 3)]
    assert spans[1][1] - spans[1][0] < spans[0][1] - spans[0][0]


def test_far_above_the_bar_it_is_near_one_and_at_the_bar_near_a_half():
    bars = parse_policy(VOTES_ON_READS.partition("recommendation")[0], "here")
    hire = {
        level: odds(case_of(panel(alike(level, 3), "mid"), bars)).outcomes[Verdict.HIRE]
        for level in ("mid", "principal")
    }
    assert hire["principal"] > 0.97
    # Levels are cut half-way, so a read at the bar lies half a level above its edge.
    assert 0.5 < hire["mid"] < 0.8


def test_order_of_interviews_changes_nothing():
    packet = read_loop(SCENARIOS["conflicting-panel"], LADDER)
    turned = replace(packet, scorecards=packet.scorecards[::-1])
    for policy in POLICIES.values():
        assert odds(case_of(packet, policy)) == odds(case_of(turned, policy))


def test_where_a_confirmed_trap_matters_there_are_two_sets_of_odds():
    case = case_named("trap-no-real-failure")
    noted = odds(case)
    other = where_not_noted(case, noted)
    assert noted.outcomes[Verdict.NO_HIRE] == 1
    assert 0.2 < odds(other).outcomes[Verdict.HIRE] + odds(other).outcomes[Verdict.DOWNLEVEL] < 0.9
    answered = case_named("owned-failure")
    assert where_not_noted(answered, odds(answered)) is None


def test_the_range_holds_every_setting_and_names_what_moves_it_most():
    known = odds_range(case_named("the-acer"))
    low, high = known.of(Verdict.DOWNLEVEL)
    assert low < known.stated.outcomes[Verdict.DOWNLEVEL] < high
    assert [dict(setting) for setting, _ in known.settings] == [
        {"reliability": 0.2},
        {"reliability": 0.28},
        {"reliability": 0.44},
        {"sd": 0.5},
        {"sd": 0.8},
        {"spread": 0.4},
        {"spread": FLAT},
        {"reliability": 0.2, "spread": 0.4},
        {"reliability": 0.2, "spread": FLAT},
        {"reliability": 0.44, "spread": 0.4},
        {"reliability": 0.44, "spread": FLAT},
    ]
    alone = [each.outcomes[Verdict.HIRE] for at, each in known.settings if set(at) == {"spread"}]
    assert known.moves_most(Verdict.HIRE) == "spread"
    assert known.of(Verdict.HIRE)[0] <= min(alone)


@pytest.mark.parametrize("stem", SCENARIOS)
def test_nothing_is_certain_of_a_panel_that_decided_unless_a_trap_settles_it(stem):
    for name in ("senior-loop", "signal-areas", "averaging"):
        case = case_named(stem, name)
        said = odds(case)
        settled = case.verdict is Verdict.MORE_SIGNAL
        certain = max(said.outcomes.values()) == 1
        assert certain <= (settled or where_not_noted(case, said) is not None)


@pytest.mark.parametrize(
    "parameters",
    [
        {"sd": -0.1},
        {"sd": 0.0},
        {"reliability": 1.0},
        {"halo": 1.0},
        {"severity": 0.5, "question": 0.4},
        {"spread": 0.0},
        {"spread": 9.0},
    ],
)
def test_a_model_that_cannot_be_worked_out_is_refused_with_a_remedy(parameters):
    with pytest.raises(CommitteeError, match=r"rater model: .+ (Give|They are)"):
        RaterModel(**parameters)
