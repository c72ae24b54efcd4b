"""A conversation as turns: who speaks when, which words answer which question.

Must: tell the candidate from those who ask, join what the candidate says between two questions
to one answer, and find where they were interrupted and when they spoke again.
How: the candidate is the one named, else whoever says most among those who mostly don't ask.
A short remark of an interviewer ("Right.", "mm-hm") ends no answer; a question or a
longer turn does. An interruption is an interviewer who begins before the candidate's cue ends.
Known exceptions: cues without a speaker belong to whoever spoke last; tools that round their
cues make every change of speaker overlap by moments, so less than `OVERLAP` is none.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .answer import Clock
from .lexicon import lexicon
from .tagged_text import read_text

REMARK_WORDS = 4
"""Words of an interviewer that end no answer, unless they are a question."""
GREETING_WORDS = 15
"""Words of the candidate before the first question that are no answer."""
PROBE_WORDS = 20
"""Words of a question that stays with the story before it, at most."""
UNKNOWN = "unknown"
"""The speaker of words of which it is known that somebody else says them, and not who."""
OVERLAP = 0.3
"""Seconds by which cues may overlap without anybody having been cut off."""


@dataclass(frozen=True, slots=True)
class Cue:
    """Some words of one speaker (empty where unknown), with seconds where they are known."""

    speaker: str
    text: str
    start: float | None = None
    end: float | None = None


@dataclass(frozen=True, slots=True)
class CutIn:
    """Somebody spoke into an answer: seconds into it, their words, seconds until it went on.

    `resumed` is None where the answer did not go on.
    """

    at: float
    by: str
    words: str
    resumed: float | None


@dataclass(frozen=True, slots=True)
class SpokenAnswer:
    """What the candidate said to one question; `start` counts from the recording's beginning.

    `follows` says that the question probes the story before it ("What was your own part?").
    """

    question: str
    text: str
    start: float | None
    seconds: float | None
    clock: Clock
    interruptions: tuple[CutIn, ...]
    follows: bool = False


def speakers(cues: Iterable[Cue]) -> tuple[str, ...]:
    """Everybody who is named, in the order in which they first speak."""
    return tuple(dict.fromkeys(c.speaker for c in cues if c.speaker and c.speaker != UNKNOWN))


def asks(text: str) -> bool:
    """Whether words are put to somebody: a question, or a prompt ("Tell me about ...")."""
    if "?" in text or "？" in text or "؟" in text:
        return True
    words = read_text(text[:400]).words
    prompts = lexicon().prompts
    return any(pair in prompts for pair in pairwise(words[:12]))


def follows_up(question: str) -> bool:
    """Whether a question stays with the story before it, rather than asking for another."""
    words = read_text(question[:400]).words
    openers = lexicon().openers
    opens = (i for i, pair in enumerate(pairwise(words)) if pair in openers)
    return not any(words[i + 2 : i + 3] != ["more"] for i in opens) and len(words) <= PROBE_WORDS


def merged(cues: Iterable[Cue]) -> list[Cue]:
    """Neighbouring cues of one speaker as one; a cue without a speaker joins the one before."""
    runs: list[list[Cue]] = []
    for cue in _in_order(cues):
        if runs and cue.speaker in ("", runs[-1][0].speaker):
            runs[-1].append(cue)
        else:
            runs.append([cue])
    return [
        Cue(run[0].speaker, "\n".join(cue.text for cue in run), run[0].start, run[-1].end)
        for run in runs
    ]


def find_answers(cues: Sequence[Cue], candidate: str) -> tuple[SpokenAnswer, ...]:
    """The candidate's answers with their questions, in order. Time linear in the cues."""
    answers: list[_Building] = []
    current = _Building("")
    question: list[str] = []
    speaking = UNKNOWN if candidate else ""
    for cue in _in_order(cues):
        speaking = cue.speaker or speaking
        if speaking == candidate:
            current.resume(cue)
            if question:
                answers.append(current)
                current = _Building("\n".join(question))
                question = []
            current.cues.append(cue)
        elif question or asks(cue.text) or len(cue.text.split()) > REMARK_WORDS:
            current.cut_off(cue, speaking)
            question.append(cue.text)
        else:
            current.cut_off(cue, speaking, remark=True)
    answers.append(current)
    done = [answer.done() for answer in answers if answer.cues]
    if len(done) > 1 and not done[0].question and len(done[0].text.split()) <= GREETING_WORDS:
        del done[0]
    return tuple(done)


class _Building:
    """An answer while its cues come in."""

    def __init__(self, question: str) -> None:
        self.question = question
        self.cues: list[Cue] = []
        self.cuts: list[tuple[float, str, str, float | None]] = []

    def resume(self, cue: Cue) -> None:
        """Note when the candidate speaks again after an interruption."""
        if self.cuts and self.cuts[-1][3] is None and cue.start is not None:
            at, by, words, _ = self.cuts[-1]
            self.cuts[-1] = (at, by, words, max(0.0, cue.start - at))

    def cut_off(self, cue: Cue, by: str, *, remark: bool = False) -> None:
        """Note an interruption, if the answer's last cue was still being spoken."""
        last = self.cues[-1] if self.cues else None
        if remark or last is None or last.end is None or cue.start is None:
            return
        if cue.start < last.end - OVERLAP:
            self.cuts.append((cue.start, by, cue.text, None))

    def done(self) -> SpokenAnswer:
        start, end = self.cues[0].start, self.cues[-1].end
        clock: list[tuple[int, float]] = []
        pieces: list[str] = []
        length = 0
        for cue in self.cues:
            if start is not None and cue.start is not None:
                clock.append((length, cue.start - start))
            pieces.append(cue.text)
            length += len(cue.text) + 1
        seconds = None
        if start is not None and end is not None:
            seconds = max(0.0, end - start)
            clock.append((length, seconds))
        cuts = tuple(
            CutIn(round(at - (start or 0.0), 3), by, words, resumed)
            for at, by, words, resumed in self.cuts
        )
        follows = bool(self.question) and follows_up(self.question)
        said = "\n".join(pieces)
        return SpokenAnswer(self.question, said, start, seconds, tuple(clock), cuts, follows)


def _in_order(cues: Iterable[Cue]) -> list[Cue]:
    """Cues by their start where all have one, since overlapping cues may be written late."""
    listed = list(cues)
    if any(cue.start is None for cue in listed):
        return listed
    return sorted(listed, key=lambda cue: cue.start or 0.0)
