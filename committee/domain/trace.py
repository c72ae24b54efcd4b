"""The trace: what each rule asked, what it saw, and which evidence and values it read."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

SUFFICIENCY, GATES, GATE, LEVEL = "sufficiency", "gates", "gate", "level"
VETO, BAR, RESOLVE = "veto", "bar", "resolve"
MEAN = "mean"
"""The kinds of rule, and what the bar of a policy that averages is about."""


@dataclass(frozen=True)
class Rule:
    """One rule: its kind, and its subject (a dimension, a veto, a level); as text, its id."""

    kind: str
    subject: str = ""

    def __str__(self) -> str:
        return f"{self.kind}.{self.subject}" if self.subject else self.kind


class RuleOutcome(StrEnum):
    """How a rule came out; neither of the last two is ever a low read."""

    MET = "met"
    NOT_MET = "not_met"
    NO_SIGNAL = "no_signal"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True)
class Ref:
    """A reference to what a rule read: kind is "evidence", "interview" or "policy".

    For a policy value, `id` is its dotted key in the policy file and `value` what stood there.
    """

    kind: str
    id: str
    value: str | int | float | None = None


@dataclass(frozen=True)
class Reads:
    """Levels that were read, one an interview, and what the panel makes of them.

    `capped` names the trap that holds the panel's read down, if one does.
    """

    singles: tuple[str, ...]
    panel: str
    capped: str | None = None


@dataclass(frozen=True)
class Vote:
    """One recommendation, and the level that it names."""

    recommendation: str
    at: str | None = None


@dataclass(frozen=True)
class Votes:
    """Recommendations, and the levels that they read; `cast` is empty where they are imagined."""

    reads: Reads
    cast: tuple[Vote, ...] = ()


@dataclass(frozen=True)
class Turnout:
    """How many voted; who is `missing` where votes are, and who gave `several`, taken as one.

    `unasked` if nobody holds the part whose votes are counted.
    """

    count: int
    missing: tuple[str, ...] = ()
    several: tuple[str, ...] = ()
    unasked: bool = False


@dataclass(frozen=True)
class VoteAgreement:
    """That recommendations agreed to a level, or didn't: all of them that a candidate is told.

    `by` is "bar_raiser", or how the panel's votes add up: "lowest" or "lower_median".
    """

    by: str


@dataclass(frozen=True)
class Confirmed:
    """How many interviewers confirm a trap, and whether others' evidence answers them all."""

    by: int
    answered: bool = False


Seen = Reads | Votes | Turnout | VoteAgreement | Confirmed | int | float | None
"""What a rule saw: a count and a mean are numbers; None where there was nothing to see."""


@dataclass(frozen=True)
class Step:
    """One rule of the decision: its outcome, what it saw and needs, and what it read.

    `level` is the one under test. `needs` is a count, a score or a level's id; None where nothing
    was asked.
    """

    rule: Rule
    level: str
    outcome: RuleOutcome
    saw: Seen = None
    needs: int | float | str | None = None
    uses: tuple[Ref, ...] = ()
    steps: tuple["Step", ...] = ()

    @property
    def unmet(self) -> tuple["Step", ...]:
        """Those of its steps that are not met."""
        return tuple(step for step in self.steps if step.outcome is RuleOutcome.NOT_MET)

    def leaves(self) -> Iterator["Step"]:
        """Every step without steps of its own, in order."""
        if not self.steps:
            yield self
        for step in self.steps:
            yield from step.leaves()
