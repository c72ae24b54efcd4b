"""What a candidate is told beside the decision: words of welcome, and exercises for two weeks."""

from collections.abc import Mapping
from dataclasses import dataclass

from .rubric import DIMENSIONS, TRAPS

LEARNINGS, LARGER_STORY, VOTED = "learnings", "larger-story", "votes"
TOPICS = (*DIMENSIONS, *TRAPS, LEARNINGS, LARGER_STORY, VOTED)
MISSING, NEAR, FAR = GAPS = ("missing", "near", "far")
"""Nothing to read; one level under the bar, or less than half a point under the gate; more."""
PLACES = ("story", "target", "needed", "anchor", "reach", "score")
"""What a text may leave a place for, in braces."""


@dataclass(frozen=True)
class Exercise:
    """A thing to do: with a story of the bank, or as it is said where there is none."""

    story: str
    none: str


@dataclass(frozen=True)
class Advised:
    """The exercises for a topic, the first of them first; for one gap, or for any if it's None."""

    topic: str
    gap: str | None
    exercises: tuple[Exercise, ...]


@dataclass(frozen=True)
class Coaching:
    """The texts of the candidate's edition; the first three and `closing` go by verdict.

    `opening`: the words before the outcome. `titles`: what the two weeks are headed with.
    `closing`: exercises that end every plan. `withheld`: what the edition leaves out, and
    `withheld_votes` what it adds where recommendations decide.
    """

    opening: Mapping[str, str]
    titles: Mapping[str, str]
    closing: Mapping[str, tuple[Exercise, ...]]
    withheld: str
    withheld_votes: str
    advised: tuple[Advised, ...]

    def exercises(self, topic: str, gap: str) -> tuple[Exercise, ...]:
        """The exercises for a topic and a gap, or for the topic at any gap."""
        by_gap = {each.gap: each.exercises for each in self.advised if each.topic == topic}
        return by_gap.get(gap) or by_gap.get(None, ())
