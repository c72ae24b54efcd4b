"""What isn't evidence, from the data that comes with Committee."""

from functools import cache
from typing import Annotated

from pydantic import Field

from committee import assets
from committee.speech.nudges import NudgeRule

from .loop_schema import Name, Strict, Text
from .strict_text import parse, read_text
from .validation_errors import validated

Phrases = Annotated[list[Text], Field(max_length=1000)]


class NudgeEntry(Strict):
    """One kind of what isn't evidence."""

    id: Name
    name: Name
    ask: Text
    words: Phrases = []
    innocent: Phrases = []
    without_act: bool = False
    at_most_words: Annotated[int, Field(ge=0, le=10)] = 0


class NudgesFile(Strict):
    """The kinds, in the order in which they are asked."""

    nudge: list[NudgeEntry]


@cache
def load_nudges() -> tuple[NudgeRule, ...]:
    """The kinds that come with Committee; FileError if somebody has broken the file."""
    path = assets.RUBRIC / "nudges.toml"
    entry = validated(NudgesFile, parse(read_text(path), str(path), "toml"), str(path))
    return tuple(
        NudgeRule(
            each.id,
            each.name,
            each.ask,
            tuple(each.words),
            tuple(each.innocent),
            each.without_act,
            each.at_most_words,
        )
        for each in entry.nudge
    )
