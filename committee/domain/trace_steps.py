"""Each rule as a step of the trace: judged in `rule_comparisons`, with what it saw and needs."""

import math

from . import rule_comparisons
from .policy import BAR_RAISER, VOTES, Policy, ReadRule, Veto
from .rubric import CODING, LEVEL_DIMENSIONS
from .rule_inputs import NO_READ, Facts, applies
from .signals import Signal
from .trace import (
    BAR,
    GATE,
    MEAN,
    SUFFICIENCY,
    VETO,
    Confirmed,
    Reads,
    Ref,
    Rule,
    RuleOutcome,
    Seen,
    Step,
    Turnout,
    Vote,
    Votes,
)


def sufficiency_step(policy: Policy, facts: Facts, target: str) -> Step:
    """Whether there is enough evidence for the target: a step with one below it per count."""
    steps = tuple(
        _count_step(policy, facts, what, target)
        for what in policy.sufficiency
        if rule_comparisons.needed(policy, what, target)
    )
    outcome = RuleOutcome.MET if steps else RuleOutcome.NOT_APPLICABLE
    if any(step.outcome is RuleOutcome.NOT_MET for step in steps):
        outcome = RuleOutcome.NOT_MET
    return Step(Rule(SUFFICIENCY), target, outcome, steps=steps)


def _count_step(policy: Policy, facts: Facts, what: str, target: str) -> Step:
    need, count = rule_comparisons.needed(policy, what, target), facts.counts[what]
    short = rule_comparisons.too_few(policy, facts, what, target)
    uses = (_value(f"sufficiency.{what}.{target}", need), *facts.cites.get(what, ()))
    saw = _turnout(facts, what, count, short=short) if what in (VOTES, BAR_RAISER) else count
    return Step(Rule(SUFFICIENCY, what), target, _judged(short), saw, need, uses)


def _turnout(facts: Facts, what: str, count: int, *, short: bool) -> Turnout:
    signal = facts.signals.get(what, Signal(what))
    several = tuple(dict.fromkeys(read.interviewer for read in signal.stood_back))
    unasked = short and what == BAR_RAISER and not (signal.missing or signal.reads)
    return Turnout(count, signal.missing if short else (), several, unasked)


def gate_step(policy: Policy, facts: Facts, target: str) -> Step:
    """Whether coding clears the target's gate."""
    rule, gate = Rule(GATE, CODING), policy.gates.get(CODING, {}).get(target)
    if gate is None:
        return Step(rule, target, RuleOutcome.NOT_APPLICABLE)
    uses = (_value(f"gates.coding.{target}", gate), *facts.cites.get(CODING, ()))
    if facts.counts[CODING] == 0:
        return Step(rule, target, RuleOutcome.NO_SIGNAL, None, gate, uses)
    missed = rule_comparisons.gate_missed(policy, facts, target)
    return Step(rule, target, _judged(missed), facts.coding, gate, uses)


def veto_step(policy: Policy, veto: Veto, facts: Facts, level: str, target: str) -> Step:
    """Whether a veto fires at the level under test."""
    rule = Rule(VETO, veto.id)
    if not applies(veto, policy, level, target):
        since = _value(f"veto.{veto.id}.applies_from", veto.applies_from)
        return Step(rule, level, RuleOutcome.NOT_APPLICABLE, uses=(since,))
    fired = bool(rule_comparisons.fires(policy, veto, facts, level))
    if isinstance(veto.rule, ReadRule):
        what, levels = veto.rule.dimension, veto.rule.levels
        lowest = policy.ladder.at(max(0, policy.ladder.rank(level) - levels + 1))
        uses = (_value(f"veto.{veto.id}.levels", levels), *facts.cites.get(what, ()))
        return _read_step(rule, level, policy, facts, what, lowest, uses, missed=fired)
    by = facts.counts.get(str(rule), int(fired))
    saw = Confirmed(by, answered=not fired and by >= veto.rule.interviewers)
    uses = (_value(f"veto.{veto.id}.trap", veto.rule.trap), *facts.cites.get(str(rule), ()))
    return Step(rule, level, _judged(fired), saw, veto.rule.interviewers, uses)


def bar_step(policy: Policy, facts: Facts, dimension: str, level: str) -> Step:
    """Whether the panel reads a dimension at the bar of the level under test, or above."""
    rule, bar = Rule(BAR, dimension), policy.bars[dimension].get(level)
    if bar is None:
        return Step(rule, level, RuleOutcome.NOT_APPLICABLE)
    uses = (_value(f"bars.{dimension}.{level}", bar), *facts.cites.get(dimension, ()))
    if facts.reads[dimension] == NO_READ and not rule_comparisons.needed(policy, dimension, level):
        return Step(rule, level, RuleOutcome.NOT_APPLICABLE, None, bar, uses)
    missed = bool(rule_comparisons.bar_missed(policy, facts, dimension, level))
    return _read_step(rule, level, policy, facts, dimension, bar, uses, missed=missed)


def mean_step(policy: Policy, facts: Facts, target: str) -> Step:
    """Whether the plain mean reaches the bar of a policy that averages."""
    assert policy.mean is not None
    rule, bar = Rule(BAR, MEAN), policy.mean.bar
    score = float(rule_comparisons.mean_score(policy.mean, policy, facts, target))
    cited = (ref for d in (*LEVEL_DIMENSIONS, CODING) for ref in facts.cites.get(d, ()))
    uses = (_value("mean.bar", bar), *cited)
    if math.isnan(score):
        return Step(rule, target, RuleOutcome.NO_SIGNAL, None, bar, uses)
    return Step(rule, target, _judged(score < bar), score, bar, uses)


def _read_step(
    rule: Rule,
    level: str,
    policy: Policy,
    facts: Facts,
    what: str,
    needs: str,
    uses: tuple[Ref, ...],
    *,
    missed: bool,
) -> Step:
    if facts.reads[what] == NO_READ:
        return Step(rule, level, RuleOutcome.NO_SIGNAL, None, needs, uses)
    return Step(rule, level, _judged(missed), _seen(policy, facts, what), needs, uses)


def _seen(policy: Policy, facts: Facts, what: str) -> Seen:
    panel = policy.ladder.at(facts.reads[what])
    signal = facts.signals.get(what, Signal(what))
    singles = tuple(str(read.value) for read in signal.reads)
    reads = Reads(singles, panel, signal.capped)
    if what not in (VOTES, BAR_RAISER):
        return reads
    return Votes(reads, tuple(Vote(read.vote, read.named) for read in signal.reads if read.vote))


def _judged(missed: bool) -> RuleOutcome:
    return RuleOutcome.NOT_MET if missed else RuleOutcome.MET


def _value(key: str, value: str | int | float) -> Ref:
    return Ref("policy", key, value)
