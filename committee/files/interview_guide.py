"""The interviewer's guide, from the data that comes with Committee."""

from functools import cache
from typing import Annotated, Literal

from pydantic import Field

from committee import assets
from committee.domain.guide import Guide, Round
from committee.domain.rubric import Term

from .loop_schema import Dimension, Name, Strict, Text, Theme
from .loop_schema import Step as StepId
from .strict_text import parse, read_text
from .validation_errors import validated


class ThemeAsks(Strict):
    """What to ask on a theme."""

    id: Theme
    ask: Annotated[list[Text], Field(min_length=1, max_length=5)]


class StepAsk(Strict):
    """What to ask while a step is missing."""

    id: StepId
    ask: Text


class DimensionAsk(Strict):
    """What to ask while a dimension is without evidence."""

    id: Dimension
    ask: Text


class GuideFile(Strict):
    """The guide."""

    theme: list[ThemeAsks]
    step: list[StepAsk]
    dimension: list[DimensionAsk]


class RoundStepEntry(Strict):
    """One step of a technical interview."""

    id: Literal["clarify", "decompose", "trade-off", "depth", "operate"]
    name: Name
    key: Annotated[str, Field(pattern=r"^[A-Z]$")]
    anchor: Text
    ask: Text
    reads: dict[Name, Text]


class RoundEntry(Strict):
    """One kind of technical interview."""

    kind: Literal["coding", "system_design"]
    ask: Annotated[list[Text], Field(min_length=1, max_length=5)]
    step: Annotated[list[RoundStepEntry], Field(min_length=1)]


class TechnicalFile(Strict):
    """The technical interviews."""

    round: list[RoundEntry]


@cache
def load_guide() -> Guide:
    """The guide that comes with Committee; FileError if somebody has broken it."""
    path = assets.RUBRIC / "guide.toml"
    entry = validated(GuideFile, parse(read_text(path), str(path), "toml"), str(path))
    return Guide(
        rounds=_rounds(),
        themes={theme.id: tuple(theme.ask) for theme in entry.theme},
        steps={step.id: step.ask for step in entry.step},
        dimensions={dimension.id: dimension.ask for dimension in entry.dimension},
    )


def _rounds() -> dict[str, Round]:
    path = assets.RUBRIC / "technical.toml"
    entry = validated(TechnicalFile, parse(read_text(path), str(path), "toml"), str(path))
    return {
        each.kind: Round(
            tuple(each.ask),
            tuple(Term(s.id, s.name, s.key, s.anchor, s.ask) for s in each.step),
            {step.id: step.reads for step in each.step},
        )
        for each in entry.round
    }
