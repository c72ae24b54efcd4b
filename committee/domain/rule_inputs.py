"""The facts: all that a policy's rules may read of a packet, as plain numbers.

The same rules read one packet's facts (ints, floats, bools) and a whole grid of imagined
packets (NumPy arrays that broadcast against each other), so that there is one set of rules.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from .packet import Packet
from .policy import BAR_RAISER, VOTES, Policy, TrapRule, Veto
from .rubric import BEHAVIORAL_KIND, CODING, LEVEL_DIMENSIONS
from .signals import Signal, backing, confirmations, level_rank
from .trace import Ref

SCORECARDS = "scorecards"
SIGNALS = "signals"
COUNTED = (SCORECARDS, SIGNALS, *LEVEL_DIMENSIONS, CODING, VOTES, BAR_RAISER)
NO_READ = -1

Number = Any
"""A Python number or bool, or a NumPy array of them."""


@dataclass(frozen=True)
class Facts:
    """What the rules see.

    `reads`: level dimension (or `recommendation`, `bar_raiser`) to the rank of the panel's
    read, -1 without a signal. `coding`: the mean score, NaN without one. `counts`: what a
    policy may count (see `COUNTED`) to how many there are; a trap veto's rule to how many
    interviewers confirm its trap. `confirmed`: a trap veto's id to
    whether its condition holds. `cites`: for one packet, a key of any of these to what it
    rests on; `signals` the same for the panel's reads.
    """

    reads: Mapping[str, Number]
    coding: Number
    counts: Mapping[str, Number]
    confirmed: Mapping[str, Number]
    cites: Mapping[str, tuple[Ref, ...]] = field(default_factory=dict)
    signals: Mapping[str, Signal] = field(default_factory=dict)


def gather(packet: Packet, signals: Mapping[str, Signal], policy: Policy) -> Facts:
    """The facts of one packet, each with the evidence and interviews it rests on."""
    behavioral = [card for card in packet.submitted if card.kind == BEHAVIORAL_KIND]
    counts = {name: signal.count for name, signal in signals.items()}
    counts[SCORECARDS] = len(behavioral)
    counts[SIGNALS] = sum(
        signal.count > 0 for name, signal in signals.items() if name not in (VOTES, BAR_RAISER)
    )
    cites = {name: _grounds(signal) for name, signal in signals.items()}
    cites[SCORECARDS] = tuple(Ref("interview", card.id) for card in behavioral)
    confirmed = {}
    for veto in policy.vetoes:
        if isinstance(veto.rule, TrapRule):
            holds, refs = trap_holds(veto.rule, packet, signals, policy)
            confirmed[veto.id], cites[f"veto.{veto.id}"] = holds, refs
            heard = policy.aggregation.heard_in(veto.rule.kind)
            counts[f"veto.{veto.id}"] = len(confirmations(packet, veto.rule.trap, heard))
    score = signals[CODING].score
    return Facts(
        reads={n: level_rank(s, policy.ladder) for n, s in signals.items() if n != CODING},
        coding=math.nan if score is None else score,
        counts=counts,
        confirmed=confirmed,
        cites=cites,
        signals=signals,
    )


def still_confirmed(facts: Facts, packet: Packet, policy: Policy) -> Facts:
    """Facts with the trap vetoes that hang on a sole read asked anew of their signals."""
    confirmed = dict(facts.confirmed)
    for veto in policy.vetoes:
        if isinstance(veto.rule, TrapRule) and veto.rule.sole_read_of is not None:
            confirmed[veto.id], _ = trap_holds(veto.rule, packet, facts.signals, policy)
    return replace(facts, confirmed=confirmed)


def trap_holds(
    rule: TrapRule, packet: Packet, signals: Mapping[str, Signal], policy: Policy
) -> tuple[bool, tuple[Ref, ...]]:
    """Whether a trap veto's condition holds in a packet, and what that rests on.

    The references name the confirmations, and the evidence that answers them where it does.
    """
    who = confirmations(packet, rule.trap, policy.aggregation.heard_in(rule.kind))
    answers = _answers(rule, packet, policy)
    # Nobody answers their own confirmation; anybody else's evidence does.
    standing = [name for name in who if not set(answers) - {name}]
    holds = len(standing) >= rule.interviewers
    if rule.sole_read_of is not None:
        reads = signals[rule.sole_read_of].reads
        holds = holds or (len(reads) == 1 and reads[0].interviewer in standing)
    said = [*who.values(), *(answers.values() if who and not holds else ())]
    return holds, tuple(ref for refs in said for ref in refs)


def _answers(rule: TrapRule, packet: Packet, policy: Policy) -> dict[str, list[Ref]]:
    """Who has evidence that keeps the rule from firing, and which."""
    found: dict[str, list[Ref]] = {}
    if rule.unless_for is None:
        return found
    needed = policy.ladder.rank(str(rule.unless_reads))
    for card in packet.submitted:
        backs = backing(card, rule.unless_for, policy.aggregation)
        for piece in card.on(rule.unless_for):
            reads = -1 if piece.reads is None else policy.ladder.rank(piece.reads)
            if piece.id in backs and piece.polarity == "for" and reads >= needed:
                found.setdefault(card.interviewer, []).append(Ref("evidence", piece.id))
    return found


def _grounds(signal: Signal) -> tuple[Ref, ...]:
    """The evidence behind a signal, or the interviews where a read needs no evidence."""
    if signal.evidence:
        return tuple(Ref("evidence", piece) for piece in signal.evidence)
    return tuple(Ref("interview", read.scorecard) for read in signal.reads)


def applies(veto: Veto, policy: Policy, level: str, target: str) -> bool:
    """Whether a veto is judged at a level under test, given the target."""
    return policy.applies(veto, level, target)
