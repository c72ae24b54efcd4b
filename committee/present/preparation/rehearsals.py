"""Rehearsals: what the clock said of each, and whether they get better."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median
from typing import Any

from committee.domain.answer_clock import Answer, answers, marks_of
from committee.domain.guide import Guide
from committee.domain.number_input import clock
from committee.domain.rubric import STEPS
from committee.errors import FormError
from committee.present.voice.words import counted
from committee.speech import hints_for, read_answer

ENOUGH = 3
"""Rehearsals before the last one, without which there is no usual time to compare it with."""


@dataclass(frozen=True)
class Rehearsed:
    """One rehearsal as it was kept: when, on what, and its marks."""

    at: datetime
    prompt: str
    marks: Mapping[str, Any]


@dataclass(frozen=True)
class RehearsalRow:
    """A line of the table; times as a clock shows them, "" where nothing was marked."""

    at: datetime
    prompt: str
    point: str
    decision: str
    result: str
    recoveries: str
    length: str


@dataclass(frozen=True)
class RehearsalsView:
    """All rehearsals, the newest first; what the trend is, and what the last one left open."""

    rows: tuple[RehearsalRow, ...]
    trend: tuple[str, ...]
    asks: tuple[str, ...]


def rehearsals_view(kept: Sequence[Rehearsed], guide: Guide) -> RehearsalsView:
    """The page of somebody's rehearsals, given the newest first."""
    timed = [_answer(each) for each in kept]
    rows = tuple(_row(each, answer) for each, answer in zip(kept, timed, strict=True))
    points = [answer.point for answer in timed if answer.point is not None]
    backs = [seconds for answer in timed for seconds in answer.recovered]
    trend = [
        *_trend("To the point", points),
        *_trend("Back from an interruption", backs),
    ]
    asks = _asks(kept[0], guide) if kept else ()
    return RehearsalsView(rows, tuple(trend), asks)


def _answer(each: Rehearsed) -> Answer:
    told = answers(marks_of(each.marks.get("marks", ())))
    return told[0] if told else Answer(0.0)


def _row(each: Rehearsed, answer: Answer) -> RehearsalRow:
    recovered = ", ".join(f"{seconds:.0f} s" for seconds in answer.recovered)
    open_ = len(answer.interruptions) - len(answer.recovered)
    lost = f"{counted(open_, 'time')} not back" if open_ else ""
    return RehearsalRow(
        at=each.at,
        prompt=each.prompt,
        point=_shown(answer.point),
        decision=_shown(answer.decision),
        result=_shown(answer.result),
        recoveries=", ".join(filter(None, (recovered, lost))),
        length=_shown(each.marks.get("seconds")),
    )


def _shown(seconds: float | None) -> str:
    return "" if seconds is None else clock(seconds)


def _trend(what: str, seconds: Sequence[float]) -> list[str]:
    """The newest time beside what was usual before it; nothing while too few are known."""
    if len(seconds) <= ENOUGH:
        return []
    newest, usual = seconds[0], median(seconds[1:])
    word = "sooner than" if newest < usual else "later than" if newest > usual else "as"
    return [f"{what} after {clock(newest)}: {word} your usual {clock(usual)}."]


def _asks(last: Rehearsed, guide: Guide) -> tuple[str, ...]:
    """What to ask oneself after the last rehearsal, from what was typed; nothing if nothing was."""
    notes = str(last.marks.get("notes", ""))
    if not notes.strip():
        return ()
    try:
        signals = read_answer(notes, last.prompt)
    except FormError:
        return ()
    missing = [guide.steps[step] for step in STEPS if step in signals.missing_steps]
    return tuple(dict.fromkeys((*(hint.ask for hint in hints_for(signals)), *missing)))
