"""The texts of the candidate's edition, from the data that comes with Committee."""

from functools import cache
from pathlib import Path
from string import Formatter
from typing import Annotated, Any

from pydantic import AfterValidator, Field, model_validator

from committee import assets
from committee.domain.coaching import GAPS, PLACES, TOPICS, Advised, Coaching, Exercise

from .loop_schema import Strict, Text
from .strict_text import parse, read_text
from .validation_errors import validated


def _known_places(text: str) -> str:
    try:
        unknown = {name for _, name, *_ in Formatter().parse(text) if name is not None}
    except ValueError:
        unknown = {""}
    if unknown - set(PLACES):
        places = ", ".join(f"{{{place}}}" for place in PLACES)
        raise ValueError(f"a text with no other braces than {places}")
    return text


def _topic(text: str) -> str:
    if text not in TOPICS:
        raise ValueError(f"one of {', '.join(TOPICS)}")
    return text


def _gap(text: str) -> str:
    if text not in GAPS:
        raise ValueError(f"one of {', '.join(GAPS)}")
    return text


Told = Annotated[Text, AfterValidator(_known_places)]


class ExerciseEntry(Strict):
    """A thing to do: `say`, or `story` and `none`."""

    say: Told | None = None
    story: Told | None = None
    none: Told | None = None

    @model_validator(mode="after")
    def _one_or_two(self) -> "ExerciseEntry":
        given = (bool(self.say), bool(self.story), bool(self.none))
        if given not in ((True, False, False), (False, True, True)):
            raise ValueError("either say, or story and none")
        return self

    def made(self) -> Exercise:
        """The exercise that the entry stands for."""
        return Exercise(self.story or self.say or "", self.none or self.say or "")


Exercises = Annotated[list[ExerciseEntry], Field(min_length=1, max_length=5)]


class AdviceEntry(Strict):
    """The exercises for a topic at one gap, or at any."""

    topic: Annotated[str, AfterValidator(_topic)]
    gap: Annotated[str, AfterValidator(_gap)] | None = None
    do: Exercises


class ByVerdict(Strict):
    """A text for each verdict."""

    hire: Told
    downlevel: Told
    no_hire: Told
    more_signal: Told


class Closing(Strict):
    """What ends every plan, by verdict; two, for a plan in which nothing else stands."""

    hire: Annotated[Exercises, Field(min_length=2)]
    downlevel: Annotated[Exercises, Field(min_length=2)]
    no_hire: Annotated[Exercises, Field(min_length=2)]
    more_signal: Annotated[Exercises, Field(min_length=2)]


class Withheld(Strict):
    """What the edition leaves out."""

    always: Text
    votes: Text


class CoachingFile(Strict):
    """The texts."""

    opening: ByVerdict
    title: ByVerdict
    withheld: Withheld
    closing: Closing
    advice: list[AdviceEntry]

    @model_validator(mode="after")
    def _every_topic(self) -> "CoachingFile":
        found = {(entry.topic, entry.gap) for entry in self.advice}
        for topic in TOPICS:
            if (topic, None) not in found and {(topic, gap) for gap in GAPS} - found:
                raise ValueError(f"advice on {topic}, for any gap or for each of them")
        return self


@cache
def load_coaching() -> Coaching:
    """The texts that come with Committee; FileError if somebody has broken them."""
    return read_coaching(assets.RUBRIC / "coaching.toml")


def read_coaching(path: Path) -> Coaching:
    """The texts of a file; FileError with place and remedy."""
    entry = validated(CoachingFile, parse(read_text(path), str(path), "toml"), str(path))
    return Coaching(
        opening=dict(entry.opening),
        titles=dict(entry.title),
        closing={verdict: _made(each) for verdict, each in dict[str, Any](entry.closing).items()},
        withheld=entry.withheld.always,
        withheld_votes=entry.withheld.votes,
        advised=tuple(Advised(each.topic, each.gap, _made(each.do)) for each in entry.advice),
    )


def _made(entries: list[ExerciseEntry]) -> tuple[Exercise, ...]:
    return tuple(entry.made() for entry in entries)
