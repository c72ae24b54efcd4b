"""What would have changed the outcome: the smallest changes that do, and those that don't."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from committee.domain.case import Case
from committee.domain.policy import BAR_RAISER, VOTES, Policy, TrapRule
from committee.domain.rubric import LEVEL_DIMENSIONS, TRAPS
from committee.domain.rule_inputs import Number

from .judge_whole_grid import Award, award_of, awards, worth
from .outcome_table import OutcomeTable, outcome_table
from .single_changes import POLICY, TARGET, Change, Walk, changed, marked, not_assessed, walks


@dataclass(frozen=True)
class Flip:
    """Changes that, made together, alter the outcome, and to what. No part of them does so."""

    changes: tuple[Change, ...]
    outcome: Award

    @property
    def asks(self) -> float:
        """How much the changes ask together, in levels or their like."""
        return sum(change.asks for change in self.changes)

    @property
    def of_one(self) -> bool:
        """Whether it tells of one interview rather than of the panel."""
        return any(change.interview for change in self.changes)


@dataclass(frozen=True)
class Flips:
    """The flips, those that ask least first; and the largest single changes that don't flip.

    `unread` are flips too: a dimension that an interview, or nobody, assesses.
    """

    flips: tuple[Flip, ...]
    inert: tuple[Change, ...]
    unread: tuple[Flip, ...] = ()


def flips(case: Case, policies: Sequence[Policy] = (), table: OutcomeTable | None = None) -> Flips:
    """Every smallest change of one thing, then of two, that alters a case's outcome.

    One thing is a read, a score, a vote, a trap, the target, or the policy (one of
    `policies`); two things are two of the first four. Smaller is less of the same: fewer
    levels or points in the same direction, or one of the two alone. A change is made to the
    packet, as an edit of its loop file is, and decided from there. `table` saves working
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
    alone = [(change, explorer.outcome(change)) for change in marked(case)]
    found += [Flip((change,), outcome) for change, outcome in alone if outcome != explorer.now]
    missing = [(change, explorer.outcome(change)) for change in not_assessed(case)]
    inert += [change for change, outcome in missing if outcome == explorer.now]
    return Flips(
        _ordered(found, case.policy),
        tuple(inert),
        _ordered([Flip((c,), out) for c, out in missing if out != explorer.now], case.policy),
    )


def _ordered(found: Iterable[Flip], policy: Policy) -> tuple[Flip, ...]:
    """By how many things change, by how much, and then the best outcome first."""
    return tuple(
        sorted(found, key=lambda each: (len(each.changes), each.asks, -worth(each.outcome, policy)))
    )


class _Explorer:
    """Outcomes of changed cases: where they lie in the case's table.

    Two changes that don't touch each other move a case along axes of their own, so that one look
    for each of them is enough for all pairs.
    """

    def __init__(self, case: Case, policies: Sequence[Policy], table: OutcomeTable) -> None:
        self.case, self.policies, self.table = case, policies, table
        self._here = table.cell(case.facts)
        self._moves: dict[Change, dict[int, int]] = {}
        self._entangled = _entangled(case.policy)
        self.now = self._at(self._here)

    def outcome(self, *changes: Change) -> Award:
        """What the case comes out at with changes made to it."""
        if changes[0].dimension in (TARGET, POLICY):
            other = changed(self.case, changes, self.policies)
            code = int(awards(other.facts, other.policy, other.target))
            return award_of(code, other.policy, other.target)
        if any({*pair} <= {c.dimension for c in changes} for pair in self._entangled):
            return self._at(self.table.cell(changed(self.case, changes).facts))
        cell = list(self._here)
        for change in changes:
            for axis, place in self._moved(change).items():
                cell[axis] = place
        return self._at(cell)

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

    def _moved(self, change: Change) -> dict[int, int]:
        """The axes along which a change moves the case, and to which places."""
        if change not in self._moves:
            cell = self.table.cell(changed(self.case, (change,)).facts)
            pairs = enumerate(zip(self._here, cell, strict=True))
            self._moves[change] = {axis: int(to) for axis, (at, to) in pairs if to != at}
        return self._moves[change]

    def _at(self, cell: Sequence[Number]) -> Award:
        code = int(self.table.outcomes[tuple(map(int, cell))])
        return award_of(code, self.case.policy, self.case.target)


def _entangled(policy: Policy) -> list[tuple[str, str]]:
    """Pairs of things of which one, otherwise, changes what comes of the other."""
    pairs = [(VOTES, BAR_RAISER)]
    pairs += [(cap.trap, cap.dimension) for cap in policy.aggregation.caps]
    for trap in policy.aggregation.backs_nothing:
        pairs += [(trap, other) for other in (*LEVEL_DIMENSIONS, *TRAPS) if other != trap]
    for veto in policy.vetoes:
        if isinstance(veto.rule, TrapRule) and veto.rule.sole_read_of is not None:
            pairs.append((veto.rule.trap, veto.rule.sole_read_of))
    return pairs
