"""The rules themselves: each compares facts with a policy's values, for one packet or a grid.

Every function takes facts whose numbers are Python's or NumPy's, and answers with a bool or
an array of bools of the facts' common shape. No signal never counts as a low read.
"""

import numpy as np

from .policy import Mean, Policy, ReadRule, Veto
from .rubric import LEVEL_DIMENSIONS
from .rule_inputs import NO_READ, Facts, Number


def needed(policy: Policy, what: str, level: str) -> int:
    """How many of something a level needs, 0 where the policy doesn't say."""
    return int(policy.sufficiency.get(what, {}).get(level, 0))


def too_few(policy: Policy, facts: Facts, what: str, target: str) -> Number:
    """Whether there are fewer of something than the target needs."""
    return facts.counts[what] < needed(policy, what, target)


def gate_missed(policy: Policy, facts: Facts, target: str) -> Number:
    """Whether the coding mean is under the target's gate; false without a score."""
    gate = policy.gates.get("coding", {}).get(target)
    return facts.coding < gate if gate is not None else False


def fires(policy: Policy, veto: Veto, facts: Facts, level: str) -> Number:
    """Whether a veto that applies at a level fires there."""
    if not isinstance(veto.rule, ReadRule):
        return facts.confirmed[veto.id]
    read = facts.reads[veto.rule.dimension]
    return (read > NO_READ) & (read <= policy.ladder.rank(level) - veto.rule.levels)


def bar_missed(policy: Policy, facts: Facts, dimension: str, level: str) -> Number:
    """Whether the panel reads a dimension under the bar of a level."""
    bar = policy.bars[dimension].get(level)
    if bar is None:
        return False
    read = facts.reads[dimension]
    return (read > NO_READ) & (read < policy.ladder.rank(bar))


def mean_score(mean: Mean, policy: Policy, facts: Facts, target: str) -> Number:
    """The plain mean over the dimensions with a signal, 1.0 to 4.0; NaN without any signal."""
    at_target = policy.ladder.rank(target)
    has_coding = np.logical_not(np.isnan(facts.coding))
    total, count = np.where(has_coding, facts.coding, 0.0), has_coding.astype(int)
    for dimension in LEVEL_DIMENSIONS:
        read = facts.reads[dimension]
        has_read = np.greater(read, NO_READ)
        points = np.clip(mean.at_target + read - at_target, mean.least, mean.most)
        total = total + np.where(has_read, points, 0)
        count = count + has_read
    return np.where(count > 0, total / np.maximum(count, 1), np.nan)
