"""The story bank against its themes, and against what was told.

Must: say which themes the bank covers and with what; say, after a loop, when a theme was asked
about and a larger story of that theme stayed at home.
How: stories are compared by reach. A story that was told anywhere in the loop is not at home.
Known exceptions: a theme asked about where no story of the bank was recognised in the answer
gives nothing to compare with, and nothing is said.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from committee.domain.packet import Story
from committee.domain.rubric import THEMES
from committee.domain.story_bank import breadth, widest_first

from .hints import Hint

FEWEST, MOST = 6, 12
"""Stories that a bank should hold."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """Story ids by theme, largest reach first; themes without one; the number of stories."""

    by_theme: dict[str, tuple[str, ...]]
    missing: tuple[str, ...]
    stories: int

    @property
    def complete(self) -> bool:
        """Whether six to twelve stories cover all themes."""
        return not self.missing and FEWEST <= self.stories <= MOST


@dataclass(frozen=True, slots=True)
class LargerStory:
    """A theme that was asked about, the story told, and a larger one of the theme not told."""

    theme: str
    told: Story
    larger: Story


def coverage(bank: Sequence[Story]) -> Coverage:
    """Which of the six themes a bank covers."""
    ranked = widest_first(bank)
    by_theme = {t: tuple(story.id for story in ranked if t in story.covers) for t in THEMES}
    return Coverage(by_theme, tuple(t for t in THEMES if not by_theme[t]), len(bank))


def larger_untold(
    bank: Sequence[Story], told: Mapping[str, Iterable[str]]
) -> tuple[LargerStory, ...]:
    """The larger stories that stayed at home, one a theme at most, in the order of the themes.

    `told` maps each theme that was asked about to the ids of the stories told for it; ids that
    the bank does not hold are passed over.
    """
    stories = {story.id: story for story in bank}
    heard = {id_ for ids in told.values() for id_ in ids}
    found = []
    for theme in (t for t in THEMES if t in told):
        answers = [stories[id_] for id_ in told[theme] if id_ in stories]
        answers += [
            stories[id_] for id_ in heard if id_ in stories and theme in stories[id_].covers
        ]
        home = [s for s in bank if theme in s.covers and s.id not in heard]
        if not answers or not home or not any(id_ in stories for id_ in told[theme]):
            continue
        best, larger = max(answers, key=_rank), max(home, key=_rank)
        if breadth(larger) > breadth(best):
            found.append(LargerStory(theme, best, larger))
    return tuple(found)


def usually_smaller(
    bank: Sequence[Story], times_told: Mapping[str, int]
) -> tuple[LargerStory, ...]:
    """Per theme, the largest story, where a smaller one is told more often than it."""
    found = []
    for theme in THEMES:
        covering = [story for story in bank if theme in story.covers]
        if not covering:
            continue
        usual = max(covering, key=lambda s: (times_told.get(s.id, 0), breadth(s)))
        largest = max(covering, key=lambda s: (breadth(s), times_told.get(s.id, 0)))
        if breadth(largest) > breadth(usual) and times_told.get(usual.id, 0):
            found.append(LargerStory(theme, usual, largest))
    return tuple(found)


def safe_story(bank: Sequence[Story], told: Mapping[str, Iterable[str]]) -> tuple[Hint, ...]:
    """The trap hint `safe-story`, one for each larger story left at home. It has no weight."""
    return tuple(
        Hint(
            "safe-story",
            f"“{left.told.title}” reaches {left.told.reach}; “{left.larger.title}” covers "
            f"{left.theme} too, reaches {left.larger.reach}, and was not told.",
            (),
            f"Is there a larger example of {left.theme.replace('-', ' ')}?",
        )
        for left in larger_untold(bank, told)
    )


def _rank(story: Story) -> tuple[int, str]:
    """By reach, and by id among equals, so that the same bank always names the same story."""
    return breadth(story), story.id
