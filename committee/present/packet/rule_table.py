"""Every rule of a decision as rows of a table, in the order in which they were applied."""

from dataclasses import dataclass

from committee.domain.case import Case
from committee.domain.policy import Policy
from committee.domain.trace import (
    GATE,
    GATES,
    LEVEL,
    SUFFICIENCY,
    VETO,
    RuleOutcome,
    Step,
)
from committee.present.voice.candidate_and_committee_voice import voice_for
from committee.present.voice.rule_names import rule_name
from committee.present.voice.words import opening

from .evidence_register import Register
from .evidence_views import Link


@dataclass(frozen=True)
class RuleRow:
    """One rule: what it saw and needed, its effect in a word, and the evidence it read.

    `binding` is true for the one rule that kept the outcome from a hire at the target.
    """

    name: str
    saw: str
    needs: str
    tone: str
    effect: str
    binding: bool
    links: tuple[Link, ...]


@dataclass(frozen=True)
class RuleGroup:
    """The rules of one stage."""

    title: str
    rows: tuple[RuleRow, ...]


def rule_groups(case: Case, register: Register) -> tuple[RuleGroup, ...]:
    """Every rule that was applied, stage by stage."""
    early: list[RuleRow] = []
    groups: list[RuleGroup] = []
    for stage in case.ruling.trace:
        level = stage.rule.subject
        if stage.rule.kind == SUFFICIENCY:
            early.append(_row(stage, case, register))
        elif stage.rule.kind == GATES:
            early += [_row(step, case, register) for step in stage.steps]
        elif stage.rule.kind == LEVEL:
            aimed = level == case.target
            below = "the target" if aimed else "one step down"
            title = f"At {case.policy.ladder.name(level)}, {below}"
            rows = tuple(_row(step, case, register, aimed=aimed) for step in stage.steps)
            groups.append(RuleGroup(title, rows))
    return (RuleGroup("Before any level", tuple(early)), *groups)


def _row(step: Step, case: Case, register: Register, *, aimed: bool = True) -> RuleRow:
    tone, effect = _effect(step, case.policy)
    voice, missing = voice_for(case, register.rubric), step.unmet
    saw, needs = voice.saw(step) or voice.said(step), voice.needs(step)
    if step.rule.kind == SUFFICIENCY:
        saw = opening(voice.missing(missing)) if missing else saw
        asked = f"what {voice.level(case.target)} asks for"
        needs = "; ".join(voice.needs(below) for below in missing) or asked
    refs = [ref for below in (missing or (step,)) for ref in below.uses]
    return RuleRow(
        name=rule_name(step.rule),
        saw=saw,
        needs=needs,
        tone=tone,
        effect=effect,
        binding=aimed and step.rule == case.ruling.binding_rule,
        links=register.cited(refs),
    )


def _effect(step: Step, policy: Policy) -> tuple[str, str]:
    sort = step.rule.kind
    if step.outcome is RuleOutcome.NO_SIGNAL:
        return "quiet", "no signal"
    if step.outcome is RuleOutcome.NOT_APPLICABLE:
        return "quiet", "not asked"
    if step.outcome is RuleOutcome.MET:
        words = {VETO: "clear", GATE: "passes", SUFFICIENCY: "enough"}
        return "meet", words.get(sort, "meets")
    if sort == VETO:
        ends = policy.veto_by_id[step.rule.subject].effect == "no_hire"
        return "veto", "veto: no hire" if ends else "veto"
    return {GATE: ("veto", "no hire"), SUFFICIENCY: ("quiet", "too little")}.get(
        sort, ("down", "under bar")
    )
