"""From a packet to a decision: sufficiency, gates, vetoes, bars, the walk down, the verdict."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from . import explain, rules
from .facts import SIGNALS, Facts, gather
from .packet import Packet
from .policy import Policy
from .signals import Signal, aggregate
from .trace import Outcome, Ref, Step


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

    `binding_rule` is the first rule that kept the outcome from a hire at the target, None
    with a hire; `because` tells the outcome and its cause in one sentence.
    """

    verdict: Verdict
    level: str | None
    binding_rule: str | None
    because: str
    trace: tuple[Step, ...]


@dataclass(frozen=True)
class Decision:
    """A ruling with what it was made from: target, policy, signals, and the foil beside it."""

    ruling: Ruling
    target: str
    policy: str
    signals: Mapping[str, Signal]
    averaging: Averaging

    @property
    def verdict(self) -> Verdict:
        """Hire, downlevel, no hire, or more signal."""
        return self.ruling.verdict

    @property
    def level(self) -> str | None:
        """The level awarded, None without an offer."""
        return self.ruling.level


def decide(
    packet: Packet,
    policy: Policy,
    target: str | None = None,
    votes: Mapping[str, Signal] | None = None,
) -> Decision:
    """The committee's decision on a packet, at the packet's target or at another.

    `votes` says how the panel voted where the packet no longer does.
    """
    aimed = target or packet.target
    # Votes that name no level speak of the loop's own target, whatever is tried here.
    signals = {**aggregate(packet, policy), **(votes or {})}
    facts = gather(packet, signals, policy)
    ruling = judge(facts, policy, aimed)
    return Decision(ruling, aimed, policy.name, signals, average(facts, policy, aimed))


def retold(decision: Decision, trace: tuple[Step, ...], policy: Policy) -> Decision:
    """A decision with the stages of its trace in other words, and its sentence made of those."""
    ruling = decision.ruling
    steps = (step for stage in trace for step in (stage, *stage.steps))
    binding = next((step for step in steps if step.rule == ruling.binding_rule), None)
    again = _ruling(ruling.verdict, ruling.level, binding, trace, policy, decision.target)
    return replace(decision, ruling=again)


def judge(facts: Facts, policy: Policy, target: str) -> Ruling:
    """What a policy makes of facts, for one packet; stops where a stage ends the matter."""
    enough = explain.sufficiency_step(policy, facts, target)
    if enough.outcome is Outcome.NOT_MET:
        return _ruling(Verdict.MORE_SIGNAL, None, enough, (enough,), policy, target)
    gate = explain.gate_step(policy, facts, target)
    gates = Step("gates", gate.outcome, gate.because, steps=(gate,))
    if gate.outcome is Outcome.NOT_MET:
        return _ruling(Verdict.NO_HIRE, None, gate, (enough, gates), policy, target)
    tests: list[Step] = []
    awarded = None
    for level in policy.levels_tried(target):
        tests.append(_test(policy, facts, level, target))
        if tests[-1].outcome is Outcome.MET:
            awarded = level
        if awarded or _ends(policy, tests[-1]):
            break
    verdict = {None: Verdict.NO_HIRE, target: Verdict.HIRE}.get(awarded, Verdict.DOWNLEVEL)
    binding = _first_unmet(tests[0])
    return _ruling(verdict, awarded, binding, (enough, gates, *tests), policy, target)


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
        return Step(f"level.{level}", Outcome.NOT_MET, f"{name} is not reached.", steps=steps)
    return Step(f"level.{level}", Outcome.MET, f"Nothing stands against {name}.", steps=steps)


def _ends(policy: Policy, test: Step) -> bool:
    fired = {step.rule for step in test.steps if step.outcome is Outcome.NOT_MET}
    return any(f"veto.{v.id}" in fired for v in policy.vetoes if v.effect == "no_hire")


def _first_unmet(test: Step) -> Step | None:
    return next((step for step in test.steps if step.outcome is Outcome.NOT_MET), None)


def _ruling(
    verdict: Verdict,
    level: str | None,
    binding: Step | None,
    trace: tuple[Step, ...],
    policy: Policy,
    target: str,
) -> Ruling:
    because = _because(verdict, level, binding, trace, policy, target)
    allowed = int(policy.downlevel.get(target, 0))
    uses = (Ref("policy", f"downlevel.{target}", allowed),)
    outcome = Outcome.MET if verdict is Verdict.HIRE else Outcome.NOT_MET
    resolved = Step("resolve", outcome, because, uses=uses)
    return Ruling(verdict, level, binding.rule if binding else None, because, (*trace, resolved))


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
    if binding.rule.startswith("gate."):
        return f"{cause}, so the decision is no hire, whatever the behavioural evidence reads."
    if _ends_at_once(binding, policy):
        return f"{cause}, so the decision is no hire: no other strength outweighs it."
    lower = [step for step in trace if step.rule.startswith("level.")][1:]
    below = _first_unmet(lower[-1]) if lower else None
    if below is not None and below.rule == binding.rule:
        lower_name = policy.ladder.name(lower[-1].rule.removeprefix("level."))
        return f"{cause}, and it holds at {lower_name} too, so the decision is no hire."
    if below is not None:
        cause += f", and {below.because[:1].lower()}{below.because[1:]}"
        return f"{cause} ({_rule_name(below.rule)}), so the decision is no hire."
    return f"{cause}, and nothing below {name} is offered, so the decision is no hire."


def _ends_at_once(binding: Step, policy: Policy) -> bool:
    return any(f"veto.{v.id}" == binding.rule and v.effect == "no_hire" for v in policy.vetoes)


def _hire_because(trace: tuple[Step, ...], name: str) -> str:
    reads = [
        f"{explain.spoken(step.rule.removeprefix('bar.'))} {step.saw.rpartition('→ ')[2]}"
        for step in trace[-1].steps
        if step.rule.startswith("bar.") and step.saw
    ]
    gate = trace[1].steps[0]
    coding = f"; {gate.because[:1].lower()}{gate.because[1:]}" if gate.saw else ""
    vetoes = any(step.rule.startswith("veto.") for step in trace[-1].steps)
    met = f"Every bar of {name} is met{' and no veto stands' if vetoes else ''}"
    met += f" ({', '.join(reads)})" if reads else ""
    return f"{met}{coding}: hire at {name}."


def _rule_name(rule: str) -> str:
    sort, _, which = rule.partition(".")
    names = {"gate": "the {} gate", "veto": "the veto “{}”", "bar": "the {} bar"}
    # Votes are spoken of with their article, which stands in the name already.
    spoken = explain.spoken(which).removeprefix("the ")
    return names[sort].format(which if sort == "veto" else spoken)
