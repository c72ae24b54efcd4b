"""A decision in one sentence: the rule that decided, what it saw and needed, what followed."""

from committee.domain.case import Case
from committee.domain.decision import Verdict
from committee.domain.policy import Policy
from committee.domain.trace import BAR, GATE, VETO, Reads, Step

from .trace_said import Voice
from .words import decapitalised


def decided(case: Case, voice: Voice) -> str:
    """The sentence of a decision, from which alone a reader can tell the outcome."""
    binding, level = case.ruling.binding, voice.level
    if binding is None:
        return _hired(case, voice)
    if case.verdict is Verdict.MORE_SIGNAL:
        lacking = voice.said(binding).removesuffix(".")
        return f"{lacking}; so the committee asks for more signal instead of deciding."
    cause = _cause(binding, voice)
    if case.level is not None:
        offer = level(case.level)
        return f"{cause}, so the offer is at {offer}: a downlevel from {level(case.target)}."
    if binding.rule.kind == GATE:
        return f"{cause}, so the decision is no hire, whatever the behavioural evidence reads."
    if ends_at_once(binding, case.policy):
        return f"{cause}, so the decision is no hire: no other strength outweighs it."
    below = below_target(case)
    if below is None:
        offered = f"nothing below {level(case.target)} is offered"
        return f"{cause}, and {offered}, so the decision is no hire."
    if below.rule == binding.rule:
        return f"{cause}, and it holds at {level(below.level)} too, so the decision is no hire."
    return f"{cause}, and {decapitalised(_cause(below, voice))}, so the decision is no hire."


def below_target(case: Case) -> Step | None:
    """What stood first against the lowest level that was tried below the target."""
    return next((step for test in case.ruling.tests[1:][-1:] for step in test.unmet), None)


def ends_at_once(step: Step, policy: Policy) -> bool:
    """Whether a step is a veto after which nothing lower is offered."""
    veto = policy.veto_by_id.get(step.rule.subject) if step.rule.kind == VETO else None
    return veto is not None and veto.effect == "no_hire"


def _cause(step: Step, voice: Voice) -> str:
    aside = voice.aside(step)
    return f"{voice.said(step)} ({aside})" if aside else voice.said(step)


def _hired(case: Case, voice: Voice) -> str:
    test, gate, name = case.ruling.tests[-1], case.ruling.at_target[0], voice.level(case.target)
    bars = (step for step in test.steps if step.rule.kind == BAR and step.saw is not None)
    reads = [f"{voice.spoken(step.rule.subject)} {_read(step, voice)}" for step in bars]
    coding = f"; {decapitalised(voice.said(gate))}" if gate.saw is not None else ""
    vetoes = any(step.rule.kind == VETO for step in test.steps)
    met = f"Every bar of {name} is met{' and no veto stands' if vetoes else ''}"
    met += f" ({', '.join(reads)})" if reads else ""
    return f"{met}{coding}: hire at {name}."


def _read(step: Step, voice: Voice) -> str:
    """What the panel reads; what holds it down is told where several reads were."""
    if type(step.saw) is Reads and len(step.saw.singles) < 2:
        return voice.level(step.saw.panel)
    return voice.panel(step)
