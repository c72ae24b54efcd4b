"""Odds as twenty panels, each with what it says: people count things better than shares."""

from collections.abc import Mapping
from typing import TypeVar

PANELS = 20

Key = TypeVar("Key")


def in_twenty(chances: Mapping[Key, float]) -> dict[Key, int]:
    """How many of twenty panels say each outcome, by the largest remainder; they sum to 20.

    `chances` are probabilities that sum to 1. Of equal remainders the first counts. As long as
    anything else may come out, one panel of the twenty says so: nothing is drawn as certain.
    """
    shares = {key: chance * PANELS for key, chance in chances.items()}
    counts = {key: int(share) for key, share in shares.items()}
    by_rest = sorted(shares, key=lambda key: counts[key] - shares[key])
    for key in by_rest[: PANELS - sum(counts.values())]:
        counts[key] += 1
    first, *others = sorted(chances, key=lambda key: -chances[key])
    if counts[first] == PANELS and others and chances[others[0]] > 1e-6:
        counts |= {first: PANELS - 1, others[0]: 1}
    return counts
