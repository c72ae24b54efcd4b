"""What a policy makes of facts, for a whole grid at once: `judge()` without its sentences."""

from collections.abc import Iterable
from functools import reduce
from typing import NamedTuple

import numpy as np

from committee.domain import rule_comparisons
from committee.domain.case import Case
from committee.domain.decision import Verdict
from committee.domain.policy import Policy
from committee.domain.rule_inputs import Facts, Number, applies
from committee.domain.trace import BAR, MEAN, VETO, Rule

MORE_SIGNAL, NO_HIRE = -2, -1
"""What stands in place of the rank of an awarded level where none is awarded."""


class Award(NamedTuple):
    """What a packet comes out at: the verdict, and the level awarded or None."""

    verdict: Verdict
    level: str | None


class LevelTest(NamedTuple):
    """Each rule's no at one level, in the order of the rules, and which nos end the matter."""

    nos: tuple[tuple[Rule, Number], ...]
    ends: Number

    @property
    def missed(self) -> Number:
        """Where any rule says no."""
        return any_of(no for _, no in self.nos)


def awards(facts: Facts, policy: Policy, target: str) -> Number:
    """The rank of the level awarded, -1 for no hire, -2 for more signal.

    Takes facts of Python's numbers or of arrays that broadcast, and answers in their common
    shape. Equal to `judge()` on every cell, because both ask `rule_comparisons`.
    """
    outcome: Number = np.int8(NO_HIRE)
    undecided = np.logical_not(rule_comparisons.gate_missed(policy, facts, target))
    for level in policy.levels_tried(target):
        test = level_test(facts, policy, level, target)
        missed = test.missed
        rank = np.int8(policy.ladder.rank(level))
        outcome = np.where(undecided & np.logical_not(missed), rank, outcome)
        undecided = undecided & missed & np.logical_not(test.ends)
    return np.where(short(facts, policy, target), np.int8(MORE_SIGNAL), outcome)


def short(facts: Facts, policy: Policy, target: str) -> Number:
    """Where there is too little evidence for the target."""
    needs = [what for what in policy.sufficiency if rule_comparisons.needed(policy, what, target)]
    return any_of(rule_comparisons.too_few(policy, facts, what, target) for what in needs)


def level_test(facts: Facts, policy: Policy, level: str, target: str) -> LevelTest:
    """All vetoes and bars at one level of the walk from the target down."""
    nos: list[tuple[Rule, Number]] = []
    ends: list[Number] = []
    for veto in policy.vetoes:
        if applies(veto, policy, level, target):
            nos.append((Rule(VETO, veto.id), rule_comparisons.fires(policy, veto, facts, level)))
            if veto.effect == "no_hire":
                ends.append(nos[-1][1])
    nos += [
        (Rule(BAR, d), rule_comparisons.bar_missed(policy, facts, d, level)) for d in policy.bars
    ]
    if policy.mean is not None:
        reached = rule_comparisons.mean_score(policy.mean, policy, facts, level) >= policy.mean.bar
        nos.append((Rule(BAR, MEAN), np.logical_not(reached)))
    return LevelTest(tuple(nos), any_of(ends))


def any_of(conditions: Iterable[Number]) -> Number:
    """Where any condition holds; false without one."""
    return reduce(np.logical_or, conditions, np.False_)


def award_of(code: int, policy: Policy, target: str) -> Award:
    """The verdict and level behind one of the numbers that `awards` answers with."""
    if code == MORE_SIGNAL:
        return Award(Verdict.MORE_SIGNAL, None)
    if code == NO_HIRE:
        return Award(Verdict.NO_HIRE, None)
    level = policy.ladder.at(code)
    return Award(Verdict.HIRE if level == target else Verdict.DOWNLEVEL, level)


def award(case: Case) -> Award:
    """What a case comes out at, by the grid's judgement alone."""
    code = int(awards(case.facts, case.policy, case.target))
    return award_of(code, case.policy, case.target)


def worth(found: Award, policy: Policy) -> int:
    """Awards in order, as `awards` has them: more signal, no hire, then by the level awarded."""
    if found.level is not None:
        return policy.ladder.rank(found.level)
    return NO_HIRE if found.verdict is Verdict.NO_HIRE else MORE_SIGNAL
