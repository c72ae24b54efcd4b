"""A transcript as passages that an interviewer may take over as evidence."""

from collections.abc import Iterator
from dataclasses import dataclass

from committee.domain.rubric import Rubric
from committee.present.voice.number_input import minute_text, minutes_at
from committee.speech.interview import HeardAnswer, Interview


@dataclass(frozen=True)
class Passage:
    """Some words of the candidate; `minute` as it can be typed, "" where no time is known."""

    number: int
    minute: str
    words: str


@dataclass(frozen=True)
class AnswerView:
    """One answer: its question, what to look at in it, and its passages."""

    question: str
    hints: tuple[str, ...]
    passages: tuple[Passage, ...]


def answer_views(interview: Interview, rubric: Rubric) -> tuple[AnswerView, ...]:
    """The answers of an interview, their passages numbered through from 1."""
    views, number = [], 1
    for heard in interview.answers:
        passages = tuple(
            Passage(number + place, minute, words)
            for place, (minute, words) in enumerate(_passages(heard))
        )
        number += len(passages)
        hints = tuple(f"{rubric.trap(h.trap).name}? {h.reason} Ask: {h.ask}" for h in heard.hints)
        views.append(AnswerView(" ".join(heard.said.question.split()), hints, passages))
    return tuple(views)


def _passages(heard: HeardAnswer) -> Iterator[tuple[str, str]]:
    """What the candidate said from one cue to the next, with the minute that each began at."""
    text, clock, began = heard.said.text, heard.said.clock, heard.said.start or 0.0
    starts = [start for start, _ in clock] or [0]
    for place, start in enumerate(starts):
        end = starts[place + 1] if place + 1 < len(starts) else len(text)
        words = " ".join(text[start:end].split())
        if words:
            minute = minute_text(minutes_at(began + clock[place][1])) if clock else ""
            yield minute, words
