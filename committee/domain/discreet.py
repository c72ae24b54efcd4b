"""A decision as the candidate may read it: whether the panel agreed, never on which level."""

from dataclasses import replace

from .decision import Ruling, ruling_of
from .facts import Facts
from .policy import BAR_RAISER, VOTES, Policy, ReadRule
from .trace import BAR, LEVEL, VETO, Outcome, Rule, Step

AGREES = {
    BAR_RAISER: ("The bar raiser agrees", "The bar raiser does not agree", "did not agree"),
    "lowest": (
        "Everybody on the panel agrees",
        "Not everybody on the panel agrees",
        "not everybody agreed",
    ),
    # The lower median of votes is a yes where more than half of them are.
    "lower_median": (
        "Most of the panel agrees",
        "No majority of the panel agrees",
        "no majority agreed",
    ),
}
"""Who says yes to a level, who doesn't, and that in short: a bar raiser, or votes by their sum."""


def discreet(ruling: Ruling, policy: Policy, target: str) -> Ruling:
    """The ruling with every vote told as agreement to a level, or as none.

    What votes say of a lower level that wasn't awarded is left out: whoever reads that a vote
    stood against it as well knows the vote. Alike for a policy that reads no votes.
    """
    if not policy.reads_votes:
        return ruling
    *stages, _ = ruling.trace
    shown = {target, ruling.level}
    told = [_told(stage, policy, shown) for stage in stages]
    trace = tuple(stage for stage in told if stage.steps or stage.rule.kind != LEVEL)
    steps = (step for stage in trace for step in (stage, *stage.steps))
    binding = next((step for step in steps if step.rule == ruling.binding_rule), None)
    at_target = tuple(_agreement(step, policy) for step in ruling.at_target)
    return ruling_of(policy, target, at_target, ruling.verdict, ruling.level, binding, trace)


def unnamed(facts: Facts) -> Facts:
    """Facts that don't say who gave no vote, or several."""
    return replace(
        facts,
        signals={
            name: replace(signal, missing=(), stood_back=())
            for name, signal in facts.signals.items()
        },
    )


def votes_of(rule: Rule, policy: Policy) -> str | None:
    """The votes that a rule of the trace reads: the panel's, a bar raiser's, or None."""
    what = rule.subject
    if rule.kind == VETO:
        ruled = policy.veto_by_id[what].rule
        what = ruled.dimension if isinstance(ruled, ReadRule) else ""
    return what if rule.kind in (BAR, VETO) and what in (VOTES, BAR_RAISER) else None


def _told(stage: Step, policy: Policy, shown: set[str | None]) -> Step:
    if stage.rule.kind != LEVEL:
        return stage
    return replace(
        stage,
        steps=tuple(
            _agreement(step, policy)
            for step in stage.steps
            if stage.rule.subject in shown or not votes_of(step.rule, policy)
        ),
    )


def _agreement(step: Step, policy: Policy) -> Step:
    votes = votes_of(step.rule, policy)
    if votes is None or step.outcome not in (Outcome.MET, Outcome.NOT_MET):
        return step
    met = step.outcome is Outcome.MET
    agrees, differs, short = AGREES[votes if votes == BAR_RAISER else policy.aggregation.votes]
    return replace(
        step,
        because=f"{agrees if met else differs} to {step.needs}",
        saw="agreed" if met else short,
        needs=f"agreement to {step.needs}",
    )
