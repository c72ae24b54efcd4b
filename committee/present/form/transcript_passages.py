"""A transcript as sentences that an interviewer may take over as evidence."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from committee.domain.number_input import minute_text, minutes_at
from committee.domain.rubric import Rubric
from committee.scorecard.draft import EvidenceRow
from committee.speech.answer import at_clock
from committee.speech.interview import HeardAnswer, Interview

_END = re.compile(r"[.!?…]+[\"”’')\]]*(?=\s|$)|[。！？]+|\n\s*\n|$")
_SHORT = frozenset(["dr", "mr", "mrs", "ms", "st", "vs", "etc", "e.g", "i.e", "approx"])
"""What has a point behind it in the middle of a sentence, as the initials of names have."""
SHORT = 20
"""Characters up to which the same words may well have been said twice."""


@dataclass(frozen=True)
class Passage:
    """Some words of the candidate; `minute` as it can be typed, "" where no time is known.

    `taken` says as what they, or a part of them, stand among the evidence already.
    """

    number: int
    minute: str
    words: str
    taken: str = ""


@dataclass(frozen=True)
class AnswerView:
    """One answer: its question, what to look at in it, and its passages."""

    question: str
    hints: tuple[str, ...]
    passages: tuple[Passage, ...]


def answer_views(
    interview: Interview, rubric: Rubric, evidence: Sequence[EvidenceRow] = ()
) -> tuple[AnswerView, ...]:
    """The answers of an interview, their sentences numbered through from 1."""
    views, before = [], 0
    for heard in interview.answers:
        passages = tuple(
            replace(each, number=before + each.number, taken=_taken(each, evidence, rubric))
            for each in sentences_of(heard)
        )
        before += len(passages)
        hints = tuple(f"{rubric.trap(h.trap).name}? {h.reason} Ask: {h.ask}" for h in heard.hints)
        views.append(AnswerView(" ".join(heard.said.question.split()), hints, passages))
    return tuple(views)


def sentences_of(heard: HeardAnswer) -> tuple[Passage, ...]:
    """What the candidate said in one answer, sentence by sentence, numbered from 1.

    Each has the minute at which it began, evenly spread between the times that are known; ""
    where none is. A sentence may begin in one cue and end in another.
    """
    began, clock = heard.said.start or 0.0, heard.said.clock
    return tuple(
        Passage(
            number, minute_text(minutes_at(began + at_clock(clock, at))) if clock else "", words
        )
        for number, (at, words) in enumerate(_sentences(heard.said.text), start=1)
    )


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    """Where each sentence begins, and its words."""
    start = 0
    for end in _END.finditer(text):
        before = text[max(start, end.start() - 8) : end.start()].split()
        word = before[-1].lstrip('("“') if before else ""
        initial = len(word) == 1 and word.isupper() and word != "I"
        if end.group() == "." and (initial or word.lower() in _SHORT):
            continue
        words = text[start : end.end()].split()
        if words:
            yield text.index(words[0], start), " ".join(words)
        start = end.end()


def _taken(passage: Passage, evidence: Sequence[EvidenceRow], rubric: Rubric) -> str:
    """What the words were taken as; a part of them that is short counts at its own minute alone."""
    for row in evidence:
        quote, words = " ".join(row.quote.split()), passage.words
        within = quote in words or words in quote
        if within and (row.minute == passage.minute or min(len(quote), len(words)) > SHORT):
            return rubric.name(row.dimension) if row.dimension else "to be sorted"
    return ""
