"""What people call rules, traps and votes, on pages and inside sentences."""

from collections.abc import Mapping

from committee.domain.policy import BAR_RAISER, VOTES, Policy
from committee.domain.rubric import DIMENSIONS, Rubric
from committee.domain.trace import BAR, GATE, MEAN, SUFFICIENCY, VETO, Rule
from committee.odds.dead_rules import CAP, DOWNLEVEL

from .rule_terms import things_counted
from .words import opening, spoken

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


def veto_name(veto: str) -> str:
    """What people call a veto: "scope below level"."""
    return veto.replace("-", " ")


def rule_name(rule: Rule) -> str:
    """What people call a rule: "Coding gate", "Veto: scope below level"."""
    which = rule.subject
    if rule.kind == VETO:
        return f"Veto: {veto_name(which)}"
    if rule.kind == GATE:
        return f"{opening(spoken(which))} gate"
    if rule.kind == BAR:
        kind = "" if which in (VOTES, BAR_RAISER) else " bar"
        return f"{opening(spoken(which))}{kind}"
    return "Enough evidence"


def rule_in_full(rule: Rule, policy: Policy, rubric: Rubric) -> str:
    """A rule of a policy by itself, with what it counts, caps or allows: "Scope bar"."""
    which = rule.subject
    if rule.kind == SUFFICIENCY:
        return f"{rule_name(rule)} ({things_counted(which)})"
    if rule.kind == CAP:
        return f"Cap by the trap “{rubric.trap(which).name}”"
    if rule.kind == DOWNLEVEL:
        return f"Downlevel from {policy.ladder.name(which)}"
    veto, _, alone = which.partition(".")
    return f"{rule_name(Rule(rule.kind, veto))}{', by a single read' if alone else ''}"


def the_rule(rule: Rule) -> str:
    """A rule inside a sentence: "the scope bar", "the veto “scope below level”"."""
    if rule.kind == SUFFICIENCY:
        return "the evidence that is still missing"
    if rule.kind == VETO:
        return f"the veto “{veto_name(rule.subject)}”"
    name = rule_name(rule)
    return f"the {(name[:1].lower() + name[1:]).removeprefix('the ')}"


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
