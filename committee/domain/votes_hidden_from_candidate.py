"""A ruling as the candidate may be told it: whether the panel agreed, never who voted what."""

from dataclasses import replace

from .decision import Ruling
from .policy import BAR_RAISER, VOTES, Policy, ReadRule
from .trace import BAR, LEVEL, SUFFICIENCY, VETO, Rule, Step, Turnout, VoteAgreement, Votes


def agreed(ruling: Ruling, policy: Policy, target: str) -> Ruling:
    """The ruling with an agreement in place of every vote, and nobody who gave one or none.

    What votes say of a lower level that wasn't awarded is left out: whoever reads that a vote
    stood against it as well knows the vote. The same for a policy that reads no votes.
    """
    if not policy.reads_votes:
        return ruling
    shown = {target, ruling.level}
    told = [_told(stage, policy, told=stage.rule.subject in shown) for stage in ruling.trace]
    binding = ruling.binding
    if binding is not None:
        stage = binding.rule.kind == SUFFICIENCY
        binding = _told(binding, policy, told=True) if stage else _agreement(binding, policy)
    return replace(
        ruling,
        binding=binding,
        trace=tuple(stage for stage in told if stage.steps or stage.rule.kind != LEVEL),
        at_target=tuple(_agreement(step, policy) for step in ruling.at_target),
    )


def votes_of(rule: Rule, policy: Policy) -> str | None:
    """The votes that a rule of the trace reads: the panel's, a bar raiser's, or None."""
    what = rule.subject
    if rule.kind == VETO:
        ruled = policy.veto_by_id[what].rule
        what = ruled.dimension if isinstance(ruled, ReadRule) else ""
    return what if rule.kind in (BAR, VETO) and what in (VOTES, BAR_RAISER) else None


def _told(stage: Step, policy: Policy, *, told: bool) -> Step:
    if stage.rule.kind != LEVEL:
        return replace(stage, steps=tuple(_unnamed(step) for step in stage.steps))
    steps = (_agreement(s, policy) for s in stage.steps if told or not votes_of(s.rule, policy))
    return replace(stage, steps=tuple(steps))


def _unnamed(step: Step) -> Step:
    if not isinstance(step.saw, Turnout):
        return step
    # A bar raiser who gave no vote is none that voted: who it was isn't told.
    silent = step.rule.subject == BAR_RAISER and bool(step.saw.missing) and not step.saw.count
    return replace(step, saw=Turnout(step.saw.count, unasked=step.saw.unasked or silent))


def _agreement(step: Step, policy: Policy) -> Step:
    if not isinstance(step.saw, Votes):
        return step
    raiser = votes_of(step.rule, policy) == BAR_RAISER
    return replace(step, saw=VoteAgreement(BAR_RAISER if raiser else policy.aggregation.votes))
