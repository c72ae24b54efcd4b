"""A whole interview: each answer's signals, with hints that know the rest of its story.

An answer that blames others is no trap if the follow-up question brought out their own part; so
hints on what is missing stay only where the story with all its follow-ups misses it too.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from .answer import AnswerSignals, read_answer
from .conversation import Cue, SpokenAnswer, find_answers
from .hints import Hint, hints_for, interview_hints
from .tagged_text import LONGEST
from .who_is_the_candidate import find_candidate


@dataclass(frozen=True, slots=True)
class HeardAnswer:
    """An answer as spoken, what was found in it, and its hints."""

    said: SpokenAnswer
    signals: AnswerSignals
    hints: tuple[Hint, ...]


@dataclass(frozen=True, slots=True)
class Interview:
    """A candidate's answers in order, and the hints that only the whole of them gives."""

    candidate: str
    answers: tuple[HeardAnswer, ...]
    hints: tuple[Hint, ...]


def read_interview(cues: Sequence[Cue], speaker: str = "") -> Interview:
    """Read a transcript's cues. `speaker` names the candidate, or the beginning of the name.

    Raises CommitteeError if nobody, or more than one, is so named, and FormError if one answer is
    too long.
    """
    candidate = find_candidate(cues, speaker)
    stories: list[list[SpokenAnswer]] = []
    for said in find_answers(cues, candidate):
        if said.follows and stories:
            stories[-1].append(said)
        else:
            stories.append([said])
    answers = tuple(heard for story in stories for heard in _hear(story))
    return Interview(candidate, answers, interview_hints([a.signals for a in answers]))


def _hear(story: list[SpokenAnswer]) -> list[HeardAnswer]:
    found = [
        read_answer(said.text, said.question, seconds=said.seconds, clock=said.clock)
        for said in story
    ]
    hints = [hints_for(signals) for signals in found]
    whole = "\n".join(said.text for said in story)
    if len(story) > 1 and any(hints) and len(whole) <= LONGEST:
        left = {hint.trap for hint in hints_for(read_answer(whole, story[0].question))}
        stays = left | {"verbosity"}
        hints = [tuple(h for h in answer if h.trap in stays) for answer in hints]
    return [HeardAnswer(*parts) for parts in zip(story, found, hints, strict=True)]
