"""The laws that a policy could break, and the cells of its outcome tables that break each.

That the order of interviews and evidence is irrelevant is no policy's to break: facts have none.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from committee.domain import rule_comparisons
from committee.domain.decision import judge
from committee.domain.policy import BAR_RAISER, VOTES, Policy
from committee.domain.rubric import CODING, LEVEL_DIMENSIONS
from committee.domain.trace import RuleOutcome

from .judge_whole_grid import MORE_SIGNAL, level_test, short
from .outcome_table import READS, OutcomeTable, outcome_table

Cell = tuple[int, ...]
Cells = NDArray[np.bool_]
SIGNALS_READ = (*READS, CODING)


@dataclass(frozen=True)
class Tables:
    """A policy's table for every target, and one for every two of which the lower may be offered.

    A pair is the table of the higher target, and the lower one.
    """

    of_targets: tuple[OutcomeTable, ...]
    of_pairs: tuple[tuple[OutcomeTable, str], ...]

    @property
    def size(self) -> int:
        """How many cells there are in all."""
        return sum(t.size for t in self.of_targets) + sum(t.size for t, _ in self.of_pairs)


def tables_of(policy: Policy) -> Tables:
    """Every table that the laws look at, none of them worked out yet."""
    targets = policy.ladder.targets
    pairs = (
        (outcome_table(policy, higher, lower), lower)
        for lower, higher in combinations(targets, 2)
        if lower in policy.levels_tried(higher)
    )
    return Tables(tuple(outcome_table(policy, target) for target in targets), tuple(pairs))


@dataclass(frozen=True)
class Suspects:
    """Cells of a table that break a law, alone or beside another.

    `moved` names the axis along which the other lies, and `places` says where on it, for a
    cell; `aimed` is another target at which the same cell comes out otherwise.
    """

    table: OutcomeTable
    found: Cells
    moved: str | None = None
    places: Callable[[Cell], Sequence[int]] = lambda _: ()
    aimed: str | None = None


def _coding_lifts_nothing(tables: Tables) -> Iterator[Suspects]:
    """Cells past the gate that a veto or bar holds down, where another score does better."""
    for table in tables.of_targets:
        if CODING not in table.places:
            continue
        policy, facts, target = table.policy, table.facts, table.target
        held = level_test(facts, policy, target, target).missed
        held = held & np.logical_not(rule_comparisons.gate_missed(policy, facts, target))
        held = held & np.logical_not(short(facts, policy, target))
        scored = _along(table, CODING)[1:]
        best = np.expand_dims(scored.max(axis=0), table.places[CODING])
        found = _whole(table, held) & (best > table.outcomes)

        def better(cell: Cell, table: OutcomeTable = table) -> Sequence[int]:
            line = _line(table, CODING, cell)
            return [n for n in range(1, len(line)) if line[n] > table.outcomes[cell]]

        yield Suspects(table, found, CODING, better)


def _raising_never_worsens(tables: Tables) -> Iterator[Suspects]:
    """Cells from which one read, or the score, a place higher comes out lower."""
    for table in tables.of_targets:
        for key in _signals(table):
            axis, known = table.places[key], _along(table, key)[1:]
            found = np.zeros(table.outcomes.shape, dtype=bool)
            np.moveaxis(found, axis, 0)[1:-1] = known[1:] < known[:-1]
            yield Suspects(table, found, key, lambda cell, axis=axis: [cell[axis] + 1])  # type: ignore[misc]


def _nothing_never_wins(*keys: str) -> "Law":
    """The law that no signal, of one of some sorts, comes out better than one."""
    return lambda tables: _won_by_nothing(tables, keys)


def _won_by_nothing(tables: Tables, keys: Sequence[str]) -> Iterator[Suspects]:
    for table in tables.of_targets:
        for key in (key for key in keys if key in table.places):
            line = _along(table, key)
            found = np.zeros(table.outcomes.shape, dtype=bool)
            np.moveaxis(found, table.places[key], 0)[0] = line[0] > line[1:].min(axis=0)

            def worse(cell: Cell, table: OutcomeTable = table, key: str = key) -> Sequence[int]:
                line = _line(table, key, cell)
                return [n for n in range(len(line) - 1, 0, -1) if line[n] < line[0]]

            yield Suspects(table, found, key, worse)


def _empty_gets_nothing(tables: Tables) -> Iterator[Suspects]:
    for table in tables.of_targets:
        yield Suspects(table, _reading(table, SIGNALS_READ, 0) & (table.outcomes >= 0))


def _never_above_target(tables: Tables) -> Iterator[Suspects]:
    for table in tables.of_targets:
        yield Suspects(table, table.outcomes > table.policy.ladder.rank(table.target))


def _aiming_higher_keeps(tables: Tables) -> Iterator[Suspects]:
    """Cells hired at a level that aiming higher loses, though a downlevel may reach it."""
    for table, lower in tables.of_pairs:
        rank = table.policy.ladder.rank(lower)
        low, high = table.awarded(lower), table.outcomes
        lost = (low == rank) & (high < rank) & (high != MORE_SIGNAL)
        yield Suspects(table, lost, aimed=lower)


def _aiming_higher_gains_nothing(tables: Tables) -> Iterator[Suspects]:
    """Cells offered a level as a downlevel that aiming at it doesn't give."""
    for table, lower in tables.of_pairs:
        rank = table.policy.ladder.rank(lower)
        gained = (table.outcomes == rank) & (table.awarded(lower) < rank)
        yield Suspects(table, gained, aimed=lower)


