"""The rules of a policy as sentences: what fires a veto, how votes add up, what is offered."""

from collections.abc import Iterator

from committee.domain.policy import BAR_RAISER, VOTES, Mean, Policy, ReadRule, TrapRule, Veto
from committee.domain.rubric import LEVEL_DIMENSIONS, Rubric

from .words import counted, listed, number, opening, spoken

EFFECTS = {
    "no_hire": "No hire, whatever else the packet reads.",
    "blocks_level": "The level under test is not given; one lower may still be.",
}

POLICY_PARTS = {
    "name": "name",
    "version": "version",
    "ladder": "ladder",
    "aggregation": "adding up of reads",
    "sufficiency": "evidence asked for",
    "gates": "gates",
    "veto": "vetoes",
    "bars": "bars",
    "downlevel": "downlevels",
    "mean": "mean",
    "foil": "average beside it",
}
"""What people call the parts of a policy's file."""


def applies_words(veto: Veto, policy: Policy) -> str:
    """At which levels a veto is judged."""
    everywhere = veto.applies_from == policy.ladder.targets[0]
    since = "" if everywhere else f"{policy.ladder.name(veto.applies_from)} and above, "
    tried = "at the target only" if veto.judged_at == "target" else "at each level that is tried"
    return f"{opening(since + tried)}."


def fires_words(veto: Veto, policy: Policy, rubric: Rubric) -> str:
    """When a veto fires, in one sentence."""
    if isinstance(veto.rule, ReadRule):
        return _read_words(veto.rule)
    return _trap_words(veto.rule, policy, rubric)


def _read_words(rule: ReadRule) -> str:
    votes = rule.dimension in (VOTES, BAR_RAISER)
    what = spoken(rule.dimension) + " is" if votes else f"the panel reads {spoken(rule.dimension)}"
    far = "below" if rule.levels == 1 else f"{rule.levels} levels or more below"
    return f"Fires when {what} {far} the level under test."


def _trap_words(rule: TrapRule, policy: Policy, rubric: Rubric) -> str:
    name, kind = rubric.trap(rule.trap).name, _kind_words(rule.kind)
    many = rule.interviewers
    who = (
        f"{many} {kind}interviewers or more confirm"
        if many > 1
        else f"any {kind}interviewer confirms"
    )
    words = f"Fires when {who} the trap “{name}”"
    if rule.sole_read_of:
        words += (
            f", or when there is exactly one {spoken(rule.sole_read_of)} read that counts and "
            "its interviewer confirms it"
        )
    if rule.unless_for:
        needed = policy.ladder.name(str(rule.unless_reads))
        words += (
            f", unless another interviewer has evidence for {spoken(rule.unless_for)} that "
            f"reads {needed} or above"
        )
    return f"{words}."


def _kind_words(kind: str | None) -> str:
    return {"behavioral": "behavioural ", "system_design": "system design "}.get(
        str(kind), f"{kind} " if kind else ""
    )


def adding_up(policy: Policy, rubric: Rubric) -> tuple[str, ...]:
    """How single reads, scores and votes become the panel's, a sentence each."""
    coding = (
        ("Coding is the mean of its scores, 1.0 to 4.0.",) if policy.gates or policy.mean else ()
    )
    return (*_reads_add_up(policy, rubric), *coding, *_votes_add_up(policy))


def _reads_add_up(policy: Policy, rubric: Rubric) -> Iterator[str]:
    if not reads_levels(policy):
        return
    yield (
        "A read counts when its interview is submitted and evidence of its own backs it; "
        "a read of system design needs none."
    )
    if policy.aggregation.backs_nothing:
        traps = [f"“{rubric.trap(trap).name}”" for trap in policy.aggregation.backs_nothing]
        yield f"Evidence that carries the confirmed trap {listed(traps, 'or')} backs nothing."
    yield (
        "The panel’s read is the lower median of the reads that count: of an even number, "
        "the lower of the middle two."
    )
    for cap in policy.aggregation.caps:
        yield (
            f"Once {counted(cap.interviewers, 'interviewer confirms', 'interviewers confirm')} "
            f"“{rubric.trap(cap.trap).name}”, the panel reads {spoken(cap.dimension)} at "
            f"{policy.ladder.name(cap.at)} at most."
        )


def _votes_add_up(policy: Policy) -> Iterator[str]:
    if policy.reads_votes:
        lowest = policy.ladder.name(policy.ladder.at(0))
        yield f"A recommendation of yes reads the level it speaks of, a no reads {lowest}."
        if policy.aggregation.votes == "lowest":
            yield "The panel’s vote is the lowest of all, so everybody has to agree."
        else:
            yield "The panel’s vote is the lower median of all, so most have to agree."


def reads_levels(policy: Policy) -> bool:
    """Whether any rule of the policy looks at what the panel reads on a dimension."""
    vetoed = {v.rule.dimension for v in policy.vetoes if isinstance(v.rule, ReadRule)}
    ruled = vetoed | set(policy.bars) | set(policy.sufficiency)
    return bool(ruled & set(LEVEL_DIMENSIONS)) or policy.mean is not None


def mean_words(mean: Mean) -> str:
    """How a plain average scores a packet, and what it takes."""
    return (
        f"A read at the target scores {mean.at_target}, each level above or below it one more or "
        f"less, from {mean.least} to {mean.most}; coding keeps its score. The mean over the "
        f"dimensions with a signal has to reach {number(mean.bar)}."
    )


def offer_words(policy: Policy, target: str) -> str:
    """What may be offered where a target is not reached."""
    lower = [policy.ladder.name(level) for level in policy.levels_tried(target)[1:]]
    name = policy.ladder.name(target)
    if not lower:
        return f"{name}: nothing lower is offered."
    return f"{name}: {listed([f'an offer at {level}' for level in lower], 'or')} instead."
