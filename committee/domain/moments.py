"""Moments of a live answer, and what they measure: time to the point, and recoveries."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

QUESTION, DECISION, RESULT = "question", "decision", "result"
INTERRUPTED, BACK = "interrupted", "back"
MOMENTS = (QUESTION, DECISION, RESULT, INTERRUPTED, BACK)


@dataclass(frozen=True)
class Moment:
    """Something marked while listening; `at` in seconds from the start of the clock.

    `about` is the theme of a question, where one was chosen.
    """

    kind: str
    at: float
    about: str = ""


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


def answers(moments: Iterable[Moment]) -> tuple[Answer, ...]:
    """The answers that moments delimit, in order; what precedes the first question is one too.

    A second interruption before the return leaves the first one unrecovered, and a return
    without an interruption says nothing.
    """
    told: list[Answer] = []
    for moment in sorted(moments, key=lambda moment: moment.at):
        if moment.kind == QUESTION:
            told.append(Answer(moment.at, moment.about))
            continue
        if not told:
            told.append(Answer(0.0))
        told[-1] = _heard(told[-1], moment)
    return tuple(told)


def _heard(answer: Answer, moment: Moment) -> Answer:
    since = round(moment.at - answer.asked, 1)
    interruptions = answer.interruptions
    if moment.kind == DECISION and answer.decision is None:
        return replace(answer, decision=since)
    if moment.kind == RESULT and answer.result is None:
        return replace(answer, result=since)
    if moment.kind == INTERRUPTED:
        return replace(answer, interruptions=(*interruptions, Interruption(moment.at)))
    if moment.kind == BACK and interruptions and interruptions[-1].recovery is None:
        last = interruptions[-1]
        back = replace(last, recovery=round(moment.at - last.at, 1))
        return replace(answer, interruptions=(*interruptions[:-1], back))
    return answer
