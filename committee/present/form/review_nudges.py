"""What a scorecard as a whole is asked about before it is submitted: a nudge, never a block."""

from collections.abc import Iterator

from committee.domain.ladder import Ladder
from committee.domain.rubric import BEHAVIORAL_KIND, RATED_IN, Rubric
from committee.scorecard.draft import Draft, EvidenceRow

LEARNINGS, FAILURE = "learnings", "failure"
YES = ("yes", "strong_yes")


def review_nudges(draft: Draft, target: str, ladder: Ladder, rubric: Rubric) -> tuple[str, ...]:
    """Questions in sentences, by dimension first; none where nothing is odd."""
    return tuple(_nudges(draft, target, ladder, rubric))


def _nudges(draft: Draft, target: str, ladder: Ladder, rubric: Rubric) -> Iterator[str]:
    read = {d: r for d in RATED_IN[draft.kind] if (r := draft.reads.get(d, "")) in ladder}
    for dimension, level in read.items():
        pieces = [row for row in draft.evidence if row.dimension == dimension]
        yield from _of_rating(rubric.name(dimension), level, pieces, target, ladder)
    at = draft.at or target
    if draft.recommendation in YES and read and at in ladder:
        best = max(ladder.rank(level) for level in read.values())
        if best < ladder.rank(at):
            yield (
                f"You say yes at {ladder.name(at)}, and nothing here reads higher than"
                f" {ladder.name(ladder.ids[best])}. What speaks for {ladder.name(at)}?"
            )
    learned = any(row.step == LEARNINGS for row in draft.evidence)
    if draft.kind == BEHAVIORAL_KIND and FAILURE in read and not learned:
        yield "No learnings were logged. What do they do differently since?"


def _of_rating(
    name: str, level: str, pieces: list[EvidenceRow], target: str, ladder: Ladder
) -> Iterator[str]:
    sides = {row.polarity for row in pieces}
    meets = ladder.rank(level) >= ladder.rank(target)
    if sides == {"against"} and meets:
        yield (
            f"{name} reads {ladder.name(level)}, and all that stands under it speaks against."
            " Which sentence carries the read?"
        )
    elif sides == {"for"} and not meets:
        yield (
            f"{name} reads {ladder.name(level)}, and all that stands under it speaks for."
            " What was missing?"
        )
    elif len(pieces) == 1:
        yield f"{name} rests on one piece. Is there a second sentence?"
