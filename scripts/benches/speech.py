"""What it costs to read answers and transcripts, and that a word costs no more among many."""

import re
import tomllib
from pathlib import Path

from benches import Comparison, compare
from committee.files.transcripts import parse_transcript
from committee.speech import hints_for, read_answer
from committee.speech.interview import read_interview

ANSWERS = Path(__file__).parents[2] / "fixtures" / "answers"
WORD = re.compile(r"\w+")


def _words(count: int) -> str:
    """So many words of the labelled answers, from the first one on, over and over."""
    said: list[str] = []
    for path in sorted(ANSWERS.glob("*.toml")):
        said += [a["text"] for a in tomllib.loads(path.read_text("utf-8"))["answer"]]
    words = " ".join(said).split()
    return " ".join((words * (count // len(words) + 1))[:count])


def _read(answer: str) -> None:
    hints_for(read_answer(answer, "Tell me about a time you failed."))


def _talk(turns: int) -> bytes:
    """A transcript of so many turns, every other one a question."""
    said = _words(12 * turns).split()
    return "".join(
        f"[{at // 60:02}:{at % 60:02}] {'Mina' if at % 2 == 0 else 'Jo'}: "
        f"{' '.join(said[12 * at : 12 * at + 6])}{'.' if at % 2 else '?'}\n"
        for at in range(turns)
    ).encode()


def _hear(talk: bytes) -> None:
    read_interview(parse_transcript(talk, "talk"), "Jo")


def run() -> list[Comparison]:
    long, short = _words(10_000), _words(1_000)
    largest, tenth = _talk(3_900), _talk(390)

    return [
        compare(
            "an answer of 10,000 words beside ten of 1,000",
            ours=lambda: _read(long),
            baseline=lambda: [_read(short) for _ in range(10)],
            aim=1.25,
        ),
        compare(
            "a transcript of 3,900 turns beside ten of 390",
            ours=lambda: _hear(largest),
            baseline=lambda: [_hear(tenth) for _ in range(10)],
            aim=1.25,
            rounds=5,
        ),
        compare(
            "an answer of 10,000 words beside finding its words",
            ours=lambda: _read(long),
            baseline=lambda: WORD.findall(long.lower()),
        ),
    ]
