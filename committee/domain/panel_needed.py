"""Which interviews a policy needs before it can decide, and which of them a panel still lacks."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from .policy import BAR_RAISER, VOTES, Policy, ReadRule
from .rubric import BEHAVIORAL_KIND, KINDS, RATED_IN
from .rule_comparisons import needed
from .rule_inputs import SCORECARDS, SIGNALS


@dataclass(frozen=True)
class SeatNeeded:
    """An interview to be held, of a kind, by a bar raiser or by anybody."""

    kind: str
    bar_raiser: bool = False


def seats_missing(
    policy: Policy, target: str, held: Sequence[SeatNeeded] = ()
) -> tuple[SeatNeeded, ...]:
    """The interviews that a panel lacks for a target, by kind; all of them for an empty panel.

    Of each kind as many as the policy counts, and one where it reads without counting; then
    behavioural ones until there are votes enough. Bar raisers sit behaviourally.
    """
    have = Counter(seat.kind for seat in held)
    lacking = {kind: max(0, _needed(policy, kind, target) - have[kind]) for kind in KINDS}
    votes = needed(policy, VOTES, target) - len(held) - sum(lacking.values())
    raisers = needed(policy, BAR_RAISER, target) - sum(seat.bar_raiser for seat in held)
    lacking[BEHAVIORAL_KIND] = max(lacking[BEHAVIORAL_KIND] + max(votes, 0), raisers)
    plain = lacking[BEHAVIORAL_KIND] - max(raisers, 0)
    return tuple(
        SeatNeeded(kind, kind == BEHAVIORAL_KIND and number >= plain)
        for kind in KINDS
        for number in range(lacking[kind])
    )


def _needed(policy: Policy, kind: str, target: str) -> int:
    read = {veto.rule.dimension for veto in policy.vetoes if isinstance(veto.rule, ReadRule)}
    for rules in (policy.gates, policy.bars):
        read |= {what for what, by_level in rules.items() if target in by_level}
    counts = [needed(policy, dimension, target) for dimension in RATED_IN[kind]]
    counted = policy.sufficiency.keys() & set(RATED_IN[kind])
    if policy.mean or (read & set(RATED_IN[kind]) and not counted):
        counts.append(1)
    if kind == BEHAVIORAL_KIND:
        counts += [needed(policy, SCORECARDS, target), min(needed(policy, SIGNALS, target), 1)]
    return max(counts)
