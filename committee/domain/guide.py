"""The interviewer's guide: questions on a theme, and for what is still missing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from .rubric import Term


@dataclass(frozen=True)
class Round:
    """A technical interview: questions to ask, and its steps, each with its prompt while missing.

    `reads` says of a step what it looks like, by level, or by score for coding.
    """

    asks: tuple[str, ...]
    steps: tuple[Term, ...]
    reads: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Guide:
    """Questions by theme; and one each by STAR-L step and by dimension, for while it's missing.

    `rounds` holds the technical interviews by their kind.
    """

    themes: Mapping[str, tuple[str, ...]]
    steps: Mapping[str, str]
    dimensions: Mapping[str, str]
    rounds: Mapping[str, Round] = field(default_factory=dict)

    @cached_property
    def technical_names(self) -> Mapping[str, str]:
        """What people call each step of a technical interview."""
        return {step.id: step.name for each in self.rounds.values() for step in each.steps}
