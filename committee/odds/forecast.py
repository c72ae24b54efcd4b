"""The chance of each outcome, had another panel of the same make-up met the same candidate."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from committee.domain.case import Case, case_of
from committee.domain.decision import Verdict
from committee.domain.rubric import CODING
from committee.domain.signals import confirmations

from .actual_ratings import RatedPanel, ceilings, panel_of
from .coding_scores import mean_scores
from .judge_whole_grid import award_of
from .normal_distribution import Array
from .outcome_table import OutcomeTable, outcome_table
from .posterior import COARSE, FINE, posterior
from .rater_model import RaterModel
from .redrawn_reads import Thresholds, readings

METHOD = "monte_carlo"
TELLS_APART = 0.01
"""By how much a chance must differ before it is said to."""


@dataclass(frozen=True)
class Odds:
    """How likely each outcome was, had another panel met the candidate.

    `outcomes`: every verdict to its probability; `levels`: every level that can be aimed for
    to the probability of an offer there. `method` says how they were worked out;
    `standard_error` is the largest of any of these probabilities', over lattices of points.
    """

    outcomes: Mapping[Verdict, float]
    levels: Mapping[str, float]
    method: str
    model: RaterModel
    standard_error: float = 0.0

    def differs(self, other: "Odds") -> bool:
        """Whether any chance is another one, as far as can be told."""
        pairs = [(self.outcomes[v], other.outcomes[v]) for v in Verdict]
        pairs += [(chance, other.levels.get(at, 0.0)) for at, chance in self.levels.items()]
        return any(abs(one - two) > TELLS_APART for one, two in pairs)


def odds(
    case: Case,
    model: RaterModel | None = None,
    table: OutcomeTable | None = None,
    lattices: int = FINE,
) -> Odds:
    """The odds of a case, with its traps as this panel confirmed them.

    `table` saves working out the case's outcome table where the caller has it already; with
    fewer `lattices` of points it takes less time and comes less near.
    """
    return question_of(case, table).odds(model or RaterModel(), lattices)


@dataclass(frozen=True)
class Question:
    """What is asked of a case, whatever the model of raters.

    `outcomes` has a dimension per axis of `thresholds`, and a last one of coding between
    `cuts`, or of one place without them.
    """

    case: Case
    panel: RatedPanel
    outcomes: NDArray[np.int8]
    thresholds: Thresholds
    cuts: Array | None

    def odds(self, model: RaterModel, lattices: int) -> Odds:
        """The odds under one model."""
        levels, centre = len(self.case.policy.ladder), centre_of(self.case, model)
        # Scores tell nothing of reads: panels that differ in them alone share what is worked out.
        readers = replace(self.panel, scores=())
        chances = readings(readers, self.thresholds, model, centre, levels, lattices)
        coding, flat = self._coding(model), chances.reshape(lattices, -1)
        return _odds(
            self.case,
            {
                int(code): flat @ ((self.outcomes == code) @ coding).ravel()
                for code in np.unique(self.outcomes)
            },
            model,
        )

    def _coding(self, model: RaterModel) -> Array:
        """The chance of each place on the axis of coding, from the first score on."""
        if self.cuts is None:
            return np.ones(1)
        means, chances = mean_scores(self.panel.scores, model.rating_sd)
        # Means are sums of quarters over a count: what misses a cut by a rounding error meets it.
        places = np.searchsorted(self.cuts, means + 1e-9, side="right") - 1
        return np.bincount(places, chances, minlength=len(self.cuts)).astype(float)


def question_of(case: Case, table: OutcomeTable | None = None) -> Question:
    """What is asked of a case: the part of its table that another panel could reach.

    Levels that tell nothing are left out: thresholds are the ranks at which the outcome may
    differ from that of the rank below.
    """
    known = table or outcome_table(case.policy, case.target)
    panel, held = panel_of(case), ceilings(case.imagined, case.policy)
    read, top = {axis for axis, _ in panel.quorums}, len(case.policy.ladder) - 1
    index: list[int | slice] = []
    keys: list[str] = []
    cuts: Array | None = None
    for axis, at in zip(known.axes, known.cell(case.facts), strict=True):
        free = bool(at) and (axis.key in read or axis.key == CODING)
        index.append(slice(1, None) if free else int(at))
        if free and axis.key == CODING:
            cuts = axis.values[1:]
        elif free:
            keys.append(axis.key)
    outcomes = known.outcomes[tuple(index)]
    if cuts is None:
        outcomes = outcomes[..., None]
    thresholds: list[tuple[str, tuple[int, ...]]] = []
    for number, key in enumerate(keys):
        under = np.minimum(np.arange(top + 1), held.get(key, top))
        lines = np.moveaxis(outcomes.take(under, axis=number), number, 0)
        differs = (lines[1:] != lines[:-1]).reshape(top, -1).any(axis=1)
        told = 1 + np.flatnonzero(differs)
        thresholds.append((key, tuple(told.tolist())))
        outcomes = np.moveaxis(lines[[0, *told]], 0, number)
    silent = tuple(slice(None) if ranks else 0 for _, ranks in thresholds)
    telling = tuple(each for each in thresholds if each[1])
    return Question(case, panel, outcomes[silent], telling, cuts)


def confirmed_traps(case: Case) -> tuple[str, ...]:
    """The traps that somebody confirms and that a rule of the policy looks at."""
    heeded = sorted(case.policy.traps)
    return tuple(trap for trap in heeded if confirmations(case.imagined, trap))


def where_not_noted(case: Case, stated: Odds, table: OutcomeTable | None = None) -> Case | None:
    """The case had nobody confirmed its traps, if that makes its odds others than those stated.

    Nobody has measured how often the next interviewer confirms a trap. So where a confirmed one
    matters there are two sets of odds, if another panel notes it too and if it doesn't, and
    none between them.
    """
    traps = dict.fromkeys(confirmed_traps(case), False)
    if not traps:
        return None
    what_if = replace(case.what_if, traps={**case.what_if.traps, **traps})
    without = case_of(case.packet, case.policy, case.target, what_if)
    return without if odds(without, stated.model, table, COARSE).differs(stated) else None


def shown(
    case: Case, model: RaterModel | None = None, lattices: int = FINE
) -> Mapping[str, Mapping[str, float]]:
    """What the candidate shows: each dimension that was read, to each level but the lowest, to
    the chance that it is at that level or above.
    """
    raters, ladder = model or RaterModel(), case.policy.ladder
    panel = panel_of(case)
    known = posterior(panel, raters, centre_of(case, raters), len(ladder), lattices)
    return {
        dimension: {at: known.at_least(dimension, ladder.rank(at)) for at in ladder.ids[1:]}
        for dimension in panel.dimensions
        if dimension != CODING
    }


def centre_of(case: Case, model: RaterModel) -> float:
    """The mean of those who meet such a panel, as a rank: the target's, unless the model says."""
    return case.policy.ladder.rank(case.target) if model.centre is None else model.centre


def _odds(case: Case, by_code: Mapping[int, Array], model: RaterModel) -> Odds:
    """Odds from the chance of each number that `awards` answers with, a lattice an entry."""
    by_verdict = {verdict: np.zeros(1) for verdict in Verdict}
    levels = dict.fromkeys(case.policy.ladder.targets, np.zeros(1))
    for code, chances in by_code.items():
        verdict, level = award_of(code, case.policy, case.target)
        by_verdict[verdict] = by_verdict[verdict] + chances
        if level in levels:
            levels[level] = chances
    each = [*by_verdict.values(), *levels.values()]
    error = max(float(c.std(ddof=1)) / sqrt(len(c)) if len(c) > 1 else 0.0 for c in each)
    return Odds(
        {verdict: _rounded(chances) for verdict, chances in by_verdict.items()},
        {level: _rounded(chances) for level, chances in levels.items()},
        METHOD,
        model,
        error,
    )


def _rounded(chances: Array) -> float:
    # Differences of sums may miss nothing, or certainty, by a rounding error.
    return min(max(round(float(chances.mean()), 12), 0.0), 1.0)
