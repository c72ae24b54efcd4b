"""What a policy promises, proven over every cell of its outcome tables."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from committee.domain import rules
from committee.domain.decision import judge
from committee.domain.policy import Policy
from committee.domain.rubric import CODING
from committee.domain.trace import Outcome as StepOutcome

from .dead_rules import dead_rules
from .grid_judgement import level_test, short
from .outcome_table import READS, OutcomeTable, outcome_table

LAWS = {
    "coding_lifts_nothing": "No coding score lifts a packet that a veto or a bar holds down.",
    "raising_never_worsens": "Raising one read or score never worsens the outcome.",
    "never_above_target": "The awarded level is never above the target.",
    "every_leaf_cites": "Every rule of a trace names the policy value that it read.",
}
"""The laws of a decision that a policy could break, and what each says.

That the order of interviews and evidence is irrelevant is no policy's to break: facts have none.
"""


@dataclass(frozen=True)
class CounterExample:
    """Two cells of one table, the second `moved` along one axis, between which a law breaks.

    `moved` is None where one cell alone breaks the law; then `after` equals `before`.
    """

    table: OutcomeTable
    before: tuple[int, ...]
    after: tuple[int, ...]
    moved: str | None


@dataclass(frozen=True)
class Check:
    """How many cells were looked at, each law's counter-example or None, and the dead rules.

    A dead rule says no on no cell before another rule has said no.
    """

    policy: Policy
    cells: int
    broken: Mapping[str, CounterExample | None]
    dead_rules: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether every law holds."""
        return not any(self.broken.values())


def check_policy(policy: Policy) -> Check:
    """Look at every cell of a policy, at every target."""
    tables = [outcome_table(policy, target) for target in policy.ladder.targets]
    laws = {
        "coding_lifts_nothing": _coding_lifts,
        "raising_never_worsens": _raising_worsens,
        "never_above_target": _above_target,
        "every_leaf_cites": _leaf_without_source,
    }
    broken = {
        law: next((found for table in tables for found in breaks(table)), None)
        for law, breaks in laws.items()
    }
    cells = sum(table.outcomes.size for table in tables)
    return Check(policy, cells, broken, dead_rules(tables))


def _coding_lifts(table: OutcomeTable) -> Iterator[CounterExample]:
    """Cells past the gate that a veto or bar holds down, where another score does better."""
    if CODING not in table.places:
        return
    axis = table.places[CODING]
    facts, policy, target = table.facts, table.policy, table.target
    held = level_test(facts, policy, target, target).missed
    held = held & np.logical_not(rules.gate_missed(policy, facts, target))
    held = held & np.logical_not(short(facts, policy, target))
    scored = np.moveaxis(table.outcomes, axis, 0)[1:]
    best = np.expand_dims(scored.max(axis=0), axis)
    cell = _plainest(table, np.broadcast_to(held, table.outcomes.shape) & (best > table.outcomes))
    if cell is not None:
        line = np.moveaxis(table.outcomes, axis, -1)[cell[:axis] + cell[axis + 1 :]]
        better = 1 + int(np.flatnonzero(line[1:] > table.outcomes[cell])[0])
        yield CounterExample(table, cell, (*cell[:axis], better, *cell[axis + 1 :]), CODING)


def _raising_worsens(table: OutcomeTable) -> Iterator[CounterExample]:
    """Cells from which one read, or the score, a place higher comes out lower."""
    for key, axis in table.places.items():
        if key not in (*READS, CODING):
            continue
        known = np.moveaxis(table.outcomes, axis, 0)[1:]
        worse = np.zeros(table.outcomes.shape, dtype=bool)
        np.moveaxis(worse, axis, 0)[1:-1] = known[1:] < known[:-1]
        cell = _plainest(table, worse)
        if cell is not None:
            above = (*cell[:axis], cell[axis] + 1, *cell[axis + 1 :])
            yield CounterExample(table, cell, above, key)


def _above_target(table: OutcomeTable) -> Iterator[CounterExample]:
    cell = _plainest(table, table.outcomes > table.policy.ladder.rank(table.target))
    if cell is not None:
        yield CounterExample(table, cell, cell, None)


def _leaf_without_source(table: OutcomeTable) -> Iterator[CounterExample]:
    """Cells whose trace has a leaf that judged something and names nothing it read.

    A leaf reads one axis only, so it is enough to move along one axis at a time, from the
    cell where every rule is met and from one where the walk goes all the way down.
    """
    sourced = (StepOutcome.NO_SIGNAL, StepOutcome.NOT_APPLICABLE)
    top = tuple(0 if axis.key.startswith("veto.") else len(axis) - 1 for axis in table.axes)
    lowest = tuple(min(place, 1) for place in top)
    for start in (top, lowest):
        for axis in range(len(table.axes)):
            for place in range(len(table.axes[axis])):
                cell = (*start[:axis], place, *start[axis + 1 :])
                ruling = judge(table.facts_at(cell), table.policy, table.target)
                leaves = (leaf for step in ruling.trace for leaf in step.leaves())
                if not all(leaf.uses or leaf.outcome in sourced for leaf in leaves):
                    yield CounterExample(table, cell, cell, None)


def _plainest(table: OutcomeTable, found: NDArray[np.bool_]) -> tuple[int, ...] | None:
    """Of the cells found, the one least unlike a packet at the target in everything."""
    if not found.any():
        return None
    distance: Any = 0
    at_target = table.policy.ladder.rank(table.target) + 1
    for number, axis in enumerate(table.axes):
        far = np.arange(len(axis))
        if axis.key in READS:
            far = abs(far - at_target)
        if axis.key in (*READS, CODING):
            # What is missing makes an example harder to follow than what is low.
            far[0] = 2 * len(far)
        shape = [1] * len(table.axes)
        shape[number] = len(axis)
        distance = distance + far.reshape(shape)
    least = np.where(found, distance, np.iinfo(np.int64).max).argmin()
    return tuple(int(place) for place in np.unravel_index(least, table.outcomes.shape))
