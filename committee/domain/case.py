"""A case: a packet before a policy, as it stands or with some of it imagined otherwise."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from . import rules
from .agreement import agreed
from .decision import Averaging, Ruling, Verdict, average, judge
from .facts import NO_READ, SCORECARDS, SIGNALS, Facts, gather
from .packet import Packet, Scorecard
from .policy import Policy
from .rubric import BEHAVIORAL, CODING, LEVEL_DIMENSIONS
from .signals import Read, Signal, aggregate

ASSUMED = "assumed"
NO_SIGNAL = "no_signal"


@dataclass(frozen=True)
class WhatIf:
    """What is imagined otherwise; what isn't named stays as the packet has it.

    `reads`: a dimension (or a vote) to the level that the panel reads there, or "no_signal";
    every read that counts then reads that level, and as many count as the target needs.
    `coding`: the mean score, 1.0 to 4.0, or "no_signal". `traps`: a trap to whether every
    behavioural interviewer confirms it, or nobody does; "we" then marks all they heard.
    """

    reads: Mapping[str, str] = field(default_factory=dict)
    coding: float | str | None = None
    traps: Mapping[str, bool] = field(default_factory=dict)


NOTHING = WhatIf()


@dataclass(frozen=True)
class Case:
    """A packet before a policy: what it is judged by, what is imagined, and what follows.

    `packet` is as it was handed in, `imagined` has the traps that are imagined, and `facts`
    all of it. `candidates` is true for the candidate's own, whose trace tells no vote. What
    follows is worked out once, when it is asked for.
    """

    packet: Packet
    policy: Policy
    target: str
    facts: Facts
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
    aimed = target or packet.target
    imagined = with_traps(packet, what_if.traps)
    # Votes that name no level speak of the loop's own target, whatever is tried here.
    facts = gather(imagined, {**aggregate(imagined, policy), **(votes or {})}, policy)
    for dimension, level in what_if.reads.items():
        rank = NO_READ if level == NO_SIGNAL else policy.ladder.rank(level)
        facts = with_read(facts, policy, aimed, dimension, rank)
    if what_if.coding is not None:
        facts = with_coding(facts, policy, aimed, what_if.coding)
    return Case(packet, policy, aimed, facts, what_if, imagined)


def with_traps(packet: Packet, traps: Mapping[str, bool]) -> Packet:
    """A packet in which every behavioural interviewer confirms a trap, or nobody does."""
    if not traps:
        return packet
    cards = packet.scorecards
    for trap, confirmed in traps.items():
        cards = tuple(_without(card, trap) for card in cards)
        if confirmed:
            cards = tuple(_with(card, trap) for card in cards)
    return replace(packet, scorecards=cards)


def with_read(facts: Facts, policy: Policy, target: str, dimension: str, rank: int) -> Facts:
    """Facts in which the panel reads a dimension at a rank, or not at all (-1).

    Reads that are missing for the target are taken as read too, on scorecards of their own.
    """
    signal = facts.signals[dimension]
    if rank == NO_READ:
        counted, assumed = 0, Signal(dimension)
    else:
        level = policy.ladder.at(rank)
        missing = max(rules.needed(policy, dimension, target), 1) - signal.count
        reads = [replace(r, value=level, vote="", named=None) for r in signal.reads]
        reads += [Read(f"{ASSUMED}-{n + 1}", f"{ASSUMED}-{n + 1}", level) for n in range(missing)]
        counted = len(reads)
        assumed = Signal(dimension, tuple(reads), level, evidence=signal.evidence)
    return _assume(facts, dimension, assumed, counted, {**facts.reads, dimension: rank})


def with_coding(facts: Facts, policy: Policy, target: str, score: float | str) -> Facts:
    """Facts in which coding averages a score, or has none ("no_signal")."""
    signal = facts.signals[CODING]
    if isinstance(score, str):
        return replace(_assume(facts, CODING, Signal(CODING), 0, facts.reads), coding=float("nan"))
    missing = max(rules.needed(policy, CODING, target), 1) - signal.count
    reads = [replace(read, value=score) for read in signal.reads]
    reads += [Read(f"{ASSUMED}-{n + 1}", f"{ASSUMED}-{n + 1}", score) for n in range(missing)]
    assumed = Signal(CODING, tuple(reads), score=score, evidence=signal.evidence)
    return replace(_assume(facts, CODING, assumed, len(reads), facts.reads), coding=score)


def _assume(
    facts: Facts, dimension: str, signal: Signal, count: int, reads: Mapping[str, Any]
) -> Facts:
    counts = {**facts.counts, dimension: count}
    # A read needs a scorecard to stand on, and a dimension with a read is a signal.
    counts[SCORECARDS] = max(counts[SCORECARDS], *(counts[name] for name in BEHAVIORAL))
    counts[SIGNALS] = sum(counts[name] > 0 for name in (*LEVEL_DIMENSIONS, CODING))
    signals = {**facts.signals, dimension: signal}
    return replace(facts, reads=reads, counts=counts, signals=signals)


def _without(card: Scorecard, trap: str) -> Scorecard:
    marked = any(trap in piece.traps for piece in card.evidence)
    if not marked and trap not in card.traps:
        return card
    evidence = tuple(replace(piece, traps=_less(piece.traps, trap)) for piece in card.evidence)
    return replace(card, traps=_less(card.traps, trap), evidence=evidence)


def _less(traps: tuple[str, ...], trap: str) -> tuple[str, ...]:
    return tuple(name for name in traps if name != trap)


def _with(card: Scorecard, trap: str) -> Scorecard:
    if card.kind != "behavioral":
        return card
    if trap == "we":
        marked = tuple(replace(piece, traps=(*piece.traps, trap)) for piece in card.evidence)
        return replace(card, evidence=marked)
    return replace(card, traps=(*card.traps, trap))
