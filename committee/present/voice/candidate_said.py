"""A decision told to the candidate in the second person: what decided it, and what followed."""

from collections.abc import Mapping

from committee.domain.case import Case
from committee.domain.decision import Verdict
from committee.domain.policy import ReadRule
from committee.domain.rubric import CODING, LEVEL_DIMENSIONS
from committee.domain.trace import GATE, SUFFICIENCY, VETO, Reads, Step

from .candidate_and_committee_voice import CandidateVoice
from .decision_said import below_target, ends_at_once
from .words import opening

YOUR: Mapping[str, str] = {
    "scope": "your scope",
    "leadership": "your leadership",
    "failure": "your failure story",
    "communication": "your communication",
    "coding": "your coding",
    "system_design": "your system design",
}
NO_OFFER = "so there is no offer this time"


def told_to_you(case: Case, voice: CandidateVoice) -> str:
    """What decided and what followed, in two sentences; `case` is the candidate's own."""
    binding = case.ruling.binding
    if binding is None:
        vetoes = ", and no veto stands" if case.policy.vetoes else ""
        target = voice.level(case.target)
        return f"You met every bar of {target}{vetoes}. So the decision is a hire at {target}."
    return f"{opening(_cause(binding, voice))}. {_so(binding, case, voice)}."


def _cause(step: Step, voice: CandidateVoice) -> str:
    what = _read_by(step, voice)
    if step.rule.kind == SUFFICIENCY:
        target = voice.level(step.level)
        return f"there was too little to decide on {target}: {voice.missing(step.unmet)}"
    if what == CODING:
        return f"your coding averaged {voice.saw(step)}, and {voice.needs(step)} was needed"
    if not what or not isinstance(step.saw, Reads):
        return voice.said(step)
    held = step.saw.capped
    down = f", held down by the trap “{voice.trap(held)}”" if held else ""
    read = voice.level(step.saw.panel)
    return f"{YOUR[what]} read {read}{down}, and {voice.needs(step)} was needed"


def _read_by(step: Step, voice: CandidateVoice) -> str:
    """The dimension that a gate, a bar or a veto reads; empty for one that reads none."""
    what = step.rule.subject
    if step.rule.kind == VETO:
        found = voice.policy.veto_by_id[what].rule
        what = found.dimension if isinstance(found, ReadRule) else ""
    return what if what in (*LEVEL_DIMENSIONS, CODING) else ""


def _so(binding: Step, case: Case, voice: CandidateVoice) -> str:
    level, target = voice.level, voice.level(case.target)
    if case.verdict is Verdict.MORE_SIGNAL:
        return "So the committee asks for more before it decides"
    if case.level is not None:
        return f"So the offer is at {level(case.level)} rather than at {target}"
    if binding.rule.kind == GATE:
        return f"Below that nothing else is weighed, {NO_OFFER}"
    if ends_at_once(binding, case.policy):
        return f"Nothing else outweighs that, {NO_OFFER}"
    below = below_target(case)
    if below is None:
        return f"Nothing below {target} could be offered, {NO_OFFER}"
    if below.rule == binding.rule:
        return f"The same stood against {level(below.level)}, one level lower, {NO_OFFER}"
    return f"One level lower, {_cause(below, voice)}, {NO_OFFER}"
