"""The rubric and the value lists, from the data that comes with Committee."""

from dataclasses import asdict
from functools import cache
from typing import Annotated, Any, Literal

from pydantic import Field

from committee import assets
from committee.domain.rubric import Dimension, Rubric, Term, ValueList
from committee.domain.rubric import Trap as TrapTerm

from .loop_schema import Dimension as DimensionId
from .loop_schema import Name, Strict, Text
from .loop_schema import Trap as TrapId
from .strict_text import parse, read_text
from .validation_errors import validated


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
    return rubric_from(parse(read_text(path), str(path), "toml"), str(path))


def rubric_from(data: dict[str, Any], where: str) -> Rubric:
    """The rubric that parsed data holds; FileError with place and remedy."""
    entry = validated(RubricFile, data, where)
    return Rubric(
        dimensions=tuple(
            Dimension(**{**dict(d), "sources": tuple(d.sources)}) for d in entry.dimension
        ),
        traps=tuple(TrapTerm(**dict(trap)) for trap in entry.trap),
        steps=tuple(Term(**dict(step)) for step in entry.step),
        themes=tuple(Term(**dict(theme)) for theme in entry.theme),
        reaches=tuple(Term(**dict(reach)) for reach in entry.reach),
    )


def rubric_data(rubric: Rubric) -> dict[str, Any]:
    """A rubric as the structure of its file."""
    return {
        "dimension": [{**asdict(d), "sources": list(d.sources)} for d in rubric.dimensions],
        "trap": [asdict(trap) for trap in rubric.traps],
        "step": [asdict(step) for step in rubric.steps],
        "theme": [asdict(theme) for theme in rubric.themes],
        "reach": [asdict(reach) for reach in rubric.reaches],
    }


@cache
def load_values() -> tuple[ValueList, ...]:
    """The value lists that come with Committee, by name."""
    lists = []
    for path in sorted(assets.RUBRIC.glob("values-*.toml")):
        entry = validated(ValuesFile, parse(read_text(path), str(path), "toml"), str(path))
        lists.append(ValueList(entry.id, entry.name, tuple(entry.values)))
    return tuple(lists)
