"""What it costs to read an answer, and that it costs no more a word when there are more."""

import re
import tomllib
from pathlib import Path

from benches import Comparison, compare
from committee.speech import hints_for, read_answer

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


def run() -> list[Comparison]:
    long, short = _words(10_000), _words(1_000)

    return [
        compare(
            "an answer of 10,000 words beside ten of 1,000",
            ours=lambda: _read(long),
            baseline=lambda: [_read(short) for _ in range(10)],
            aim=1.25,
        ),
        compare(
            "an answer of 10,000 words beside finding its words",
            ours=lambda: _read(long),
            baseline=lambda: WORD.findall(long.lower()),
        ),
    ]
