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


class Outcome(StrEnum):
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
class Step:
    """One rule of the decision: its outcome, its sentence, and what it read.

    `saw` and `needs` are the two sides of the comparison in a few words, for a table.
    """

    rule: Rule
    outcome: Outcome
    because: str
    saw: str = ""
    needs: str = ""
    uses: tuple[Ref, ...] = ()
    steps: tuple["Step", ...] = ()

    @property
    def first_unmet(self) -> "Step | None":
        """The first of its steps that is not met."""
        return next((step for step in self.steps if step.outcome is Outcome.NOT_MET), None)

    def leaves(self) -> Iterator["Step"]:
        """Every step without steps of its own, in order."""
        if not self.steps:
            yield self
        for step in self.steps:
            yield from step.leaves()
