"""A case: a packet before a policy, as it stands or with some of it imagined otherwise."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from . import rule_comparisons
from .decision import Averaging, Ruling, Verdict, average, judge
from .packet import Packet
from .packet_edits import with_marked, with_traps, with_unread
from .policy import BAR_RAISER, VOTES, Policy
from .rubric import BEHAVIORAL, CODING, LEVEL_DIMENSIONS
from .rule_inputs import NO_READ, SCORECARDS, SIGNALS, Facts, gather, still_confirmed
from .signals import Read, Signal, added_up, aggregate, capped
from .votes_hidden_from_candidate import agreed

ASSUMED = "assumed"
NO_SIGNAL = "no_signal"


@dataclass(frozen=True)
class WhatIf:
    """What is imagined otherwise; what isn't named stays as the packet has it.

    `reads`: a dimension (or a vote) to the level that the panel reads there, or "no_signal";
    every read that counts then reads that level, and as many count as the target needs.
    `coding`: the mean score, 1.0 to 4.0, or "no_signal". `traps`: a trap to whether every
    behavioural interviewer confirms it, or nobody does; "we" then marks all they heard.
    `unread`: a dimension to the ids of the interviews that don't assess it. `marked`: a trap and
    the id of an interview to whether that one confirms it, whatever the others do.
    """

    reads: Mapping[str, str] = field(default_factory=dict)
    coding: float | str | None = None
    traps: Mapping[str, bool] = field(default_factory=dict)
    unread: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    marked: Mapping[tuple[str, str], bool] = field(default_factory=dict)


NOTHING = WhatIf()


@dataclass(frozen=True)
class Case:
    """A packet before a policy: what it is judged by, what is imagined, and what follows.

    `packet` is as it was handed in, `imagined` has the traps that are imagined, `heard` are its
    facts, and `facts` those with all that is imagined. `candidates` is true for the candidate's
    own, whose trace tells no vote. What follows is worked out once, when it is asked for.
    """

    packet: Packet
    policy: Policy
    target: str
    facts: Facts
    heard: Facts
    what_if: WhatIf
    imagined: Packet
    candidates: bool = False

    @cached_property
    def ruling(self) -> Ruling:
        """What the rules make of the facts."""
        ruling = judge(self.facts, self.policy, self.target)
        return agreed(ruling, self.policy, self.target) if self.candidates else ruling

    @cached_property
    def averaging(self) -> Averaging:
        """What a plain average makes of them."""
        return average(self.facts, self.policy, self.target)

    @property
    def signals(self) -> Mapping[str, Signal]:
        """What the panel read on every dimension, and how it voted."""
        return self.facts.signals

    @property
    def verdict(self) -> Verdict:
        """Hire, downlevel, no hire, or more signal."""
        return self.ruling.verdict

    @property
    def level(self) -> str | None:
        """The level awarded, None without an offer."""
        return self.ruling.level


def case_of(
    packet: Packet,
    policy: Policy,
    target: str | None = None,
    what_if: WhatIf = NOTHING,
    votes: Mapping[str, Signal] | None = None,
) -> Case:
    """The case of a packet, at its own target or another, with what is imagined otherwise.

    `votes` says how the panel voted where the packet no longer does.
    """
    imagined = with_marked(with_traps(packet, what_if.traps), what_if.marked)
    imagined = with_unread(imagined, what_if.unread)
    # Votes that name no level speak of the loop's own target, whatever is tried here.
    heard = gather(imagined, {**aggregate(imagined, policy), **(votes or {})}, policy)
    return _imagining(packet, policy, target or packet.target, what_if, imagined, heard)


def reimagined(case: Case, what_if: WhatIf, target: str) -> Case:
    """A case with something else imagined, and perhaps another target.

    Reads and scores are laid over what was heard, which need not be added up anew for them.
    """
    was = case.what_if
    if (was.traps, was.unread, was.marked) != (what_if.traps, what_if.unread, what_if.marked):
        return case_of(case.packet, case.policy, target, what_if)
    return _imagining(case.packet, case.policy, target, what_if, case.imagined, case.heard)


def _imagining(
    packet: Packet, policy: Policy, target: str, what_if: WhatIf, imagined: Packet, heard: Facts
) -> Case:
    facts = heard
    for dimension, level in what_if.reads.items():
        rank = NO_READ if level == NO_SIGNAL else policy.ladder.rank(level)
        facts = with_read(facts, policy, target, dimension, rank, imagined)
    if what_if.coding is not None:
        facts = with_coding(facts, policy, target, what_if.coding)
    return Case(packet, policy, target, facts, heard, what_if, imagined)


def with_read(
    facts: Facts, policy: Policy, target: str, dimension: str, rank: int, packet: Packet
) -> Facts:
    """Facts in which the panel of `packet` reads a dimension at a rank, or not at all (-1).

    Reads that are missing for the target are taken as read too, on scorecards of their own. What
    a confirmed trap caps stays capped. Bar raisers' votes count among all votes: they change
    those, and stay as they are where it is the others' that change.
    """
    if dimension == BAR_RAISER and rank != NO_READ and facts.signals[VOTES].count:
        facts = _voting(facts, policy, rank, raisers=True)
    elif dimension == VOTES and rank != NO_READ and holds_raisers(facts, policy):
        return _voting(facts, policy, rank, raisers=False)
    signal = facts.signals[dimension]
    if rank == NO_READ:
        assumed = Signal(dimension)
    else:
        level = policy.ladder.at(rank)
        missing = max(rule_comparisons.needed(policy, dimension, target), 1) - signal.count
        reads = [replace(r, value=level, vote="", named=None) for r in signal.reads]
        reads += [Read(f"{ASSUMED}-{n + 1}", f"{ASSUMED}-{n + 1}", level) for n in range(missing)]
        rank, trap = capped(rank, dimension, packet, policy)
        at = policy.ladder.at(rank)
        assumed = Signal(dimension, tuple(reads), at, evidence=signal.evidence, capped=trap)
    changed = _assume(facts, assumed, {**facts.reads, dimension: rank})
    return still_confirmed(changed, packet, policy) if assumed.count != signal.count else changed


def holds_raisers(facts: Facts, policy: Policy) -> bool:
    """Whether bar raisers' votes, which a policy weighs by themselves, are among the others."""
    raisers = {read.interviewer for read in facts.signals[BAR_RAISER].reads}
    voters = {read.interviewer for read in facts.signals[VOTES].reads}
    return BAR_RAISER in policy.votes_read and bool(raisers & voters) and raisers != voters


