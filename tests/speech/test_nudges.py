"""Nudges: evidence passes in silence; what isn't evidence is asked about, by its kind."""

import tomllib

import pytest

from committee.assets import FIXTURES
from committee.files.evidence_nudges import load_nudges
from committee.speech.nudges import nudges_for

PIECES = tomllib.loads((FIXTURES / "evidence" / "pieces.toml").read_text("utf-8"))["piece"]


def kinds(text: str) -> list[str]:
    return [nudge.rule.id for nudge in nudges_for(text, load_nudges())]


def test_nine_of_ten_sound_pieces_pass_in_silence_and_the_rest_is_noticed() -> None:
    sound = [kinds(piece["text"]) for piece in PIECES if piece["label"] == "sound"]
    others = [
        piece["label"] in kinds(piece["text"]) for piece in PIECES if piece["label"] != "sound"
    ]
    assert sound.count([]) >= 0.9 * len(sound)
    assert sum(others) >= 0.8 * len(others)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He seemed nervous.", ["impression"]),
        ("Seemed nervous, then drew the rollback and named the owner of each step.", []),
        ("I set the cut-over date with three teams.", []),
        ("good", ["impression", "one-word"]),
        ("Said the family of services shares one health check; he retired the old system.", []),
        ("Strong accent, hard to follow.", ["impression", "protected"]),
        ("Would fit right in with the team.", ["fit"]),
        ("The recruiter mentioned he was let go.", ["hearsay"]),
        ("Changed the foreign key and fixed a race condition in 2 days.", []),
        ("Has kids, may not want to travel", ["protected"]),
        ("", []),
    ],
)
def test_each_kind_by_its_words(text: str, expected: list[str]) -> None:
    assert kinds(text) == expected


def test_a_nudge_names_the_words_that_gave_rise_to_it() -> None:
    (nudge,) = nudges_for("Came across as cocky and, frankly, Cocky.", load_nudges())
    assert (nudge.rule.ask, nudge.words) == (
        "What did they say or do that made you write this?",
        ("cocky", "Cocky"),
    )
