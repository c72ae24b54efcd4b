"""The guide of technical interviews: every step in each, and something to read at every level."""

import re

import pytest

from committee.assets import TEMPLATES
from committee.domain.rubric import CODING, STEPS, SYSTEM_DESIGN, TECHNICAL_STEPS
from committee.files.interview_guide import load_guide
from committee.files.rubrics import load_rubric

ROUNDS = load_guide().rounds


@pytest.mark.parametrize("kind", ["coding", "system_design"])
def test_each_kind_has_every_step_and_each_step_every_level(kind: str) -> None:
    dimension = {"coding": CODING, "system_design": SYSTEM_DESIGN}[kind]
    about = load_rubric().dimension(dimension)
    levels = list(about.score_anchors or about.anchors)
    assert tuple(step.id for step in ROUNDS[kind].steps) == TECHNICAL_STEPS
    assert {id_: list(reads) for id_, reads in ROUNDS[kind].reads.items()} == dict.fromkeys(
        TECHNICAL_STEPS, levels
    )
    texts = [text for reads in ROUNDS[kind].reads.values() for text in reads.values()]
    assert len(set(texts)) == len(texts)


def test_no_step_is_called_like_one_of_star_l() -> None:
    assert not set(STEPS) & set(TECHNICAL_STEPS)
    assert set(load_guide().technical_names) == set(TECHNICAL_STEPS)


@pytest.mark.parametrize("kind", ROUNDS)
def test_no_key_of_a_step_does_something_else(kind: str) -> None:
    script = (TEMPLATES / "static" / "scorecard-keys.js").read_text("utf-8")
    taken = set(re.findall(r"^  key([A-Z])\(|^  ([A-Z]): \"", script, re.MULTILINE))
    taken = {letter for pair in taken for letter in pair} - {""}
    assert {"C", "G", "U", "V", "W"} <= taken
    keys = [step.key for step in ROUNDS[kind].steps]
    assert len(set(keys)) == len(keys)
    assert not set(keys) & taken
