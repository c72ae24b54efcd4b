"""Every rule of a decision as rows of a table, in the order in which they were applied."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from committee.domain.case import Case
from committee.domain.explain import opening, spoken
from committee.domain.policy import BAR_RAISER, VOTES, Policy
from committee.domain.rubric import DIMENSIONS, Rubric
from committee.domain.trace import (
    BAR,
    GATE,
    GATES,
    LEVEL,
    MEAN,
    SUFFICIENCY,
    VETO,
    Outcome,
    Rule,
    Step,
)
from committee.present.voice.words import listed

from .evidence_register import Register
from .evidence_views import Link

VOTE_MOTIVES: Mapping[str, str] = {
    "lowest": "Whoever hires together has to work with the hire; one doubt nobody could answer is "
    "cheaper heard before an offer than after it.",
    "lower_median": "Most of those who met somebody see more than the keenest or the coolest of "
    "them alone.",
}
"""Why votes decide, by how they add up."""
OTHER_MOTIVES: Mapping[Rule, str] = {
    Rule(SUFFICIENCY): "A decision on too little evidence is a guess, whichever way it goes.",
    Rule(BAR, MEAN): "One number for all of it is quick, and lets any strength pay for any gap.",
}
_TRAP, _VETO = re.compile("the trap “([^”]+)”"), re.compile("the veto “([^”]+)”")


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


def rule_name(rule: Rule) -> str:
    """What people call a rule: "Coding gate", "Veto: scope below level"."""
    which = rule.subject
    if rule.kind == VETO:
        return f"Veto: {which.replace('-', ' ')}"
    if rule.kind == GATE:
        return f"{opening(spoken(which))} gate"
    if rule.kind == BAR:
        return (
            opening(spoken(which))
            if which in (VOTES, BAR_RAISER)
            else f"{opening(spoken(which))} bar"
        )
    return "Enough evidence"


def the_rule(rule: Rule) -> str:
    """A rule inside a sentence: "the scope bar", "the veto “scope below level”"."""
    if rule.kind == SUFFICIENCY:
        return "the evidence that is still missing"
    sort, _, which = rule_name(rule).partition(": ")
    if which:
        return f"the veto “{which}”"
    return f"the {(sort[:1].lower() + sort[1:]).removeprefix('the ')}"


def in_names(sentence: str, rubric: Rubric) -> str:
    """A sentence of the domain with the names of its traps and vetoes in place of their ids."""
    names = {trap.id: trap.name for trap in rubric.traps}
    named = _TRAP.sub(lambda found: f"the trap “{names.get(found[1], found[1])}”", sentence)
    named = _VETO.sub(lambda found: f"the veto “{found[1].replace('-', ' ')}”", named)
    return named.replace("'s vote bar)", "'s vote)")


def motive(rule: Rule | None, policy: Policy, rubric: Rubric) -> str:
    """Why a rule exists, in a sentence; empty for a hire and for a rule that gives none."""
    if rule is None:
        return ""
    if rule.kind == VETO:
        return policy.veto_by_id[rule.subject].motive
    if rule.subject == VOTES:
        return VOTE_MOTIVES[policy.aggregation.votes]
    if rule.kind in (GATE, BAR) and rule.subject in DIMENSIONS:
        return rubric.dimension(rule.subject).motive
    return OTHER_MOTIVES.get(rule, "")


def _row(step: Step, case: Case, register: Register, *, aimed: bool = True) -> RuleRow:
    tone, effect = _effect(step, case.policy)
    missing = [below for below in step.steps if below.outcome is Outcome.NOT_MET]
    saw = step.saw or step.because
    needs = step.needs
    if step.rule.kind == SUFFICIENCY:
        saw = "; ".join(below.because for below in missing) or step.because
        asked = f"what {case.policy.ladder.name(case.target)} asks for"
        needs = "; ".join(below.needs for below in missing) or asked
    refs = [ref for below in (missing or (step,)) for ref in below.uses]
    return RuleRow(
        name=rule_name(step.rule),
        saw=in_names(saw, register.rubric)
        if register.named
        else _spelt_out(in_names(saw, register.rubric)),
        needs=needs,
        tone=tone,
        effect=effect,
        binding=aimed and step.rule == case.ruling.binding_rule,
        links=register.cited(refs),
    )


def _spelt_out(saw: str) -> str:
    """Single reads and what the panel makes of them, without an arrow."""
    singles, arrow, panel = saw.partition(" → ")
    if not arrow:
        return saw
    reads = singles.split(", ")
    if set(reads) == {panel}:
        return f"{panel} in {'both' if len(reads) == 2 else f'all {len(reads)}'} interviews"
    middle = "the lower middle" if len(reads) % 2 == 0 else "the middle"
    return f"{panel}, {'' if '(' in panel else middle + ' of '}{listed(reads)}"


def _effect(step: Step, policy: Policy) -> tuple[str, str]:
    sort = step.rule.kind
    if step.outcome is Outcome.NO_SIGNAL:
        return "quiet", "no signal"
    if step.outcome is Outcome.NOT_APPLICABLE:
        return "quiet", "not asked"
    if step.outcome is Outcome.MET:
        words = {VETO: "clear", GATE: "passes", SUFFICIENCY: "enough"}
        return "meet", words.get(sort, "meets")
    if sort == VETO:
        ends = policy.veto_by_id[step.rule.subject].effect == "no_hire"
        return "veto", "veto: no hire" if ends else "veto"
    return {GATE: ("veto", "no hire"), SUFFICIENCY: ("quiet", "too little")}.get(
        sort, ("down", "under bar")
    )
