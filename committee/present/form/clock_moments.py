"""What the clock measured in a draft, in words: time to the point, interruptions, recoveries."""

from dataclasses import dataclass

from committee.domain.answer_clock import (
    BACK,
    FOLLOW_UP,
    INTERRUPTED,
    QUESTION,
    Answer,
    Mark,
    answers,
)
from committee.domain.number_input import clock
from committee.present.voice import words
from committee.scorecard.draft import Draft

NAMES = {
    QUESTION: "Question",
    "decision": "Decision reached",
    "result": "Result reached",
    INTERRUPTED: "Interrupted",
    BACK: "Back on the point",
    FOLLOW_UP: "Follow-up asked",
}


@dataclass(frozen=True)
class MomentView:
    """A mark: when, what, and the words in which it may be logged as evidence, if any."""

    mark: str
    minute: str
    said: str
    cite: str = ""


@dataclass(frozen=True)
class MomentsView:
    """The summary line over the evidence, and the marks, newest first.

    `asked` is when the present question began, in seconds of the clock; `open` says that an
    interruption waits for its return.
    """

    summary: str
    marks: tuple[MomentView, ...]
    asked: float
    open: bool


def moments_view(draft: Draft) -> MomentsView:
    """The moments of a draft."""
    told = answers(draft.marks)
    views = [_view(mark, told) for mark in draft.marks]
    last = told[-1] if told else Answer(0.0)
    waiting = bool(last.interruptions) and last.interruptions[-1].recovery is None
    summary = _summary(len(draft.evidence), len(draft.inbox), told)
    return MomentsView(summary, tuple(reversed(views)), last.asked, waiting)


def _summary(logged: int, inbox: int, told: tuple[Answer, ...]) -> str:
    said = [f"{logged} logged"]
    if inbox:
        said.append(f"{inbox} to sort")
    if told and told[-1].point is not None:
        said.append(f"to the point after {clock(told[-1].point)}")
    interrupted = sum(len(answer.interruptions) for answer in told)
    if interrupted:
        recovered = [seconds for answer in told for seconds in answer.recovered]
        times = f" ({', '.join(f'{seconds:.0f} s' for seconds in recovered)})" if recovered else ""
        said.append(words.counted(interrupted, "interruption"))
        said.append(f"recovered {len(recovered)}{times}")
    return " · ".join(said)


def _view(mark: Mark, told: tuple[Answer, ...]) -> MomentView:
    said = NAMES[mark.kind]
    if mark.about:
        said += f": {mark.about.replace('-', ' ')}"
    cite = _cite(mark, told)
    said = f"{said}. {cite}" if cite else said
    return MomentView(mark.text, clock(mark.at), said, cite)


def _cite(mark: Mark, told: tuple[Answer, ...]) -> str:
    """What a return to the point, or a first decision or result, says as evidence."""
    for answer in told:
        since = round(mark.at - answer.asked, 1)
        if mark.kind == BACK:
            for interruption in answer.interruptions:
                took = interruption.recovery
                if took is not None and round(interruption.at + took, 1) == round(mark.at, 1):
                    when = clock(interruption.at)
                    return f"Interrupted at {when}; back on the point in {took:.0f} s."
        elif mark.kind == "decision" and since == answer.decision:
            return f"The decision came {clock(since)} into the answer."
        elif mark.kind == "result" and since == answer.result:
            return f"The result came {clock(since)} into the answer."
    return ""
