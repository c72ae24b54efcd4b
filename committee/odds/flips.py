"""What would have changed the outcome: the smallest changes that do, and those that don't."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from committee.domain.case import Case, with_coding, with_read
from committee.domain.facts import Facts
from committee.domain.policy import Policy
from committee.domain.rubric import CODING, TRAPS

from .grid_judgement import Award, award_of, awards, worth
from .outcome_table import OutcomeTable, outcome_table
from .single_changes import POLICY, TARGET, Change, Walk, changed, walks

Cell = tuple[int, ...]


@dataclass(frozen=True)
class Flip:
    """Changes that, made together, alter the outcome, and to what. No part of them does so."""

    changes: tuple[Change, ...]
    outcome: Award

    @property
    def asks(self) -> float:
        """How much the changes ask together, in levels or their like."""
        return sum(change.asks for change in self.changes)


@dataclass(frozen=True)
class Flips:
    """The flips, those that ask least first; and the largest single changes that do nothing."""

    flips: tuple[Flip, ...]
    inert: tuple[Change, ...]


def flips(case: Case, policies: Sequence[Policy] = (), table: OutcomeTable | None = None) -> Flips:
    """Every smallest change of one thing, then of two, that alters a case's outcome.

    One thing is a read, a score, a vote, a trap, the target, or the policy (one of
    `policies`); two things are two of the first four. Smaller is less of the same: fewer
    levels or points in the same direction, or one of the two alone. `table` saves working
    out the case's outcome table where the caller has it already.
    """
    explorer = _Explorer(case, policies, table or outcome_table(case.policy, case.target))
    found: list[Flip] = []
    inert: list[Change] = []
    still: list[Walk] = []
    for walk in walks(case, explorer.table, policies):
        quiet = 0
        while quiet < len(walk) and explorer.outcome(walk[quiet]) == explorer.now:
            quiet += 1
        if quiet < len(walk):
            found.append(Flip((walk[quiet],), explorer.outcome(walk[quiet])))
        if quiet:
            inert.append(walk[quiet - 1])
            still.append(walk[:quiet])
    pairable = [walk for walk in still if walk[0].dimension not in (TARGET, POLICY)]
    for one, other in combinations(pairable, 2):
        if one[0].dimension != other[0].dimension:
            found += explorer.smallest_pairs(one, other)
    found.sort(key=lambda flip: (len(flip.changes), flip.asks, -worth(flip.outcome, case.policy)))
    return Flips(tuple(found), tuple(inert))


class _Explorer:
    """Outcomes of changed cases: a change moves the case along some axes of its table."""

    def __init__(self, case: Case, policies: Sequence[Policy], table: OutcomeTable) -> None:
        self.case, self.policies, self.table = case, policies, table
        self._heeded = case.policy.traps
        self._cells: dict[tuple[Change, ...], Cell] = {}
        self._moves: dict[Change, dict[int, int]] = {}
        self.now = self.outcome()

    def outcome(self, *changes: Change) -> Award:
        """What the case comes out at with changes made to it."""
        if changes and changes[0].dimension in (TARGET, POLICY):
            other = changed(self.case, changes, self.policies)
            code = int(awards(other.facts, other.policy, other.target))
            return award_of(code, other.policy, other.target)
        # Reads and scores that are imagined stand, whatever a trap does to what was read.
        cell = list(self._after_traps(tuple(c for c in changes if c.dimension in self._heeded)))
        for change in changes:
            for axis, place in self._moved(change).items():
                cell[axis] = place
        code = int(self.table.outcomes[tuple(cell)])
        return award_of(code, self.case.policy, self.case.target)

    def smallest_pairs(self, one: Walk, other: Walk) -> Iterator[Flip]:
        """The pairs of two walks that flip, where nothing smaller in either of them does."""
        reach = len(other)
        for first in one:
            for place in range(reach):
                outcome = self.outcome(first, other[place])
                if outcome != self.now:
                    yield Flip((first, other[place]), outcome)
                    reach = place
                    break

    def _after_traps(self, traps: tuple[Change, ...]) -> Cell:
        if traps not in self._cells:
            self._cells[traps] = self._cell(changed(self.case, traps).facts)
        return self._cells[traps]

    def _moved(self, change: Change) -> dict[int, int]:
        """The axes that a change of a read or a score sets, and to which places."""
        if change.dimension in TRAPS:
            return {}
        if change not in self._moves:
            policy, target, facts = self.case.policy, self.case.target, self.case.facts
            if change.dimension == CODING:
                facts = with_coding(facts, policy, target, change.after)
            else:
                rank = policy.ladder.rank(str(change.after))
                facts = with_read(facts, policy, target, change.dimension, rank)
            own = self.table.places.get(change.dimension)
            pairs = enumerate(zip(self._after_traps(()), self._cell(facts), strict=True))
            self._moves[change] = {n: to for n, (at, to) in pairs if to != at or n == own}
        return self._moves[change]

    def _cell(self, facts: Facts) -> Cell:
        return tuple(int(place) for place in self.table.cell(facts))
