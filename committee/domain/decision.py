"""From a packet to a decision: sufficiency, gates, vetoes, bars, the walk down, the verdict."""

from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from . import explain, rules
from .facts import SIGNALS, Facts
from .policy import Policy
from .trace import BAR, GATE, GATES, LEVEL, RESOLVE, VETO, Outcome, Ref, Rule, Step


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
    with a hire; `because` tells the outcome and its cause in one sentence. `at_target` holds the
    gate, every veto and every bar of the target, also where the trace ends before them.
    """

    verdict: Verdict
    level: str | None
    binding: Step | None
    because: str
    trace: tuple[Step, ...]
    at_target: tuple[Step, ...]

    @property
    def binding_rule(self) -> Rule | None:
        """The rule of the binding step."""
        return self.binding.rule if self.binding else None

    def at(self, level: str) -> Step | None:
        """The test of a level, None where the walk down did not come by."""
        return next((step for step in self.trace if step.rule == Rule(LEVEL, level)), None)


def judge(facts: Facts, policy: Policy, target: str) -> Ruling:
    """What a policy makes of facts, for one packet; stops where a stage ends the matter."""
    enough = explain.sufficiency_step(policy, facts, target)
    gate = explain.gate_step(policy, facts, target)
    aimed = _test(policy, facts, target, target)
    found = partial(ruling_of, policy, target, (gate, *aimed.steps))
    gates = Step(Rule(GATES), gate.outcome, gate.because, steps=(gate,))
    if enough.outcome is Outcome.NOT_MET:
        return found(Verdict.MORE_SIGNAL, None, enough, (enough,))
    if gate.outcome is Outcome.NOT_MET:
        return found(Verdict.NO_HIRE, None, gate, (enough, gates))
    tests = [aimed]
    for level in policy.levels_tried(target)[1:]:
        if tests[-1].outcome is Outcome.MET or _ends(policy, tests[-1]):
            break
        tests.append(_test(policy, facts, level, target))
    awarded = tests[-1].rule.subject if tests[-1].outcome is Outcome.MET else None
    verdict = {None: Verdict.NO_HIRE, target: Verdict.HIRE}.get(awarded, Verdict.DOWNLEVEL)
    return found(verdict, awarded, aimed.first_unmet, (enough, gates, *tests))


def average(facts: Facts, policy: Policy, target: str) -> Averaging:
    """The foil: the plain mean of the same signals, without vetoes and without a downlevel."""
    if facts.counts[SIGNALS] == 0:
        return Averaging(Verdict.MORE_SIGNAL, None)
    score = float(rules.mean_score(policy.foil, policy, facts, target))
    verdict = Verdict.HIRE if score >= policy.foil.bar else Verdict.NO_HIRE
    return Averaging(verdict, score)


def _test(policy: Policy, facts: Facts, level: str, target: str) -> Step:
    """All vetoes and all bars at one level, judged also after one has failed."""
    vetoes = [explain.veto_step(policy, veto, facts, level, target) for veto in policy.vetoes]
    bars = [explain.bar_step(policy, facts, dimension, level) for dimension in policy.bars]
    if policy.mean is not None:
        bars.append(explain.mean_step(policy, facts, level))
    steps = (*vetoes, *bars)
    unmet = [step for step in steps if step.outcome is Outcome.NOT_MET]
    name = policy.ladder.name(level)
    if unmet:
        return Step(Rule(LEVEL, level), Outcome.NOT_MET, f"{name} is not reached.", steps=steps)
    return Step(Rule(LEVEL, level), Outcome.MET, f"Nothing stands against {name}.", steps=steps)


def _ends(policy: Policy, test: Step) -> bool:
    fired = {step.rule for step in test.steps if step.outcome is Outcome.NOT_MET}
    return any(Rule(VETO, v.id) in fired for v in policy.vetoes if v.effect == "no_hire")


def ruling_of(
    policy: Policy,
    target: str,
    at_target: tuple[Step, ...],
    verdict: Verdict,
    level: str | None,
    binding: Step | None,
    trace: tuple[Step, ...],
) -> Ruling:
    because = _because(verdict, level, binding, trace, policy, target)
    allowed = int(policy.downlevel.get(target, 0))
    uses = (Ref("policy", f"downlevel.{target}", allowed),)
    outcome = Outcome.MET if verdict is Verdict.HIRE else Outcome.NOT_MET
    resolved = Step(Rule(RESOLVE), outcome, because, uses=uses)
    return Ruling(verdict, level, binding, because, (*trace, resolved), at_target)


def _because(
    verdict: Verdict,
    level: str | None,
    binding: Step | None,
    trace: tuple[Step, ...],
    policy: Policy,
    target: str,
) -> str:
    """One sentence that names the rule, what it saw and needed, and what followed."""
    name = policy.ladder.name(target)
    if binding is None:
        return _hire_because(trace, name)
    if verdict is Verdict.MORE_SIGNAL:
        lacking = binding.because.removesuffix(".")
        return f"{lacking}; so the committee asks for more signal instead of deciding."
    cause = f"{binding.because} ({_rule_name(binding.rule)})"
    if verdict is Verdict.DOWNLEVEL:
        offer = policy.ladder.name(str(level))
        return f"{cause}, so the offer is at {offer}: a downlevel from {name}."
    if binding.rule.kind == GATE:
        return f"{cause}, so the decision is no hire, whatever the behavioural evidence reads."
    if _ends_at_once(binding, policy):
        return f"{cause}, so the decision is no hire: no other strength outweighs it."
    lower = [step for step in trace if step.rule.kind == LEVEL][1:]
    below = lower[-1].first_unmet if lower else None
    if below is not None and below.rule == binding.rule:
        lower_name = policy.ladder.name(lower[-1].rule.subject)
        return f"{cause}, and it holds at {lower_name} too, so the decision is no hire."
    if below is not None:
        cause += f", and {below.because[:1].lower()}{below.because[1:]}"
        return f"{cause} ({_rule_name(below.rule)}), so the decision is no hire."
    return f"{cause}, and nothing below {name} is offered, so the decision is no hire."


def _ends_at_once(binding: Step, policy: Policy) -> bool:
    return any(Rule(VETO, v.id) == binding.rule and v.effect == "no_hire" for v in policy.vetoes)


def _hire_because(trace: tuple[Step, ...], name: str) -> str:
    reads = [
        f"{explain.spoken(step.rule.subject)} {step.saw.rpartition('→ ')[2]}"
        for step in trace[-1].steps
        if step.rule.kind == BAR and step.saw
    ]
    gate = trace[1].steps[0]
    coding = f"; {gate.because[:1].lower()}{gate.because[1:]}" if gate.saw else ""
    vetoes = any(step.rule.kind == VETO for step in trace[-1].steps)
    met = f"Every bar of {name} is met{' and no veto stands' if vetoes else ''}"
    met += f" ({', '.join(reads)})" if reads else ""
    return f"{met}{coding}: hire at {name}."


def _rule_name(rule: Rule) -> str:
    names = {"gate": "the {} gate", "veto": "the veto “{}”", "bar": "the {} bar"}
    # Votes are spoken of with their article, which stands in the name already.
    spoken = explain.spoken(rule.subject).removeprefix("the ")
    return names[rule.kind].format(rule.subject if rule.kind == VETO else spoken)
