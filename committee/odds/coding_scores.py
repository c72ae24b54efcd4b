"""What another panel's coding scores would be, given this panel's."""

from functools import lru_cache

import numpy as np

from committee.domain.rubric import HIGHEST_SCORE, LOWEST_SCORE

from .normal_distribution import Array, between

STEP = 0.25
"""Scores are given by quarters, as the form offers them."""
_SCORES: Array = np.arange(LOWEST_SCORE, HIGHEST_SCORE + STEP / 2, STEP)
_SHOWN: Array = np.linspace(LOWEST_SCORE, HIGHEST_SCORE, 301)


@lru_cache(maxsize=1024)
def mean_scores(scores: tuple[float, ...], sd: float) -> tuple[Array, Array]:
    """The means that as many scores of another panel can have, and the chance of each.

    What is shown is anywhere on the scale beforehand, and every score scatters around it by
    `sd`, is rounded to `STEP`, and kept on the scale.
    """
    weights = np.ones_like(_SHOWN)
    weights[[0, -1]] = 0.5
    for score in scores:
        weights = weights * _chance(np.array([score]), sd)[:, 0]
    one = _chance(_SCORES, sd)
    total = one
    for _ in scores[1:]:
        total = np.stack([np.convolve(a, b) for a, b in zip(total, one, strict=True)])
    sums = len(scores) * LOWEST_SCORE + STEP * np.arange(total.shape[1])
    return sums / len(scores), weights @ total / weights.sum()


def _chance(scores: Array, sd: float) -> Array:
    """P(a score | what is shown): a row each of what is shown, a column a score."""
    low = np.where(scores <= LOWEST_SCORE, -np.inf, scores - STEP / 2)
    high = np.where(scores >= HIGHEST_SCORE, np.inf, scores + STEP / 2)
    z = (np.clip(edge, -99, 99) - _SHOWN[:, None] for edge in (low, high))
    return between(*(each / sd for each in z))
