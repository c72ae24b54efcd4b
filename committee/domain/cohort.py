"""What many decided loops show together: outcomes, what bound them, where an average strays.

Only counts leave this module, and no names: a report of a cohort may hang on a wall.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from .decision import Decision, Verdict
from .packet import Packet
from .rubric import LEVEL_DIMENSIONS, TRAPS
from .signals import AGREED, CONFLICTING, MIXED, confirmations
from .trace import Outcome

Decided = tuple[Packet, Decision]
"""A packet with its decision."""


@dataclass(frozen=True)
class Tally:
    """How many loops something was found in; `what` is a rule's id, or a trap's."""

    what: str
    count: int


@dataclass(frozen=True)
class Agreement:
    """How the panels with two or more reads on a dimension agreed: a count of panels for each.

    `mixed` panels were one level apart, `conflicting` ones two or more.
    """

    dimension: str
    agreed: int
    mixed: int
    conflicting: int

    @property
    def panels(self) -> int:
        """How many panels had anything to agree on."""
        return self.agreed + self.mixed + self.conflicting


@dataclass(frozen=True)
class Cohort:
    """Many decided loops, counted.

    `outcomes` and each value of `by_target` have every verdict, also with a count of 0.
    `binding` and `traps` are the commonest first, those that never occurred left out.
    `beside_average` counts loops by the committee's verdict, then by what an average says.
    `passed_gate` counts the loops whose coding cleared the target's gate, `passed_not_hired`
    those of them that weren't hired at it.
    """

    size: int
    outcomes: Mapping[Verdict, int]
    by_target: Mapping[str, Mapping[Verdict, int]]
    binding: tuple[Tally, ...]
    beside_average: Mapping[Verdict, Mapping[Verdict, int]]
    traps: tuple[Tally, ...]
    agreement: tuple[Agreement, ...]
    passed_gate: int
    passed_not_hired: int

    @property
    def average_differs(self) -> int:
        """In how many loops an average says something else than the committee."""
        return self.size - sum(row.get(verdict, 0) for verdict, row in self.beside_average.items())


def report(decided: Sequence[Decided]) -> Cohort:
    """Count what decided loops show together; the order of the loops doesn't matter."""
    decisions = [decision for _, decision in decided]
    passed = [decision for decision in decisions if _passed_gate(decision)]
    return Cohort(
        size=len(decisions),
        outcomes=_outcomes(decisions),
        by_target={
            target: _outcomes([d for d in decisions if d.target == target])
            for target in sorted({decision.target for decision in decisions})
        },
        binding=_tallies(d.ruling.binding_rule for d in decisions),
        beside_average={
            verdict: _averages([d for d in decisions if d.verdict is verdict])
            for verdict in Verdict
        },
        traps=_tallies(
            trap for packet, _ in decided for trap in TRAPS if confirmations(packet, trap)
        ),
        agreement=tuple(_agreement(decisions, dimension) for dimension in LEVEL_DIMENSIONS),
        passed_gate=len(passed),
        passed_not_hired=sum(decision.verdict is not Verdict.HIRE for decision in passed),
    )


def _outcomes(decisions: Iterable[Decision]) -> Mapping[Verdict, int]:
    counts = Counter(decision.verdict for decision in decisions)
    return {verdict: counts[verdict] for verdict in Verdict}


def _averages(decisions: Iterable[Decision]) -> Mapping[Verdict, int]:
    counts = Counter(decision.averaging.verdict for decision in decisions)
    return {verdict: counts[verdict] for verdict in Verdict if counts[verdict]}


def _tallies(found: Iterable[str | None]) -> tuple[Tally, ...]:
    """Counts, the highest first; of equal ones in alphabetical order."""
    counts = Counter(what for what in found if what is not None)
    ordered = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    return tuple(Tally(what, count) for what, count in ordered)


def _agreement(decisions: Iterable[Decision], dimension: str) -> Agreement:
    signals = (decision.signals[dimension] for decision in decisions)
    states = Counter(signal.state for signal in signals if signal.count > 1)
    return Agreement(dimension, states[AGREED], states[MIXED], states[CONFLICTING])


def _passed_gate(decision: Decision) -> bool:
    steps = (leaf for step in decision.ruling.trace for leaf in step.leaves())
    return any(step.rule == "gate.coding" and step.outcome is Outcome.MET for step in steps)
