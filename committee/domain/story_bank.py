"""The story bank beside what was told of it: which stories were told, which would have reached."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .ladder import Ladder
from .packet import Evidence, Packet, Story
from .rubric import REACHES, Rubric

THEMES: Mapping[str, tuple[str, ...]] = {
    "scope": (),
    "leadership": ("leadership", "cross-team-influence", "conflict"),
    "failure": ("failure",),
    "no-real-failure": ("failure",),
    "no-influence": ("cross-team-influence", "leadership"),
}
"""The themes that a dimension or a trap asks a story for; scope asks for reach alone."""

TOLD_AGAIN = ("scope", "leadership", "failure")
"""What the same story, told in another way, may answer."""


@dataclass(frozen=True)
class Suggestion:
    """A story of the bank that would answer what was missing; None where the bank has none.

    `again` if it was told already, and has to be told in another way.
    """

    story: Story | None
    again: bool = False


def story_for(
    packet: Packet, what: str, level: str, ladder: Ladder, rubric: Rubric
) -> Suggestion | None:
    """The story of the bank that answers what was missing at a level, an untold one first.

    None without a bank, and for what no theme answers.
    """
    if what not in THEMES or not packet.stories:
        return None
    themes = set(THEMES[what])
    fits = [story for story in packet.stories if not themes or themes & set(story.covers)]
    wide = widest_first(s for s in fits if speaks_at(s, level, ladder, rubric))
    heard = told(packet)
    untold = [story for story in wide if story.id not in heard]
    if untold:
        return Suggestion(untold[0])
    if wide:
        return Suggestion(wide[0], again=True) if what in TOLD_AGAIN else None
    return Suggestion(None)


def told(packet: Packet) -> frozenset[str]:
    """The ids of the stories that evidence of a submitted scorecard comes from."""
    return frozenset(piece.story for _, piece in packet.evidence if piece.story is not None)


def breadth(story: Story) -> int:
    """How far a story says it reached, from 0 for a task; -1 where it doesn't say."""
    return REACHES.index(story.reach) if story.reach in REACHES else -1


def speaks_at(story: Story, level: str, ladder: Ladder, rubric: Rubric) -> bool:
    """Whether a story's reach is one that reads at a level, or above."""
    if not ladder.rank(level):
        return True
    levels = {reach.id: reach.level for reach in rubric.reaches}
    reads = levels.get(story.reach or "")
    return reads is not None and reads in ladder and ladder.rank(reads) >= ladder.rank(level)


def widest_first(stories: Iterable[Story]) -> list[Story]:
    """Stories by reach, the widest first; in the bank's order where they reach as far."""
    return sorted(stories, key=breadth, reverse=True)


def left_at_home(packet: Packet) -> list[Story]:
    """The untold stories that reach further than any story that was told, widest first."""
    heard = told(packet)
    reached = max((breadth(s) for s in packet.stories if s.id in heard), default=-1)
    untold = (s for s in packet.stories if s.id not in heard and breadth(s) > reached)
    return widest_first(untold)


def titles(packet: Packet, pieces: Iterable[Evidence]) -> tuple[str, ...]:
    """The titles of the stories that evidence comes from, each once, in the evidence's order."""
    names = {story.id: story.title for story in packet.stories}
    stories = (piece.story for piece in pieces if piece.story is not None)
    return tuple(dict.fromkeys(names[story] for story in stories))