def _every_level_has_a_bar(tables: Tables) -> Iterator[Suspects]:
    """Cells at the bottom of a dimension that are offered a level which has no bar for it.

    So it is of all dimensions together: a packet at the bottom everywhere is offered nothing.
    """
    for table in reversed(tables.of_targets):
        policy = table.policy
        for level in policy.levels_tried(table.target)[1:]:
            for dimension, bars in policy.bars.items():
                if table.target in bars and level not in bars:
                    low = _reading(table, (dimension,), 1)
                    yield Suspects(table, low & (table.outcomes == policy.ladder.rank(level)))
        low = _reading(table, (*LEVEL_DIMENSIONS, VOTES, BAR_RAISER), 1)
        yield Suspects(table, low & (table.outcomes >= 0))


def _every_leaf_cites(tables: Tables) -> Iterator[Suspects]:
    """Cells whose trace has a leaf that judged something and names nothing it read.

    A leaf reads one axis only, so it is enough to move along one axis at a time, from the
    cell where every rule is met and from one where the walk goes all the way down.
    """
    sourced = (RuleOutcome.NO_SIGNAL, RuleOutcome.NOT_APPLICABLE)
    for table in tables.of_targets:
        found = np.zeros(table.outcomes.shape, dtype=bool)
        top = tuple(0 if axis.key.startswith("veto.") else len(axis) - 1 for axis in table.axes)
        for start in (top, tuple(min(place, 1) for place in top)):
            for axis in range(len(table.axes)):
                for place in range(len(table.axes[axis])):
                    cell = (*start[:axis], place, *start[axis + 1 :])
                    ruling = judge(table.facts_at(cell), table.policy, table.target)
                    leaves = (leaf for step in ruling.trace for leaf in step.leaves())
                    found[cell] = not all(f.uses or f.outcome in sourced for f in leaves)
        yield Suspects(table, found)


Law = Callable[[Tables], Iterator[Suspects]]

BY_CELLS: Mapping[str, Law] = {
    "coding_lifts_nothing": _coding_lifts_nothing,
    "raising_never_worsens": _raising_never_worsens,
    "no_read_never_wins": _nothing_never_wins(*LEVEL_DIMENSIONS),
    "no_score_never_wins": _nothing_never_wins(CODING),
    "no_vote_never_wins": _nothing_never_wins(VOTES, BAR_RAISER),
    "empty_gets_nothing": _empty_gets_nothing,
    "never_above_target": _never_above_target,
    "aiming_higher_keeps": _aiming_higher_keeps,
    "aiming_higher_gains_nothing": _aiming_higher_gains_nothing,
    "every_level_has_a_bar": _every_level_has_a_bar,
    "every_leaf_cites": _every_leaf_cites,
}
"""The laws that some cell breaks if anything does."""

EVERY_TARGET = "every_target_is_reached"
"""The law that no cell breaks: each target can be hired by some packet."""

LAWS = (*BY_CELLS, EVERY_TARGET)


def _signals(table: OutcomeTable) -> list[str]:
    return [key for key in table.places if key in SIGNALS_READ]


def _reading(table: OutcomeTable, keys: Sequence[str], place: int) -> Cells:
    """The cells that stand at one place on each of some axes, as far as the table has them."""
    found = np.ones(table.outcomes.shape, dtype=bool)
    for key in keys:
        if key in table.places:
            line = np.moveaxis(found, table.places[key], 0)
            line[:place], line[place + 1 :] = False, False
    return found


def _along(table: OutcomeTable, key: str) -> NDArray[np.int8]:
    return np.moveaxis(table.outcomes, table.places[key], 0)


def _line(table: OutcomeTable, key: str, cell: Cell) -> NDArray[np.int8]:
    axis = table.places[key]
    line: NDArray[np.int8] = np.moveaxis(table.outcomes, axis, -1)[cell[:axis] + cell[axis + 1 :]]
    return line


def _whole(table: OutcomeTable, condition: Any) -> Cells:
    return np.broadcast_to(np.asarray(condition, dtype=bool), table.outcomes.shape)
