"""Every rule of a decision as rows of a table, in the order in which they were applied."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from committee.domain.decision import Decision
from committee.domain.explain import opening, spoken
from committee.domain.policy import BAR_RAISER, VOTES, Policy
from committee.domain.rubric import DIMENSIONS, Rubric
from committee.domain.trace import Outcome, Step
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
OTHER_MOTIVES: Mapping[str, str] = {
    "sufficiency": "A decision on too little evidence is a guess, whichever way it goes.",
    "bar.mean": "One number for all of it is quick, and lets any strength pay for any gap.",
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


def rule_groups(decision: Decision, policy: Policy, register: Register) -> tuple[RuleGroup, ...]:
    """Every rule that was applied, stage by stage."""
    early: list[RuleRow] = []
    groups: list[RuleGroup] = []
    for stage in decision.ruling.trace:
        sort, _, level = stage.rule.partition(".")
        if sort == "sufficiency":
            early.append(_row(stage, decision, policy, register))
        elif sort == "gates":
            early += [_row(step, decision, policy, register) for step in stage.steps]
        elif sort == "level":
            aimed = level == decision.target
            below = "the target" if aimed else "one step down"
            title = f"At {policy.ladder.name(level)}, {below}"
            rows = tuple(_row(s, decision, policy, register, aimed=aimed) for s in stage.steps)
            groups.append(RuleGroup(title, rows))
    return (RuleGroup("Before any level", tuple(early)), *groups)


def rule_name(rule: str) -> str:
    """What people call a rule: "Coding gate", "Veto: scope below level"."""
    sort, _, which = rule.partition(".")
    if sort == "veto":
        return f"Veto: {which.replace('-', ' ')}"
    if sort == "gate":
        return f"{opening(spoken(which))} gate"
    if sort == "bar":
        return (
            opening(spoken(which))
            if which in (VOTES, BAR_RAISER)
            else f"{opening(spoken(which))} bar"
        )
    return "Enough evidence"


def the_rule(rule: str) -> str:
    """A rule inside a sentence: "the scope bar", "the veto “scope below level”"."""
    if rule == "sufficiency":
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


def motive(rule: str | None, policy: Policy, rubric: Rubric) -> str:
    """Why a rule exists, in a sentence; empty for a hire and for a rule that gives none."""
    sort, _, which = (rule or "").partition(".")
    if sort == "veto":
        return policy.veto_by_id[which].motive
    if which == VOTES:
        return VOTE_MOTIVES[policy.aggregation.votes]
    if sort in ("gate", "bar") and which in DIMENSIONS:
        return rubric.dimension(which).motive
    return OTHER_MOTIVES.get(rule or "", "")


def _row(
    step: Step, decision: Decision, policy: Policy, register: Register, *, aimed: bool = True
) -> RuleRow:
    tone, effect = _effect(step, policy)
    missing = [below for below in step.steps if below.outcome is Outcome.NOT_MET]
    saw = step.saw or step.because
    needs = step.needs
    if step.rule == "sufficiency":
        saw = "; ".join(below.because for below in missing) or step.because
        asked = f"what {policy.ladder.name(decision.target)} asks for"
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
        binding=aimed and step.rule == decision.ruling.binding_rule,
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
    sort, _, which = step.rule.partition(".")
    if step.outcome is Outcome.NO_SIGNAL:
        return "quiet", "no signal"
    if step.outcome is Outcome.NOT_APPLICABLE:
        return "quiet", "not asked"
    if step.outcome is Outcome.MET:
        words = {"veto": "clear", "gate": "passes", "sufficiency": "enough"}
        return "meet", words.get(sort, "meets")
    if sort == "veto":
        ends = policy.veto_by_id[which].effect == "no_hire"
        return "veto", "veto: no hire" if ends else "veto"
    return {"gate": ("veto", "no hire"), "sufficiency": ("quiet", "too little")}.get(
        sort, ("down", "under bar")
    )
