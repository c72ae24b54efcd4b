"""The outcome table: what a policy makes of every packet it can tell apart, for one target.

One axis for each thing the policy reads at that target: a dimension (or a vote) at each level
and without a signal, coding between the scores at which a rule changes its mind, and yes or no
for a trap condition. What the policy never reads has no axis, because it can't change a cell.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import product
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from committee.domain import rule_comparisons
from committee.domain.policy import BAR_RAISER, VOTES, Mean, Policy, ReadRule, TrapRule
from committee.domain.rubric import (
    BEHAVIORAL,
    CODING,
    HIGHEST_SCORE,
    LEVEL_DIMENSIONS,
    LOWEST_SCORE,
)
from committee.domain.rule_inputs import (
    COUNTED,
    NO_READ,
    SCORECARDS,
    SIGNALS,
    Facts,
    Number,
    applies,
)
from committee.errors import TooLargeError

from .judge_whole_grid import awards

READS = (*LEVEL_DIMENSIONS, VOTES, BAR_RAISER)
MOST_CELLS = 2**24
"""How large a table may be: working one out takes some 16 bytes a cell for a moment."""


@dataclass(frozen=True)
class Axis:
    """One thing that a policy reads, and what each place along it stands for.

    `values`: ranks from -1 (fewer reads than the target needs) for a read; for coding NaN (no
    score), then the least score of each interval; false and true for a trap condition; one
    too few and enough for a count.
    """

    key: str
    values: NDArray[Any]

    def __len__(self) -> int:
        return len(self.values)


@dataclass(frozen=True)
class OutcomeTable:
    """A policy at one target: `outcomes[cell]` as `awards` has it, int8, a dimension per axis.

    TooLargeError where there are more than `MOST_CELLS` cells.
    """

    policy: Policy
    target: str
    axes: tuple[Axis, ...]

    def __post_init__(self) -> None:
        if self.size > MOST_CELLS:
            raise TooLargeError(self.size, MOST_CELLS, self.policy.title)

    @property
    def size(self) -> int:
        """How many cells there are."""
        return prod(len(axis) for axis in self.axes)

    @cached_property
    def outcomes(self) -> NDArray[np.int8]:
        """What every cell comes out at."""
        return self.awarded(self.target)

    def awarded(self, target: str) -> NDArray[np.int8]:
        """What every cell comes out at, aimed at the table's target or at one it was made for."""
        shape = tuple(len(axis) for axis in self.axes)
        codes = awards(self.facts, self.policy, target)
        return np.broadcast_to(codes, shape).astype(np.int8)

    @cached_property
    def facts(self) -> Facts:
        """The facts of all cells: arrays that broadcast to the shape of `outcomes`."""
        grid = np.meshgrid(*(axis.values for axis in self.axes), indexing="ij", sparse=True)
        keys = (axis.key for axis in self.axes)
        return _facts(dict(zip(keys, grid, strict=True)), self.policy, self.target)

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Which dimension of `outcomes` an axis is, by its key."""
        return {axis.key: number for number, axis in enumerate(self.axes)}

    def cell(self, facts: Facts) -> tuple[Number, ...]:
        """Where facts lie: one index an axis, ints or arrays of the facts' shape."""
        return tuple(self._place(axis, facts) for axis in self.axes)

    def look_up(self, facts: Facts) -> Number:
        """What facts come out at, as `awards` has it; a million packets are one call."""
        return self.outcomes[self.cell(facts)]

    def cells(self) -> Iterator[tuple[tuple[int, ...], Facts]]:
        """Every cell with the facts of a packet that lies in it, as plain Python numbers."""
        places = [range(len(axis)) for axis in self.axes]
        plain = [axis.values.tolist() for axis in self.axes]
        keys = [axis.key for axis in self.axes]
        for cell, values in zip(product(*places), product(*plain), strict=True):
            yield cell, _facts(dict(zip(keys, values, strict=True)), self.policy, self.target)

    def facts_at(self, cell: tuple[int, ...]) -> Facts:
        """The facts of a packet that lies in a cell."""
        pairs = zip(self.axes, cell, strict=True)
        values = {axis.key: axis.values[place].item() for axis, place in pairs}
        return _facts(values, self.policy, self.target)

    def _place(self, axis: Axis, facts: Facts) -> Number:
        key, need = axis.key, rule_comparisons.needed(self.policy, axis.key, self.target)
        if key in READS:
            counts = np.greater_equal(facts.counts[key], max(need, 1))
            return np.where(counts, facts.reads[key], NO_READ) + 1
        if key == CODING:
            enough = np.greater_equal(facts.counts[CODING], max(need, 1))
            place = np.searchsorted(axis.values[1:], facts.coding, side="right")
            return np.where(enough, place, 0)
        if key == SCORECARDS:
            return np.greater_equal(facts.counts[SCORECARDS], need).astype(int)
        return np.asarray(facts.confirmed[key.removeprefix("veto.")]).astype(int)


