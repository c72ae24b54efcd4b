"""A made-up candidate's story bank, each story with the setting that its quotes share."""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from committee.domain.packet import Story
from committee.domain.rubric import REACHES, THEMES

from .phrases import Phrases, opened, setting

FAILURES = 2


@dataclass(frozen=True)
class MadeUpStory:
    """A story with what fills the slots of its sentences."""

    story: Story
    setting: Mapping[str, str]

    @property
    def rank(self) -> int:
        """How far it reaches, from 0 (a task) to 3 (the company)."""
        return REACHES.index(str(self.story.reach))


@dataclass(frozen=True)
class Bank:
    """All stories: those that went well enough, and those of a failure."""

    plain: tuple[MadeUpStory, ...]
    failures: tuple[MadeUpStory, ...]

    @property
    def stories(self) -> tuple[Story, ...]:
        """The stories, as a packet holds them."""
        return tuple(told.story for told in (*self.plain, *self.failures))

    @property
    def widest(self) -> int:
        """How far the story with the largest reach goes."""
        return max(told.rank for told in self.plain)


def bank(rng: Random, phrases: Phrases, reach: int) -> Bank:
    """Six to nine stories, none with a larger reach than `reach` (0 to 3) and most close to it."""
    number = rng.randint(4, 7)
    things = rng.sample(phrases.data["slots"]["thing"], number + FAILURES)
    reaches = [reach, max(0, reach - 1)] + [rng.randint(0, reach) for _ in range(number - 2)]
    plain = tuple(
        _told(rng, phrases, thing, "plain", REACHES[each])
        for thing, each in zip(things, reaches, strict=False)
    )
    failures = tuple(
        _told(rng, phrases, thing, "failure", REACHES[max(0, reach - place)])
        for place, thing in enumerate(things[number:])
    )
    return Bank(plain, failures)


def told_about(rng: Random, stories: tuple[MadeUpStory, ...], reach: int) -> MadeUpStory:
    """A story whose reach is as near as there is to the one that is read."""
    nearest = min(abs(told.rank - reach) for told in stories)
    return rng.choice([told for told in stories if abs(told.rank - reach) == nearest])


def _told(rng: Random, phrases: Phrases, thing: str, sort: str, reach: str) -> MadeUpStory:
    place = setting(rng, phrases, thing)
    title = opened(rng.choice(phrases.titles(sort, reach)).format_map(place))
    themes = [theme for theme in THEMES if theme != "failure"]
    covers = ["failure"] if sort == "failure" else rng.sample(themes, rng.randint(1, 2))
    values = rng.sample(phrases.listed("values"), rng.randint(0, 2))
    story = Story(thing.replace(" ", "-"), title, tuple(covers), reach, tuple(values))
    return MadeUpStory(story, place)
