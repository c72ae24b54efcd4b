"""Decisions as the JSON that every command prints."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from committee.domain.case import Case
from committee.domain.cohort import Cohort
from committee.domain.decision import Verdict
from committee.domain.policy import BAR_RAISER, VOTES
from committee.domain.signals import Signal
from committee.domain.trace import RESOLVE, Ref, Rule, Step
from committee.present.voice.decision_said import decided
from committee.present.voice.snapshot_words import Record


def decision_json(case: Case) -> dict[str, Any]:
    """A decision as one JSON object, its keys as the loop file's documentation gives them."""
    ruling, voice = case.ruling, Record(case.policy)
    return {
        "verdict": str(ruling.verdict),
        "level": ruling.level,
        "target": case.target,
        "policy": case.policy.name,
        "binding_rule": rule_json(ruling.binding_rule),
        "because": decided(case, voice),
        "signals": {
            name: signal_json(signal)
            for name, signal in case.signals.items()
            if signal.count or name not in (VOTES, BAR_RAISER)
        },
        "trace": [step_json(step, case, voice) for step in ruling.trace],
        "averaging": {
            "verdict": str(case.averaging.verdict),
            "score": case.averaging.score,
        },
    }


def cohort_json(cohort: Cohort) -> dict[str, Any]:
    """What many loops show together, as counts of loops and of panels."""
    return {
        "size": cohort.size,
        "outcomes": _by_name(cohort.outcomes),
        "by_target": {target: _by_name(row) for target, row in cohort.by_target.items()},
        "binding_rules": {str(rule): loops for rule, loops in cohort.binding.items()},
        "beside_average": {str(v): _by_name(row) for v, row in cohort.beside_average.items()},
        "average_differs": cohort.average_differs,
        "traps": dict(cohort.traps),
        "agreement": [asdict(found) for found in cohort.agreement],
        "passed_gate": cohort.passed_gate,
        "passed_not_hired": cohort.passed_not_hired,
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


def rule_json(rule: Rule | None) -> str | None:
    """A rule's id."""
    return None if rule is None else str(rule)


def step_json(step: Step, case: Case, voice: Record) -> dict[str, Any]:
    """A step of the trace with the steps below it."""
    return {
        "rule": str(step.rule),
        "outcome": str(step.outcome),
        "because": decided(case, voice) if step.rule.kind == RESOLVE else voice.said(step),
        "saw": voice.saw(step),
        "needs": voice.needs(step),
        "uses": [_ref_json(ref) for ref in step.uses],
        "steps": [step_json(below, case, voice) for below in step.steps],
    }


def _ref_json(ref: Ref) -> dict[str, Any]:
    return {ref.kind: ref.id} if ref.value is None else {ref.kind: ref.id, "value": ref.value}


def _by_name(counts: Mapping[Verdict, int]) -> dict[str, int]:
    return {str(verdict): count for verdict, count in counts.items()}
