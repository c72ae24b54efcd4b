"""A candidate's story bank as its page reads it: coverage, and each story against its words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from committee.domain.guide import Guide
from committee.domain.packet import Story
from committee.domain.rubric import STEPS, Rubric
from committee.errors import FormError
from committee.present.voice.words import counted, listed
from committee.speech import LevelCheck, check_level, coverage, usually_smaller
from committee.speech.bank_coverage import FEWEST, MOST

SMALLEST = "task"


@dataclass(frozen=True)
class WrittenStory:
    """A story as it was written down; `steps` maps the STAR-L steps to their texts."""

    key: str
    title: str
    covers: tuple[str, ...]
    reach: str | None
    values: tuple[str, ...]
    steps: Mapping[str, str]


@dataclass(frozen=True)
class ThemeRow:
    """A theme and the titles of the stories that cover it, largest reach first."""

    name: str
    prompt: str
    stories: tuple[str, ...]


@dataclass(frozen=True)
class StoryCard:
    """One story at a glance: what it covers, what is missing, what its words carry."""

    key: str
    title: str
    themes: tuple[str, ...]
    reach: str
    values: tuple[str, ...]
    missing: tuple[tuple[str, str], ...]
    check: LevelCheck | None


@dataclass(frozen=True)
class BankView:
    """The bank: a sentence, whether it is complete, a row a theme, a card a story, and flags."""

    sentence: str
    complete: bool
    themes: tuple[ThemeRow, ...]
    stories: tuple[StoryCard, ...]
    flags: tuple[str, ...]


def bank_view(
    bank: Sequence[WrittenStory], times_told: Mapping[str, int], rubric: Rubric, guide: Guide
) -> BankView:
    """The page of a bank; `times_told` counts, by story, the loops in which it was heard."""
    known = [Story(s.key, s.title, s.covers, s.reach or SMALLEST) for s in bank]
    covered = coverage(known)
    titles = {story.key: story.title for story in bank}
    names = {theme.id: theme.name for theme in rubric.themes}
    flags = tuple(
        f"{names[each.theme]}: “{each.told.title}” ({each.told.reach}) is what you usually tell; "
        f"“{each.larger.title}” reaches further ({each.larger.reach})."
        for each in usually_smaller(known, times_told)
    )
    rows = tuple(
        ThemeRow(t.name, t.prompt, tuple(titles[key] for key in covered.by_theme[t.id]))
        for t in rubric.themes
    )
    cards = tuple(_card(story, names, rubric, guide) for story in bank)
    missing = [names[theme] for theme in covered.missing]
    return BankView(_sentence(len(bank), missing), covered.complete, rows, cards, flags)


def check_of(story: WrittenStory) -> LevelCheck | None:
    """A story's reach against its own words; None while there is nothing to check."""
    action, result = story.steps.get("action", ""), story.steps.get("result", "")
    if not story.reach or not action.strip() or not result.strip():
        return None
    try:
        return check_level(action, result, story.reach)
    except FormError:
        return None


def _card(story: WrittenStory, names: Mapping[str, str], rubric: Rubric, guide: Guide) -> StoryCard:
    steps = {step.id: step.name for step in rubric.steps}
    empty = [step for step in STEPS if not story.steps.get(step, "").strip()]
    reaches = {reach.id: reach.anchor for reach in rubric.reaches}
    return StoryCard(
        key=story.key,
        title=story.title,
        themes=tuple(names[theme] for theme in story.covers if theme in names),
        reach=reaches.get(story.reach or "", "no reach yet").rstrip("."),
        values=story.values,
        missing=tuple((steps[step], guide.steps[step]) for step in empty),
        check=check_of(story),
    )


def _sentence(stories: int, missing: list[str]) -> str:
    told = counted(stories, "story", "stories")
    themes = f"nothing covers {listed(missing, 'or')}" if missing else "all six themes are covered"
    size = ""
    if stories < FEWEST:
        size = f" A bank holds {FEWEST} to {MOST}."
    elif stories > MOST:
        size = f" More than {MOST} are hard to have at hand: put some aside."
    return f"{told}; {themes}.{size}"
