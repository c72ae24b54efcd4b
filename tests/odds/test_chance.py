"""Odds: exact, equal to the model played out, and certain where nothing scatters."""

from math import erf, sqrt
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from committee.assets import FIXTURES
from committee.domain.case import case_of
from committee.domain.decision import Verdict
from committee.errors import CommitteeError
from committee.files.loops import packet_of, read_loop
from committee.files.policies import load_ladder, load_policy, parse_policy, shipped_policies
from committee.odds.chance import odds, odds_range
from committee.odds.grid_judgement import award_of
from committee.odds.outcome_table import outcome_table
from committee.odds.rater_model import RaterModel
from committee.odds.rating_panel import panel_of
from committee.odds.sampling import sampled
from tests.loops import BEHAVIORAL, loops, random_loop

POLICIES = {name: load_policy(name) for name in shipped_policies()}
LADDER = load_ladder()
SCENARIOS = sorted((FIXTURES / "scenarios").iterdir())
DRAWS = 100_000
ONE_BAR = """
name = "one-bar"
version = 1
title = "One bar"
summary = "For a test."
[bars]
scope = { mid = "mid", senior = "senior", staff = "staff", principal = "principal" }
"""


def case_named(stem):
    packet = read_loop(FIXTURES / "scenarios" / f"{stem}.toml", LADDER)
    return case_of(packet, POLICIES["senior-loop"])


def assert_within_four_standard_errors(case, model, draws=DRAWS):
    table = outcome_table(case.policy, case.target)
    exact = odds(case, model, table)
    panel = panel_of(case, table.places)
    codes = sampled(case, table, panel, model, draws, seed=len(panel.interviewers))
    assert exact.method == "exact"
    assert sum(exact.outcomes.values()) == pytest.approx(1, abs=1e-9)
    for code in range(-2, len(LADDER)):
        verdict, level = award_of(code, case.policy, case.target)
        chance = exact.levels.get(level, 0.0) if level else exact.outcomes[verdict]
        error = sqrt(chance * (1 - chance) / draws)
        assert abs(np.mean(codes == code) - chance) <= 4 * error + 1e-9, (verdict, level)


@pytest.mark.parametrize("name", ["senior-loop", "averaging", "bar-raiser"])
@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_exact_odds_are_those_of_many_drawn_panels(path, name):
    case = case_of(read_loop(path, LADDER), POLICIES[name])
    assert_within_four_standard_errors(case, RaterModel())


@pytest.mark.parametrize(
    "model",
    [
        RaterModel(loop_sd=0.25),
        RaterModel(sd=0.5, reliability=0.44),
        RaterModel(sd=0.8, reliability=0.20, loop_sd=1.0),
        RaterModel(severity=0, question=0, halo=0),
        RaterModel(halo=0.8, severity=0.5, question=0.3),
    ],
    ids=["loop", "reliable", "loose", "independent", "nearly all shared"],
)
@pytest.mark.parametrize("seed", range(4))
def test_any_model_and_interviewers_with_several_interviews(model, seed):
    """Random loops have four interviewers at most, so that some hold several interviews."""
    packet = packet_of(random_loop(Random(seed)), "here", LADDER)
    for name in ("senior-loop", "signal-areas", "consensus"):
        assert_within_four_standard_errors(case_of(packet, POLICIES[name]), model, 40_000)


@settings(max_examples=150, deadline=None)
@given(loops(), st.sampled_from(sorted(POLICIES)))
def test_without_noise_another_panel_decides_alike(loop, name):
    packet = packet_of(loop, "here", LADDER)
    case = case_of(packet, POLICIES[name])
    certain = odds(case_of(packet, POLICIES[name]), RaterModel(sd=0))
    assert certain.outcomes == {v: float(v is case.verdict) for v in Verdict}
    assert certain.levels == {at: float(at == case.level) for at in LADDER.targets}


