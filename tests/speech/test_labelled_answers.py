"""The answers that people labelled, and the script that measures the hints on them."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from committee.domain.rubric import TRAPS
from committee.speech import hints_for, read_answer

ROOT = Path(__file__).parents[2]
SPLITS = {
    path.stem: tomllib.loads(path.read_text("utf-8"))
    for path in sorted((ROOT / "fixtures" / "answers").glob("*.toml"))
}


def test_enough_answers_are_labelled_and_enough_are_clean():
    answers = [answer for split in SPLITS.values() for answer in split["answer"]]
    assert len(answers) >= 60
    assert sum(not answer["hints"] for answer in answers) >= 20
    assert len({answer["id"] for answer in answers}) == len(answers)
    assert {hint for answer in answers for hint in answer["hints"]} <= set(TRAPS)
    assert len(SPLITS["development"]["answer"]) <= len(answers) / 2


@pytest.mark.parametrize("split", SPLITS)
def test_hints_keep_to_what_they_are_aimed_at(split):
    pairs = [
        (
            set(answer["hints"]),
            {hint.trap for hint in hints_for(read_answer(answer["text"], answer["question"]))},
        )
        for answer in SPLITS[split]["answer"]
    ]
    right = sum(len(due & given) for due, given in pairs)
    assert right >= 0.9 * sum(len(given) for _, given in pairs)
    assert right >= 0.7 * sum(len(due) for due, _ in pairs)


def test_script_prints_figures_of_each_split():
    printed = subprocess.run(
        [sys.executable, ROOT / "scripts" / "hints", "--quiet"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    for name, split in SPLITS.items():
        clean = sum(not answer["hints"] for answer in split["answer"])
        assert f"{name}: {len(split['answer'])} answers, {clean} of them clean" in printed
    assert printed.count("precision") == 5 * len(SPLITS)
