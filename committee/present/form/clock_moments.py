"""What the clock measured in a draft, in words: time to the point, interruptions, recoveries."""

from dataclasses import dataclass

from committee.domain.moments import BACK, INTERRUPTED, QUESTION, Answer, Moment, answers
from committee.present.voice import words
from committee.present.voice.number_input import clock

from .form_hints import Document, moments_of

NAMES = {
    QUESTION: "Question",
    "decision": "Decision reached",
    "result": "Result reached",
    INTERRUPTED: "Interrupted",
    BACK: "Back on the point",
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


def moments_view(document: Document) -> MomentsView:
    """The moments of a draft."""
    marks = document.get("form", {}).get("marks", ())
    moments = moments_of(marks)
    told = answers(moments)
    views = [_view(mark, told) for mark in marks if moments_of([mark])]
    last = told[-1] if told else Answer(0.0)
    waiting = bool(last.interruptions) and last.interruptions[-1].recovery is None
    logged = len(document.get("evidence", ()))
    return MomentsView(_summary(logged, told), tuple(reversed(views)), last.asked, waiting)


def _summary(logged: int, told: tuple[Answer, ...]) -> str:
    said = [f"{logged} logged"]
    if told and told[-1].point is not None:
        said.append(f"to the point after {clock(told[-1].point)}")
    interrupted = sum(len(answer.interruptions) for answer in told)
    if interrupted:
        recovered = [seconds for answer in told for seconds in answer.recovered]
        times = f" ({', '.join(f'{seconds:.0f} s' for seconds in recovered)})" if recovered else ""
        said.append(words.counted(interrupted, "interruption"))
        said.append(f"recovered {len(recovered)}{times}")
    return " · ".join(said)


def _view(mark: str, told: tuple[Answer, ...]) -> MomentView:
    (moment,) = moments_of([mark])
    minute, said = clock(moment.at), NAMES[moment.kind]
    if moment.about:
        said += f": {moment.about.replace('-', ' ')}"
    cite = _cite(moment, told)
    return MomentView(mark, minute, f"{said}. {cite}" if cite else said, cite)


def _cite(moment: Moment, told: tuple[Answer, ...]) -> str:
    """What a return to the point, or a first decision or result, says as evidence."""
    for answer in told:
        since = round(moment.at - answer.asked, 1)
        if moment.kind == BACK:
            for interruption in answer.interruptions:
                took = interruption.recovery
                if took is not None and round(interruption.at + took, 1) == round(moment.at, 1):
                    when = clock(interruption.at)
                    return f"Interrupted at {when}; back on the point in {took:.0f} s."
        elif moment.kind == "decision" and since == answer.decision:
            return f"The decision came {clock(since)} into the answer."
        elif moment.kind == "result" and since == answer.result:
            return f"The result came {clock(since)} into the answer."
    return ""
