"""What was found in answers, as the JSON that `committee signals` prints."""

from collections.abc import Iterable
from typing import Any

from committee.speech import AnswerSignals, Finding, Hint, Point
from committee.speech.conversation import SpokenAnswer
from committee.speech.interview import Interview


def interview_json(interview: Interview) -> dict[str, Any]:
    """A candidate's answers with their signals and hints, and the hints on the whole of them."""
    return {
        "candidate": interview.candidate or None,
        "answers": [
            {**_spoken_json(heard.said), **answer_json(heard.signals, heard.hints)}
            for heard in interview.answers
        ],
        "hints": [hint_json(hint) for hint in interview.hints],
    }


def answer_json(signals: AnswerSignals, hints: Iterable[Hint]) -> dict[str, Any]:
    """One answer: counts, times to the point in words and seconds, STAR-L, numbers, hints."""
    return {
        "question": signals.question or None,
        "themes": sorted(signals.themes),
        "words": signals.words,
        "seconds": _rounded(signals.seconds),
        "i": signals.i,
        "we": signals.we,
        "acts": {"i": signals.acts_i, "we": signals.acts_we},
        "first_decision": _point_json(signals.first_decision),
        "first_result": _point_json(signals.first_result),
        "setup_share": round(signals.setup_share, 3),
        "star_l": {
            "found": [step for step, words in signals.steps.items() if words],
            "missing": list(signals.missing_steps),
        },
        "numbers": quotes(signals.numbers),
        "moved": quotes(signals.influence.moved),
        "own_part": quotes(signals.failure.own_part),
        "blame": quotes(signals.failure.blame),
        "hedges": len(signals.hedges),
        "hints": [hint_json(hint) for hint in hints],
    }


def hint_json(hint: Hint) -> dict[str, Any]:
    """A hint with its reason, the words that gave rise to it, and the next question."""
    return {
        "trap": hint.trap,
        "because": hint.reason,
        "words": quotes(hint.words),
        "ask": hint.ask,
    }


def quotes(findings: Iterable[Finding]) -> list[str]:
    """The words of findings, each on one line."""
    return [" ".join(finding.words.split()) for finding in findings]


def _spoken_json(said: SpokenAnswer) -> dict[str, Any]:
    return {
        "start": _rounded(said.start),
        "follows": said.follows,
        "interruptions": [
            {
                "at": _rounded(cut.at),
                "by": cut.by,
                "words": " ".join(cut.words.split()),
                "resumed": _rounded(cut.resumed),
            }
            for cut in said.interruptions
        ],
    }


def _point_json(point: Point | None) -> dict[str, Any] | None:
    if point is None:
        return None
    (quote,) = quotes([point.finding])
    return {"words": point.words, "seconds": _rounded(point.seconds), "quote": quote}


def _rounded(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds, 1)