def _voting(facts: Facts, policy: Policy, rank: int, *, raisers: bool) -> Facts:
    """Facts in which the bar raisers, or all but they, vote for the level at a rank."""
    signal = facts.signals[VOTES]
    who = {read.interviewer for read in facts.signals[BAR_RAISER].reads}
    level = policy.ladder.at(rank)
    reads = tuple(
        replace(read, value=level, vote="", named=None)
        if (read.interviewer in who) == raisers
        else read
        for read in signal.reads
    )
    if raisers and not who:
        reads += (Read(f"{ASSUMED}-1", f"{ASSUMED}-1", level),)
    ranks = [policy.ladder.rank(str(read.value)) for read in reads]
    at = added_up(ranks, policy)
    spread = max(ranks) - min(ranks)
    voted = replace(signal, reads=reads, reads_at=policy.ladder.at(at), spread=spread)
    return _assume(facts, voted, {**facts.reads, VOTES: at})


def with_coding(facts: Facts, policy: Policy, target: str, score: float | str) -> Facts:
    """Facts in which coding averages a score, or has none ("no_signal")."""
    signal = facts.signals[CODING]
    if isinstance(score, str):
        return replace(_assume(facts, Signal(CODING), facts.reads), coding=float("nan"))
    missing = max(rule_comparisons.needed(policy, CODING, target), 1) - signal.count
    reads = [replace(read, value=score) for read in signal.reads]
    reads += [Read(f"{ASSUMED}-{n + 1}", f"{ASSUMED}-{n + 1}", score) for n in range(missing)]
    assumed = Signal(CODING, tuple(reads), score=score, evidence=signal.evidence)
    return replace(_assume(facts, assumed, facts.reads), coding=score)


def _assume(facts: Facts, signal: Signal, reads: Mapping[str, Any]) -> Facts:
    counts = {**facts.counts, signal.dimension: signal.count}
    # A read needs a scorecard to stand on, and a dimension with a read is a signal.
    counts[SCORECARDS] = max(counts[SCORECARDS], *(counts[name] for name in BEHAVIORAL))
    counts[SIGNALS] = sum(counts[name] > 0 for name in (*LEVEL_DIMENSIONS, CODING))
    signals = {**facts.signals, signal.dimension: signal}
    return replace(facts, reads=reads, counts=counts, signals=signals)
