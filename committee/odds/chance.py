"""The chance of each outcome, had another panel of the same make-up met the same candidate."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from committee.domain.case import Case
from committee.domain.decision import Verdict

from .counts import survival
from .grid_judgement import MORE_SIGNAL, award_of
from .outcome_table import OutcomeTable, outcome_table
from .rater_model import RELIABILITIES, RaterModel
from .rating_panel import Panel, panel_of
from .sampling import sampled

DRAWS = 200_000


@dataclass(frozen=True)
class Odds:
    """How likely each outcome was, had another panel met the candidate.

    `outcomes`: every verdict to its probability; `levels`: every level that can be aimed for
    to the probability of an offer there. `method` is "exact" or "monte_carlo";
    `standard_error` is the largest of any of these probabilities', 0 if exact.
    """

    outcomes: Mapping[Verdict, float]
    levels: Mapping[str, float]
    method: str
    model: RaterModel
    standard_error: float = 0.0


def odds(case: Case, model: RaterModel | None = None, table: OutcomeTable | None = None) -> Odds:
    """The odds of a case, exact where no vote leans on reads that count themselves.

    `table` saves working out the case's outcome table where the caller has it already.
    """
    raters = model or RaterModel()
    known = table or outcome_table(case.policy, case.target)
    panel = panel_of(case, known.places)
    if panel.votes_on_reads:
        drawn = sampled(case, known, panel, raters, DRAWS)
        weights = np.bincount(drawn.astype(np.intp) - MORE_SIGNAL) / DRAWS
        error = sqrt(float((weights * (1 - weights)).max()) / DRAWS)
        return _odds(case, weights, "monte_carlo", raters, error)
    outcomes, thresholds = _telling(case, known, panel)
    chances = survival(panel, thresholds, raters)
    for axis in range(chances.ndim):
        above = np.moveaxis(chances, axis, 0)[1:]
        np.moveaxis(chances, axis, 0)[:-1] -= above.copy()
    places = outcomes.ravel().astype(np.intp) - MORE_SIGNAL
    return _odds(case, np.bincount(places, chances.ravel()).astype(float), "exact", raters, 0.0)


def odds_range(
    case: Case, model: RaterModel | None = None, table: OutcomeTable | None = None
) -> Mapping[float, Odds]:
    """The odds of a case at each published reliability of one interview."""
    raters = model or RaterModel()
    known = table or outcome_table(case.policy, case.target)
    return {r: odds(case, replace(raters, reliability=r), known) for r in RELIABILITIES}


def _telling(
    case: Case, table: OutcomeTable, panel: Panel
) -> tuple[NDArray[np.int8], dict[str, tuple[int, ...]]]:
    """The part of the table that another panel could reach, without levels that tell nothing.

    Returns outcomes, a dimension per axis of the second result: the ranks at which the
    outcome may differ from that of the rank below.
    """
    cell = table.cell(case.facts)
    free = [a.key in panel.axes and at > 0 for a, at in zip(table.axes, cell, strict=True)]
    index = tuple(slice(1, None) if f else int(at) for f, at in zip(free, cell, strict=True))
    outcomes = table.outcomes[index]
    keys = [axis.key for axis, is_free in zip(table.axes, free, strict=True) if is_free]
    thresholds: dict[str, tuple[int, ...]] = {}
    for number, key in enumerate(keys):
        ranks = np.arange(len(case.policy.ladder))
        held = np.minimum(ranks, panel.ceilings.get(key, ranks[-1]))
        lines = np.moveaxis(np.take(outcomes, held, axis=number), number, 0)
        differs = (lines[1:] != lines[:-1]).reshape(len(lines) - 1, -1).any(axis=1)
        told = 1 + np.flatnonzero(differs)
        thresholds[key] = tuple(told.tolist())
        outcomes = np.moveaxis(lines[[0, *told]], 0, number)
    telling = tuple(slice(None) if thresholds[key] else 0 for key in keys)
    return outcomes[telling], {key: ranks for key, ranks in thresholds.items() if ranks}


def _odds(
    case: Case, weights: NDArray[np.float64], method: str, model: RaterModel, error: float
) -> Odds:
    """Odds from the probability of each of the numbers that `awards` answers with, from -2 on."""
    outcomes = dict.fromkeys(Verdict, 0.0)
    levels = dict.fromkeys(case.policy.ladder.targets, 0.0)
    for place, weight in enumerate(weights.tolist()):
        # Differences of sums may miss nothing, or certainty, by a rounding error.
        chance = max(round(weight, 12), 0.0)
        verdict, level = award_of(place + MORE_SIGNAL, case.policy, case.target)
        if chance > 0 or level in levels:
            outcomes[verdict] += chance
        if level in levels:
            levels[level] += chance
    return Odds(outcomes, levels, method, model, error)