def test_one_read_at_its_bar_fails_as_often_as_was_published():
    """A mean of 3 of 4 fails 22% of the time (interviewing.io 2016): half a level's SD .66."""
    interview = {
        "id": "b1", "kind": "behavioral", "interviewer": "Mina", "reads": {"scope": "senior"},
        "evidence": [
            {"id": "e1", "dimension": "scope", "quote": "I chose it.", "polarity": "for"}
        ],
    }  # fmt: skip
    loop = {"loop": {"candidate": "R. Okafor", "target": "senior"}, "interview": [interview]}
    case = case_of(packet_of(loop, "here", LADDER), parse_policy(ONE_BAR, "here"))
    met = 0.5 + erf(0.5 / 0.66 / sqrt(2)) / 2
    assert odds(case).outcomes[Verdict.HIRE] == pytest.approx(met, abs=1e-6)
    assert round(1 - met, 2) == 0.22


@pytest.mark.parametrize("halo", [0.0, 0.5, 0.8])
def test_one_interviewer_s_four_reads_are_summed_up_to_a_millionth(halo):
    """Against a plain sum over a hundred thousand severities."""
    bars = "".join(f'{d} = {{ principal = "principal" }}\n' for d in BEHAVIORAL)
    interview = {
        "id": "b1", "kind": "behavioral", "interviewer": "Mina",
        "reads": dict.fromkeys(BEHAVIORAL, "principal"),
        "evidence": [
            {"id": d, "dimension": d, "quote": "I chose it.", "polarity": "for"}
            for d in BEHAVIORAL
        ],
    }  # fmt: skip
    loop = {"loop": {"candidate": "R. Okafor", "target": "principal"}, "interview": [interview]}
    head = ONE_BAR.partition("[bars]")[0]
    case = case_of(packet_of(loop, "here", LADDER), parse_policy(f"{head}[bars]\n{bars}", "here"))
    model = RaterModel(halo=halo)
    severity = np.linspace(-9, 9, 100_001)
    above = (0.5 + model.shared_sd * severity) / (model.rest_sd * sqrt(2))
    each = 0.5 + np.array([erf(x) for x in above]) / 2
    weights = np.exp(-(severity**2) / 2)
    met = float((each**4 * weights).sum() / weights.sum())
    assert odds(case, model).outcomes[Verdict.HIRE] == pytest.approx(met, abs=1e-6)


def test_what_ratings_share_lets_a_strong_packet_pass_more_often():
    """With the same noise in total, bars that must all be met are met together more often."""
    case = case_named("legible-senior")
    shared, independent = odds(case), odds(case, RaterModel(severity=0, question=0, halo=0))
    assert shared.outcomes[Verdict.HIRE] > independent.outcomes[Verdict.HIRE]


def test_the_range_is_over_published_reliabilities_and_holds_the_single_figure():
    case = case_named("the-acer")
    spread = odds_range(case)
    kept = [each.outcomes[Verdict.DOWNLEVEL] for each in spread.values()]
    assert list(spread) == [0.20, 0.28, 0.44]
    assert spread[0.28] == odds(case)
    assert kept == sorted(kept)


def test_a_policy_that_reads_both_votes_and_reads_is_sampled_and_says_so():
    mixed = parse_policy(
        ONE_BAR + 'recommendation = { principal = "mid" }\n[aggregation]\nvotes = "lower_median"',
        "here",
    )
    packet = read_loop(FIXTURES / "scenarios" / "unpopular-call.json", LADDER)
    case = case_of(packet, mixed)
    first, second = odds(case), odds(case)
    assert first == second
    assert first.method == "monte_carlo"
    assert 0 < first.standard_error < 0.002
    assert sum(first.outcomes.values()) == pytest.approx(1, abs=1e-9)
    certain = odds(case, RaterModel(sd=0))
    assert (certain.outcomes[case.verdict], certain.standard_error) == (1.0, 0.0)


@pytest.mark.parametrize(
    "parameters",
    [
        {"sd": -0.1},
        {"reliability": 1.0},
        {"halo": 1.0},
        {"severity": 0.5, "question": 0.4},
        {"sd": 0.0, "loop_sd": 0.2},
    ],
)
def test_a_model_that_cannot_be_worked_out_is_refused_with_a_remedy(parameters):
    with pytest.raises(CommitteeError, match=r"rater model: .+ (Give|They are)"):
        RaterModel(**parameters)
