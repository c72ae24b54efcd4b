"""Packets that were made up for an example, as addresses of the simulator."""

from committee.domain.case import NO_SIGNAL, WhatIf
from committee.domain.policy import Policy
from committee.domain.rubric import CODING, LEVEL_DIMENSIONS, TRAPS
from committee.domain.signals import aggregate, confirmations
from committee.files.talk_scripts import demonstrations
from committee.odds.law_counter_example import CounterExample, Example

from .address_state import Query, changes_of
from .packet_choices import shown


def example_addresses(found: CounterExample) -> tuple[Query, ...]:
    """What the simulator's address says to show the packets of a counter-example.

    Two packets at one target stand side by side; a packet at two targets has an address for each.
    """
    policy, first = found.table.policy, found.examples[0]
    if any(each.target != first.target for each in found.examples):
        return tuple(_query(policy, (each, each)) for each in found.examples)
    return (_query(policy, (first, found.examples[-1])),)


def _query(policy: Policy, sides: tuple[Example, Example]) -> Query:
    base = shown(demonstrations()[0].b)
    query: Query = {"target": sides[0].target, "policy": policy.name}
    for letter, each in zip("ab", sides, strict=True):
        query[letter] = base.source
        query |= changes_of(letter, base, _what_if(policy, each))
    return query


def _what_if(policy: Policy, example: Example) -> WhatIf:
    """Everything of an example, as changes to whatever packet it is shown by."""
    packet = example.packet
    signals = aggregate(packet, policy)
    score = signals[CODING].score
    return WhatIf(
        reads={
            name: signals[name].reads_at or NO_SIGNAL
            for name in (*LEVEL_DIMENSIONS, *sorted(policy.votes_read))
        },
        coding=NO_SIGNAL if score is None else score,
        traps={trap: bool(confirmations(packet, trap)) for trap in TRAPS},
    )
