"""A decision as the candidate may read it: whether the panel agreed, never on which level."""

from dataclasses import replace

from .decision import Decision, retold
from .policy import BAR_RAISER, VOTES, Policy, ReadRule
from .trace import Outcome, Step

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


def discreet(decision: Decision, policy: Policy) -> Decision:
    """The decision with every vote told as agreement to a level, or as none.

    What votes say of a lower level that wasn't awarded is left out: whoever reads that a vote
    stood against it as well knows the vote. Alike for a policy that reads no votes.
    """
    if not policy.reads_votes:
        return decision
    *stages, _ = decision.ruling.trace
    told = [_told(stage, decision, policy) for stage in stages]
    trace = (stage for stage in told if stage.steps or not stage.rule.startswith("level."))
    return retold(decision, tuple(trace), policy)


def votes_of(rule: str, policy: Policy) -> str | None:
    """The votes that a rule of the trace reads: the panel's, a bar raiser's, or None."""
    sort, _, what = rule.partition(".")
    if sort == "veto":
        ruled = policy.veto_by_id[what].rule
        what = ruled.dimension if isinstance(ruled, ReadRule) else ""
    return what if sort in ("bar", "veto") and what in (VOTES, BAR_RAISER) else None


def _told(stage: Step, decision: Decision, policy: Policy) -> Step:
    level = stage.rule.removeprefix("level.")
    shown = level in (decision.target, decision.level)
    steps = tuple(
        _agreement(step, policy) for step in stage.steps if shown or not votes_of(step.rule, policy)
    )
    return replace(stage, steps=steps) if stage.rule.startswith("level.") else stage


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
