"""Filters and words that templates read: moments, days, names of dimensions and traps."""

from functools import cache

from flask import Flask

from committee.domain.rubric import Rubric
from committee.files.rubrics import load_rubric
from committee.present.voice.dates import day, moment
from committee.present.voice.read_others_first_said import mark_of, read_by_then
from committee.present.voice.words import KINDS, RECOMMENDATIONS


def teach(app: Flask) -> None:
    """Give every template these filters and words."""
    app.jinja_env.filters.update(
        moment=moment, day=day, rubric_name=dimension_name, trap_name=trap_name,
        not_blind=mark_of, read_by_then=read_by_then,
    )  # fmt: skip
    app.jinja_env.globals.update(kinds=KINDS, recommendations=RECOMMENDATIONS)


def dimension_name(dimension: str) -> str:
    """What people call a dimension."""
    return _rubric().name(dimension)


def trap_name(trap: str) -> str:
    """What people call a trap."""
    return _rubric().trap(trap).name


@cache
def _rubric() -> Rubric:
    return load_rubric()
