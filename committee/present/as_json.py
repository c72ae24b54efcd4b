"""Decisions as the JSON that every command prints."""

from typing import Any

from committee.domain.decision import Decision
from committee.domain.policy import BAR_RAISER, VOTES
from committee.domain.signals import Signal
from committee.domain.trace import Ref, Step


def decision_json(decision: Decision) -> dict[str, Any]:
    """A decision as one JSON object, its keys as the loop file's documentation gives them."""
    ruling = decision.ruling
    return {
        "verdict": str(ruling.verdict),
        "level": ruling.level,
        "target": decision.target,
        "policy": decision.policy,
        "binding_rule": ruling.binding_rule,
        "because": ruling.because,
        "signals": {
            name: signal_json(signal)
            for name, signal in decision.signals.items()
            if signal.count or name not in (VOTES, BAR_RAISER)
        },
        "trace": [step_json(step) for step in ruling.trace],
        "averaging": {
            "verdict": str(decision.averaging.verdict),
            "score": decision.averaging.score,
        },
    }


def signal_json(signal: Signal) -> dict[str, Any]:
    """What the panel read on one dimension: `reads_at`, or `score` for coding."""
    read = (
        {"score": signal.score} if signal.dimension == "coding" else {"reads_at": signal.reads_at}
    )
    return {
        **read,
        "state": signal.state,
        "spread": signal.spread,
        "count": signal.count,
        "evidence": list(signal.evidence),
    }


def step_json(step: Step) -> dict[str, Any]:
    """A step of the trace with the steps below it."""
    return {
        "rule": step.rule,
        "outcome": str(step.outcome),
        "because": step.because,
        "saw": step.saw,
        "needs": step.needs,
        "uses": [_ref_json(ref) for ref in step.uses],
        "steps": [step_json(below) for below in step.steps],
    }


def _ref_json(ref: Ref) -> dict[str, Any]:
    return {ref.kind: ref.id} if ref.value is None else {ref.kind: ref.id, "value": ref.value}
