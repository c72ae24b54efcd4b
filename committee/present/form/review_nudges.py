"""What a scorecard is asked about before it is submitted: a nudge, never a block."""

from collections.abc import Iterator, Sequence

from committee.domain.answer_clock import FOLLOW_UP, QUESTION
from committee.domain.ladder import Ladder
from committee.domain.rubric import BEHAVIORAL_KIND, RATED_IN, Rubric
from committee.scorecard.draft import Draft, EvidenceRow

LEARNINGS, FAILURE = "learnings", "failure"
YES = ("yes", "strong_yes")
LONGEST_EXCERPT = 60


def review_nudges(draft: Draft, target: str, ladder: Ladder) -> tuple[str, ...]:
    """Questions about the scorecard as a whole, in sentences; none where nothing is odd."""
    return tuple(_nudges(draft, target, ladder))


def rating_nudges(
    draft: Draft, dimension: str, target: str, ladder: Ladder, rubric: Rubric
) -> Iterator[str]:
    """Questions about one read and what stands under it; none where it isn't rated."""
    level, rows = draft.reads.get(dimension, ""), draft.on(dimension)
    if level not in ladder:
        return
    yield from _of_rating(rubric.name(dimension), level, rows, target, ladder)
    yield from _no_follow_up(rubric.name(dimension), level, rows, draft)


def excerpt(row: EvidenceRow) -> str:
    """The first words of a piece, in quotation marks where they were said."""
    words = " ".join(row.quote.split())
    if len(words) > LONGEST_EXCERPT:
        words = words[:LONGEST_EXCERPT].rpartition(" ")[0] + " …"
    return words if row.kind else f"“{words}”"


def _nudges(draft: Draft, target: str, ladder: Ladder) -> Iterator[str]:
    read = {d: r for d in RATED_IN[draft.kind] if (r := draft.reads.get(d, "")) in ladder}
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
    name: str, level: str, rows: Sequence[EvidenceRow], target: str, ladder: Ladder
) -> Iterator[str]:
    sides = {row.polarity for row in rows}
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
    elif len(rows) == 1:
        yield f"{name} rests on one piece. Is there a second sentence?"


def _no_follow_up(
    name: str, level: str, rows: Sequence[EvidenceRow], draft: Draft
) -> Iterator[str]:
    """Where one sentence decides a read and nobody asked on: told only if the clock was used."""
    deciding = [row for row in rows if row.reads == level] or list(rows)
    heard = deciding[0].minutes if len(deciding) == 1 else None
    if heard is None or not draft.marks:
        return
    questions = [mark.at for mark in draft.marks if mark.kind == QUESTION and mark.at > heard * 60]
    until = min(questions, default=float("inf"))
    asked = [mark.at for mark in draft.marks if mark.kind == FOLLOW_UP]
    if not any(heard * 60 - 1 <= at <= until for at in asked):
        yield (
            f"{name} rests on {excerpt(deciding[0])}, and no follow-up was marked after it."
            " What did it leave open?"
        )
