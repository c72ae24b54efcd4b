"""From a packet to a decision: sufficiency, gates, vetoes, bars, the walk down, the verdict."""

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial

from . import rule_comparisons, trace_steps
from .policy import Policy
from .rule_inputs import SIGNALS, Facts
from .trace import GATES, LEVEL, RESOLVE, VETO, Ref, Rule, RuleOutcome, Step


class Verdict(StrEnum):
    """What a committee can say."""

    HIRE = "hire"
    DOWNLEVEL = "downlevel"
    NO_HIRE = "no_hire"
    MORE_SIGNAL = "more_signal"


@dataclass(frozen=True)
class Averaging:
    """What a plain average would have said; `score` from 1.0 to 4.0, None without a signal."""

    verdict: Verdict
    score: float | None


@dataclass(frozen=True)
class Ruling:
    """What the rules make of facts: the verdict, the level awarded, and every rule applied.

    `binding` is the step of the first rule that kept the outcome from a hire at the target, None
    with a hire. `at_target` holds the gate, every veto and every bar of the target, also where the
    trace ends before them.
    """

    verdict: Verdict
    level: str | None
    binding: Step | None
    trace: tuple[Step, ...]
    at_target: tuple[Step, ...]

    @property
    def binding_rule(self) -> Rule | None:
        """The rule of the binding step."""
        return self.binding.rule if self.binding else None

    @property
    def tests(self) -> tuple[Step, ...]:
        """The test of each level that was tried, the target's first; none without a test."""
        return tuple(step for step in self.trace if step.rule.kind == LEVEL)


def judge(facts: Facts, policy: Policy, target: str) -> Ruling:
    """What a policy makes of facts, for one packet; stops where a stage ends the matter."""
    enough = trace_steps.sufficiency_step(policy, facts, target)
    gate = trace_steps.gate_step(policy, facts, target)
    aimed = _test(policy, facts, target, target)
    found = partial(_ruling, policy, target, (gate, *aimed.steps))
    gates = Step(Rule(GATES), target, gate.outcome, steps=(gate,))
    if enough.outcome is RuleOutcome.NOT_MET:
        return found(Verdict.MORE_SIGNAL, None, enough, (enough,))
    if gate.outcome is RuleOutcome.NOT_MET:
        return found(Verdict.NO_HIRE, None, gate, (enough, gates))
    tests = [aimed]
    for level in policy.levels_tried(target)[1:]:
        if tests[-1].outcome is RuleOutcome.MET or _ends(policy, tests[-1]):
            break
        tests.append(_test(policy, facts, level, target))
    awarded = tests[-1].rule.subject if tests[-1].outcome is RuleOutcome.MET else None
    verdict = {None: Verdict.NO_HIRE, target: Verdict.HIRE}.get(awarded, Verdict.DOWNLEVEL)
    return found(verdict, awarded, next(iter(aimed.unmet), None), (enough, gates, *tests))


def average(facts: Facts, policy: Policy, target: str) -> Averaging:
    """The foil: the plain mean of the same signals, without vetoes and without a downlevel."""
    if facts.counts[SIGNALS] == 0:
        return Averaging(Verdict.MORE_SIGNAL, None)
    score = float(rule_comparisons.mean_score(policy.foil, policy, facts, target))
    verdict = Verdict.HIRE if score >= policy.foil.bar else Verdict.NO_HIRE
    return Averaging(verdict, score)


def _test(policy: Policy, facts: Facts, level: str, target: str) -> Step:
    """All vetoes and all bars at one level, judged also after one has failed."""
    vetoes = [trace_steps.veto_step(policy, veto, facts, level, target) for veto in policy.vetoes]
    bars = [trace_steps.bar_step(policy, facts, dimension, level) for dimension in policy.bars]
    if policy.mean is not None:
        bars.append(trace_steps.mean_step(policy, facts, level))
    test = Step(Rule(LEVEL, level), level, RuleOutcome.MET, steps=(*vetoes, *bars))
    return replace(test, outcome=RuleOutcome.NOT_MET) if test.unmet else test


def _ends(policy: Policy, test: Step) -> bool:
    fired = {step.rule for step in test.unmet}
    return any(Rule(VETO, v.id) in fired for v in policy.vetoes if v.effect == "no_hire")


def _ruling(
    policy: Policy,
    target: str,
    at_target: tuple[Step, ...],
    verdict: Verdict,
    level: str | None,
    binding: Step | None,
    trace: tuple[Step, ...],
) -> Ruling:
    uses = (Ref("policy", f"downlevel.{target}", int(policy.downlevel.get(target, 0))),)
    outcome = RuleOutcome.MET if verdict is Verdict.HIRE else RuleOutcome.NOT_MET
    resolved = Step(Rule(RESOLVE), target, outcome, uses=uses)
    return Ruling(verdict, level, binding, (*trace, resolved), at_target)
