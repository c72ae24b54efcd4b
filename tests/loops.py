"""Random loops in the loop file's own structure: most have enough for a decision, some don't.

Drawn from a seed rather than piece by piece: a law wants thousands of whole loops, each with a
fair chance of every outcome, more than it wants the smallest failing one.
"""

from random import Random

from hypothesis import strategies as st

LEVELS = ["below", "mid", "senior", "staff", "principal"]
TARGETS = LEVELS[1:]
BEHAVIORAL = ["scope", "leadership", "failure", "communication"]
TRAPS = ["we", "safe-story", "verbosity", "no-real-failure", "no-influence"]
NAMES = ["Mina", "Tomasz", "Adaeze", "Sari"]
SCORES = [2.0, 2.7, 2.8, 2.9, 3.0, 3.1, 3.2, 3.5, 3.8, 4.0]


def loops():
    """Whole loops, as the tables of a loop file."""
    return st.integers(0, 2**40).map(lambda seed: random_loop(Random(seed)))


def random_loop(random):
    target = random.choice(TARGETS)
    sparse = random.random() < 0.1
    kinds = ["behavioral"] * random.choice([0, 1] if sparse else [2, 3, 3, 4, 4])
    kinds += ["coding"] * random.choice([0, 1] if sparse else [1, 2, 2, 3])
    kinds += ["system_design"] * random.choice([0, 1] if sparse else [1, 2, 2])
    random.shuffle(kinds)
    around = min(4, max(0, LEVELS.index(target) + random.choice([-1, 0, 0, 1])))
    entries = [_interview(random, number, kind, around) for number, kind in enumerate(kinds)]
    return {"loop": {"candidate": "R. Okafor", "target": target}, "interview": entries}


def _interview(random, number, kind, around):
    dimensions = BEHAVIORAL if kind == "behavioral" else [kind]
    entry = {
        "id": f"i{number}",
        "kind": kind,
        "interviewer": random.choice(NAMES),
        "submitted": random.random() < 0.93,
        "bar_raiser": random.random() < 0.3,
        "traps": [random.choice(TRAPS)] if random.random() < 0.08 else [],
        "evidence": [],
    }
    if kind == "coding":
        if random.random() < 0.95:
            entry["scores"] = {"coding": random.choice(SCORES)}
    else:
        entry["reads"] = {d: _read(random, around) for d in dimensions if random.random() < 0.95}
    for dimension in dimensions:
        for copy in range(random.choice([0, 1, 1, 1, 1, 1, 2, 2, 2])):
            entry["evidence"].append(_piece(random, f"e{number}-{dimension}-{copy}", dimension))
    if random.random() < 0.8:
        entry["recommendation"] = random.choice(["strong_no", "no", "yes", "yes", "strong_yes"])
        if random.random() < 0.5:
            entry["at"] = random.choice(LEVELS)
    return entry


def _read(random, around):
    if random.random() < 0.05:
        return "not_assessed"
    return LEVELS[min(4, max(0, around + random.choice([-1, 0, 0, 0, 1, 1])))]


def _piece(random, piece_id, dimension):
    piece = {
        "id": piece_id,
        "dimension": dimension,
        "quote": "I set the cut-over date with the three teams that read from it.",
        "polarity": random.choice(["for", "against"]),
        "traps": [random.choice(TRAPS)] if random.random() < 0.08 else [],
    }
    if random.random() < 0.6:
        piece["reads"] = random.choice(LEVELS)
    return piece
