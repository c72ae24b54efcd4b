"""What many decided loops show together: outcomes, what bound them, where an average strays.

Only counts leave this module, and no names: a report of a cohort may hang on a wall.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from .case import Case
from .decision import Verdict
from .rubric import CODING, LEVEL_DIMENSIONS, TRAPS
from .signals import AGREED, CONFLICTING, MIXED, confirmations
from .trace import GATE, Rule, RuleOutcome

Found = TypeVar("Found", bound=Hashable)


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
    `binding` and `traps` say in how many loops, the commonest first, those that never occurred
    left out.
    `beside_average` counts loops by the committee's verdict, then by what an average says.
    `passed_gate` counts the loops whose coding cleared the target's gate, `passed_not_hired`
    those of them that weren't hired at it.
    """

    size: int
    outcomes: Mapping[Verdict, int]
    by_target: Mapping[str, Mapping[Verdict, int]]
    binding: Mapping[Rule, int]
    beside_average: Mapping[Verdict, Mapping[Verdict, int]]
    traps: Mapping[str, int]
    agreement: tuple[Agreement, ...]
    passed_gate: int
    passed_not_hired: int

    @property
    def average_differs(self) -> int:
        """In how many loops an average says something else than the committee."""
        return self.size - sum(row.get(verdict, 0) for verdict, row in self.beside_average.items())


def report(cases: Sequence[Case]) -> Cohort:
    """Count what decided loops show together; the order of the loops doesn't matter."""
    passed = [case for case in cases if _passed_gate(case)]
    return Cohort(
        size=len(cases),
        outcomes=_outcomes(cases),
        by_target={
            target: _outcomes([case for case in cases if case.target == target])
            for target in sorted({case.target for case in cases})
        },
        binding=_tallied(rule for case in cases if (rule := case.ruling.binding_rule)),
        beside_average={
            verdict: _averages([case for case in cases if case.verdict is verdict])
            for verdict in Verdict
        },
        traps=_tallied(
            trap for case in cases for trap in TRAPS if confirmations(case.packet, trap)
        ),
        agreement=tuple(_agreement(cases, dimension) for dimension in LEVEL_DIMENSIONS),
        passed_gate=len(passed),
        passed_not_hired=sum(case.verdict is not Verdict.HIRE for case in passed),
    )


def _outcomes(cases: Iterable[Case]) -> Mapping[Verdict, int]:
    counts = Counter(case.verdict for case in cases)
    return {verdict: counts[verdict] for verdict in Verdict}


def _averages(cases: Iterable[Case]) -> Mapping[Verdict, int]:
    counts = Counter(case.averaging.verdict for case in cases)
    return {verdict: counts[verdict] for verdict in Verdict if counts[verdict]}


def _tallied(found: Iterable[Found]) -> Mapping[Found, int]:
    """Counts, the highest first; of equal ones in alphabetical order of their ids."""
    return dict(sorted(Counter(found).items(), key=lambda each: (-each[1], str(each[0]))))


def _agreement(cases: Iterable[Case], dimension: str) -> Agreement:
    signals = (case.signals[dimension] for case in cases)
    states = Counter(signal.state for signal in signals if signal.count > 1)
    return Agreement(dimension, states[AGREED], states[MIXED], states[CONFLICTING])


def _passed_gate(case: Case) -> bool:
    steps = (leaf for step in case.ruling.trace for leaf in step.leaves())
    return any(s.rule == Rule(GATE, CODING) and s.outcome is RuleOutcome.MET for s in steps)
