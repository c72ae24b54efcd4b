"""Odds come true for candidates drawn from the model: said and happened, by a second panel."""

import numpy as np
import pytest

from committee.domain.case import case_of
from committee.domain.decision import Verdict
from committee.files.policies import load_policy
from committee.odds.calibration import calibrated
from committee.odds.calibration_draws import MakeUp, drawn_twice
from committee.odds.forecast import question_of
from committee.odds.outcome_table import outcome_table
from committee.odds.posterior import COARSE
from committee.odds.rater_model import RaterModel

from .played_out import played_out


@pytest.mark.parametrize(
    ("name", "interviewers", "spread"), [("senior-loop", 2, 1.0), ("consensus", 3, 0.4)]
)
def test_of_all_who_are_told_so_as_many_hear_it(name, interviewers, spread):
    """The whole grid of settings is in scripts/calibration; ideal odds are in test_forecast."""
    policy, model = load_policy(name), RaterModel(spread=spread)
    random = np.random.default_rng(5)
    panels = drawn_twice(MakeUp(interviewers), policy, "senior", model, 4000, random)
    found = calibrated(panels, policy, model)
    assert found.candidates == 4000
    assert [each for each in found.bins if each.off > 4] == []
    assert found.brier < 0.9 * found.base_rate
    # Were all that is said right, the score would be `hoped`, give or take a few hundredths of it.
    assert found.brier == pytest.approx(found.hoped, rel=0.06)


def test_a_spread_that_is_wrong_by_far_is_no_worse_than_the_base_rate():
    policy, drawn = load_policy("signal-areas"), RaterModel(spread=1.0)
    for told in (0.4, 2.5):
        random = np.random.default_rng(6)
        panels = drawn_twice(MakeUp(2), policy, "mid", drawn, 500, random)
        found = calibrated(panels, policy, RaterModel(spread=told), drawn)
        assert found.ideal < found.brier < found.base_rate


def test_the_same_seed_draws_the_same_candidates():
    policy = load_policy()

    def draw(seed):
        random = np.random.default_rng(seed)
        return list(drawn_twice(MakeUp(3), policy, "senior", RaterModel(), 5, random))

    assert draw(1) == draw(1) != draw(2)


@pytest.mark.parametrize(("name", "interviewers"), [("senior-loop", 2), ("bar-raiser", 3)])
def test_the_score_is_within_two_hundredths_of_the_ideal_posterior_s(name, interviewers):
    """The ideal is played out by brute force, by code of its own, on the same second panels."""
    policy, model = load_policy(name), RaterModel()
    random = np.random.default_rng(11)
    scores = {"ours": 0.0, "ideal": 0.0}
    for first, second in drawn_twice(MakeUp(interviewers), policy, "senior", model, 30, random):
        case = case_of(first, policy)
        table = outcome_table(policy, "senior")
        ours = question_of(case, table).odds(model, COARSE).outcomes
        ideal, _ = played_out(case, draws=40_000)
        came = case_of(second, policy).verdict
        for told, said in (("ours", ours), ("ideal", ideal)):
            scores[told] += sum((said.get(v, 0.0) - (v is came)) ** 2 for v in Verdict)
    assert scores["ours"] == pytest.approx(scores["ideal"], rel=0.02)
