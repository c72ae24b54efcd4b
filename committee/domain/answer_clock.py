"""Moments of a live answer, and what they measure: time to the point, and recoveries."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from .number_input import plain

QUESTION, DECISION, RESULT = "question", "decision", "result"
INTERRUPTED, BACK, FOLLOW_UP = "interrupted", "back", "follow-up"
MOMENTS = (QUESTION, DECISION, RESULT, INTERRUPTED, BACK, FOLLOW_UP)


@dataclass(frozen=True)
class Mark:
    """Something marked while listening; `at` in seconds from the start of the clock.

    `about` is the theme of a question, where one was chosen.
    """

    kind: str
    at: float
    about: str = ""

    @property
    def text(self) -> str:
        """All of it in one word, such as "question:conflict@12.5"."""
        about = f":{self.about}" if self.about else ""
        return f"{self.kind}{about}@{plain(self.at)}"


@dataclass(frozen=True)
class Interruption:
    """When an answer was interrupted, and the seconds until it was back on the point.

    `recovery` is None while it isn't back.
    """

    at: float
    recovery: float | None = None


@dataclass(frozen=True)
class Answer:
    """One question's answer: `asked` in seconds of the clock, the rest in seconds from then.

    `decision` and `result` are None until the first one is marked.
    """

    asked: float
    theme: str = ""
    decision: float | None = None
    result: float | None = None
    interruptions: tuple[Interruption, ...] = ()

    @property
    def point(self) -> float | None:
        """Seconds to the point: to the first decision or result, whichever came first."""
        reached = [seconds for seconds in (self.decision, self.result) if seconds is not None]
        return min(reached, default=None)

    @property
    def recovered(self) -> tuple[float, ...]:
        """The seconds that each recovery took."""
        return tuple(i.recovery for i in self.interruptions if i.recovery is not None)


def marks_of(texts: Iterable[str]) -> tuple[Mark, ...]:
    """The marks that texts such as `Mark.text` stand for; what can't be read is left out."""
    return tuple(_marks(texts))


def _marks(texts: Iterable[str]) -> Iterator[Mark]:
    for text in texts:
        name, _, at = text.rpartition("@")
        kind, _, about = name.partition(":")
        if kind in MOMENTS and at.isascii() and at.replace(".", "", 1).isdecimal():
            yield Mark(kind, float(at), about)


def answers(marks: Iterable[Mark]) -> tuple[Answer, ...]:
    """The answers that marks delimit, in order; what precedes the first question is one too.

    A second interruption before the return leaves the first one unrecovered, and a return
    without an interruption says nothing. What follows up a question belongs to its answer.
    """
    told: list[Answer] = []
    for mark in sorted(marks, key=lambda mark: mark.at):
        if mark.kind == QUESTION:
            told.append(Answer(mark.at, mark.about))
            continue
        if not told:
            told.append(Answer(0.0))
        told[-1] = _heard(told[-1], mark)
    return tuple(told)


def _heard(answer: Answer, mark: Mark) -> Answer:
    since = round(mark.at - answer.asked, 1)
    interruptions = answer.interruptions
    if mark.kind == DECISION and answer.decision is None:
        return replace(answer, decision=since)
    if mark.kind == RESULT and answer.result is None:
        return replace(answer, result=since)
    if mark.kind == INTERRUPTED:
        return replace(answer, interruptions=(*interruptions, Interruption(mark.at)))
    if mark.kind == BACK and interruptions and interruptions[-1].recovery is None:
        last = interruptions[-1]
        back = replace(last, recovery=round(mark.at - last.at, 1))
        return replace(answer, interruptions=(*interruptions[:-1], back))
    return answer
