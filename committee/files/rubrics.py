"""The rubric and the value lists, from the data that comes with Committee."""

from functools import cache
from typing import Annotated, Literal

from pydantic import Field

from committee import assets
from committee.domain.rubric import Dimension, Rubric, Term, ValueList
from committee.domain.rubric import Trap as TrapTerm

from .complaints import validated
from .models import Dimension as DimensionId
from .models import Name, Strict, Text
from .models import Trap as TrapId
from .text import parse, read_text


class DimensionEntry(Strict):
    """One dimension with its anchors."""

    id: DimensionId
    name: Name
    kind: Literal["behavioral", "coding", "system_design"]
    measured: Literal["level", "score"]
    question: Text
    motive: Text
    anchors: dict[Name, Text] = {}
    score_anchors: dict[Name, Text] = {}
    sources: list[Text] = []


class TrapEntry(Strict):
    """One trap with the question to ask next."""

    id: TrapId
    name: Name
    seen_in: Text
    meaning: Text
    probe: Text


class TermEntry(Strict):
    """A word of the form."""

    id: Name
    name: Name
    key: Annotated[str, Field(max_length=1)] = ""
    anchor: str = ""
    prompt: str = ""
    level: str = ""


class RubricFile(Strict):
    """The rubric."""

    dimension: list[DimensionEntry]
    trap: list[TrapEntry]
    step: list[TermEntry]
    theme: list[TermEntry]
    reach: list[TermEntry]


class ValuesFile(Strict):
    """A list of values."""

    id: Name
    name: Name
    values: Annotated[list[Name], Field(min_length=1, max_length=50)]
    sources: list[Text] = []


@cache
def load_rubric() -> Rubric:
    """The rubric that comes with Committee; FileError if somebody has broken it."""
    path = assets.RUBRIC / "rubric.toml"
    entry = validated(RubricFile, parse(read_text(path), str(path), "toml"), str(path))
    return Rubric(
        dimensions=tuple(
            Dimension(**{**dict(d), "sources": tuple(d.sources)}) for d in entry.dimension
        ),
        traps=tuple(TrapTerm(**dict(trap)) for trap in entry.trap),
        steps=tuple(Term(**dict(step)) for step in entry.step),
        themes=tuple(Term(**dict(theme)) for theme in entry.theme),
        reaches=tuple(Term(**dict(reach)) for reach in entry.reach),
    )


@cache
def load_values() -> tuple[ValueList, ...]:
    """The value lists that come with Committee, by name."""
    lists = []
    for path in sorted(assets.RUBRIC.glob("values-*.toml")):
        entry = validated(ValuesFile, parse(read_text(path), str(path), "toml"), str(path))
        lists.append(ValueList(entry.id, entry.name, tuple(entry.values)))
    return tuple(lists)
