"""The interviewer's guide, from the data that comes with Committee."""

from functools import cache
from typing import Annotated

from pydantic import Field

from committee import assets
from committee.domain.guide import Guide

from .loop_schema import Dimension, Strict, Text, Theme
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


@cache
def load_guide() -> Guide:
    """The guide that comes with Committee; FileError if somebody has broken it."""
    path = assets.RUBRIC / "guide.toml"
    entry = validated(GuideFile, parse(read_text(path), str(path), "toml"), str(path))
    return Guide(
        themes={theme.id: tuple(theme.ask) for theme in entry.theme},
        steps={step.id: step.ask for step in entry.step},
        dimensions={dimension.id: dimension.ask for dimension in entry.dimension},
    )
