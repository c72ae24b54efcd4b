"""Random loops in the loop file's own structure: most have enough for a decision, some don't.

`loops()` draws them piece by piece from hypothesis, so that a failing one shrinks to the few
interviews and pieces of evidence that matter; `random_loop` makes the same kind from a seed, in a
fortieth of the time. `always` holds a law to both.
"""

from collections.abc import Callable
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

LEVELS = ["below", "mid", "senior", "staff", "principal"]
TARGETS = LEVELS[1:]
BEHAVIORAL = ["scope", "leadership", "failure", "communication"]
TRAPS = ["we", "safe-story", "verbosity", "no-real-failure", "no-influence"]
NAMES = ["Mina", "Tomasz", "Adaeze", "Sari"]
SCORES = [2.0, 2.7, 2.8, 2.9, 3.0, 3.1, 3.2, 3.5, 3.8, 4.0]


class _Seeded:
    """Choices from a seed."""

    def __init__(self, random):
        self.choice, self._random = random.choice, random

    def happens(self, percent):
        return self._random.random() * 100 < percent

    def shuffled(self, options):
        return self._random.sample(options, len(options))


class _Drawn:
    """Choices that hypothesis makes: the first option is the simplest, and nothing happens."""

    def __init__(self, draw):
        self._draw = draw

    def choice(self, options):
        return self._draw(st.sampled_from(options))

    def happens(self, percent):
        return self._draw(st.integers(0, 99)) >= 100 - percent

    def shuffled(self, options):
        return self._draw(st.permutations(options))


@st.composite
def choosers(draw):
    """What chooses for `a_loop`, and for a law whatever else it needs."""
    return _Drawn(draw)


def loops():
    """Whole loops, as the tables of a loop file."""
    return choosers().map(a_loop)


def random_loop(random: Random):
    """A whole loop, the same for the same state of `random`."""
    return a_loop(_Seeded(random))


def always(law: Callable, *, drawn: int, seeded: int) -> None:
    """Hold `law`, which asks a chooser for all that it needs, to so many cases of both kinds."""
    settings(max_examples=drawn, deadline=None)(given(choosers())(law))()
    for seed in range(seeded):
        try:
            law(_Seeded(Random(seed)))
        except AssertionError as error:
            error.add_note(f"seed {seed}")
            raise


def a_loop(chooser):
    target = chooser.choice(TARGETS)
    sparse = chooser.happens(10)
    kinds = ["behavioral"] * chooser.choice([0, 1] if sparse else [2, 3, 3, 4, 4])
    kinds += ["coding"] * chooser.choice([0, 1] if sparse else [1, 2, 2, 3])
    kinds += ["system_design"] * chooser.choice([0, 1] if sparse else [1, 2, 2])
    around = min(4, max(0, LEVELS.index(target) + chooser.choice([-1, 0, 0, 1])))
    kinds = chooser.shuffled(kinds)
    entries = [_interview(chooser, number, kind, around) for number, kind in enumerate(kinds)]
    return {"loop": {"candidate": "R. Okafor", "target": target}, "interview": entries}


def _interview(chooser, number, kind, around):
    dimensions = BEHAVIORAL if kind == "behavioral" else [kind]
    entry = {
        "id": f"i{number}",
        "kind": kind,
        "interviewer": chooser.choice(NAMES),
        "submitted": not chooser.happens(7),
        "bar_raiser": chooser.happens(30),
        "traps": [chooser.choice(TRAPS)] if chooser.happens(8) else [],
        "evidence": [],
    }
    if kind == "coding":
        if not chooser.happens(5):
            entry["scores"] = {"coding": chooser.choice(SCORES)}
    else:
        entry["reads"] = {d: _read(chooser, around) for d in dimensions if not chooser.happens(5)}
    for dimension in dimensions:
        for copy in range(chooser.choice([0, 1, 1, 1, 1, 1, 2, 2, 2])):
            entry["evidence"].append(_piece(chooser, f"e{number}-{dimension}-{copy}", dimension))
    if chooser.happens(80):
        entry["recommendation"] = chooser.choice(["strong_no", "no", "yes", "yes", "strong_yes"])
        if chooser.happens(50):
            entry["at"] = chooser.choice(TARGETS)
    return entry


def _read(chooser, around):
    if chooser.happens(5):
        return "not_assessed"
    return LEVELS[min(4, max(0, around + chooser.choice([-1, 0, 0, 0, 1, 1])))]


def _piece(chooser, piece_id, dimension):
    piece = {
        "id": piece_id,
        "dimension": dimension,
        "quote": "I set the cut-over date with the three teams that read from it.",
        "polarity": chooser.choice(["for", "against"]),
        "traps": [chooser.choice(TRAPS)] if chooser.happens(8) else [],
    }
    if chooser.happens(60):
        piece["reads"] = chooser.choice(LEVELS)
    return piece