def outcome_table(policy: Policy, target: str, *lower: str) -> OutcomeTable:
    """The table of a policy at a target, worked out at once from the rules behind `judge()`.

    Its cells also tell apart whatever the policy does at `lower` targets.
    """
    return OutcomeTable(policy, target, tuple(_axes(policy, target, lower)))


def _axes(policy: Policy, target: str, lower: tuple[str, ...]) -> Iterator[Axis]:
    ranks = np.arange(-1, len(policy.ladder))
    asked = {what for what in policy.sufficiency if rule_comparisons.needed(policy, what, target)}
    # Needs only rise with the level, so what the target asks for is enough lower down.
    tried = [(at, aim) for aim in (target, *lower) for at in policy.levels_tried(aim)]
    judged = [v for v in policy.vetoes if any(applies(v, policy, at, aim) for at, aim in tried)]
    read = asked | {d for d, bars in policy.bars.items() if any(at in bars for at, _ in tried)}
    read |= {veto.rule.dimension for veto in judged if isinstance(veto.rule, ReadRule)}
    if policy.mean is not None or SIGNALS in asked:
        read |= {*LEVEL_DIMENSIONS, CODING}
    for dimension in READS:
        if dimension in read:
            yield Axis(dimension, ranks)
    gates = policy.gates.get(CODING, {})
    cleared = {gates[aim] for aim in (target, *lower) if aim in gates}
    if CODING in read or cleared:
        cuts = {LOWEST_SCORE} | cleared | _mean_cuts(policy.mean)
        yield Axis(CODING, np.array([np.nan, *sorted(cuts)]))
    for veto in judged:
        if isinstance(veto.rule, TrapRule):
            yield Axis(f"veto.{veto.id}", np.array([False, True]))
    if SCORECARDS in asked and not _implied(policy, target):
        need = rule_comparisons.needed(policy, SCORECARDS, target)
        yield Axis(SCORECARDS, np.array([need - 1, need]))


def _implied(policy: Policy, target: str) -> bool:
    """Whether enough reads of some dimension already take as many scorecards as are needed."""
    reads = max(rule_comparisons.needed(policy, dimension, target) for dimension in BEHAVIORAL)
    return reads >= rule_comparisons.needed(policy, SCORECARDS, target)


def _mean_cuts(mean: Mean | None) -> set[float]:
    """Every coding score at which some mean of coding and level dimensions meets its bar."""
    if mean is None:
        return set()
    bar, most = Fraction(str(mean.bar)), len(LEVEL_DIMENSIONS)
    return {
        float(cut)
        for read in range(most + 1)
        for points in range(read * mean.least, read * mean.most + 1)
        if LOWEST_SCORE < (cut := bar * (read + 1) - points) <= HIGHEST_SCORE
    }


def _facts(values: Mapping[str, Any], policy: Policy, target: str) -> Facts:
    """Facts from a value, or an array of values, an axis; what has no axis is left empty."""
    reads = {dimension: values.get(dimension, NO_READ) for dimension in READS}
    coding = values.get(CODING, np.nan)
    counts: dict[str, Number] = dict.fromkeys(COUNTED, 0)
    for what in (*READS, CODING):
        # Only NaN, which stands for no score, isn't equal to itself.
        seen = reads[what] > NO_READ if what in READS else coding == coding
        counts[what] = seen * max(rule_comparisons.needed(policy, what, target), 1)
    counts[SIGNALS] = sum((counts[d] > 0) * 1 for d in (*LEVEL_DIMENSIONS, CODING))
    counts[SCORECARDS] = values.get(SCORECARDS, rule_comparisons.needed(policy, SCORECARDS, target))
    traps = (veto.id for veto in policy.vetoes if isinstance(veto.rule, TrapRule))
    confirmed = {veto: values.get(f"veto.{veto}", False) for veto in traps}
    return Facts(reads, coding, counts, confirmed)
