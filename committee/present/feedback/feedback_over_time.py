"""Feedback on several scorecards of one interviewer together: counts, never shares or ranks."""

from collections.abc import Sequence
from dataclasses import dataclass

from committee.present.voice.words import counted

from .feedback_view import InterviewFeedback


@dataclass(frozen=True)
class FeedbackPage:
    """What somebody's scorecards came to, the newest first, and all of them in sentences."""

    said: tuple[str, ...]
    interviews: tuple[InterviewFeedback, ...]


def feedback_page(interviews: Sequence[InterviewFeedback]) -> FeedbackPage:
    """The page for these; it says nothing of anybody else."""
    return FeedbackPage(tuple(_together(interviews)) if interviews else (), tuple(interviews))


def _together(interviews: Sequence[InterviewFeedback]) -> list[str]:
    count = sum(each.count for each in interviews)
    read = sum(each.read for each in interviews)
    behind = sum(each.behind for each in interviews)
    said = [
        f"In {counted(len(interviews), 'interview')} you logged {counted(count, 'piece')} of"
        f" evidence. Decisions read {read} of them; {behind} stood behind the rule that decided."
    ]
    below, level, above = (sum(each.apart[way] for each in interviews) for way in (-1, 0, 1))
    if together := below + level + above:
        said.append(
            f"Of {counted(together, 'read')} that stood beside another interviewer’s,"
            f" {level} lay with the panel, {below} below it and {above} above it."
        )
    if asked := sum(each.questions for each in interviews):
        said.append(f"A committee would have had {counted(asked, 'question')}.")
    return said
