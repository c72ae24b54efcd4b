"""How likely a panel reads at or above given levels on several axes at once.

Whether the panel reads a level or more is a matter of counting: how many of the ratings are at
that level or above. Counts add up over interviewers, who are independent of each other once
the effect of the loop is given, so each one's part is worked out alone and the parts are added.
"""

from collections.abc import Mapping
from functools import lru_cache
from itertools import product
from math import ceil, erf, sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .rater_model import RaterModel
from .rating_panel import Panel, Rating

Array = NDArray[np.float64]
Thresholds = Mapping[str, tuple[int, ...]]
"""An axis to the ranks that matter on it, rising."""
FARTHEST = 7.5
"""How many SDs out a normal is summed: what lies beyond is less than 1e-13."""


def survival(panel: Panel, thresholds: Thresholds, model: RaterModel) -> Array:
    """P(the panel reads at least a given rank on every axis), for all ranks that matter.

    One dimension an axis of `thresholds`, in its order; place 0 asks nothing of that axis,
    place i its i-th rank.
    """
    total = np.zeros(tuple(len(ranks) + 1 for ranks in thresholds.values()))
    asked = tuple(thresholds.items())
    for shift, weight in _normal(model.loop_sd, model.rating_sd):
        counts = np.ones((1,) * 2 * len(thresholds))
        for own in panel.interviewers:
            counts = _added(counts, _part(own, asked, model, shift))
        quorate: Any = (..., *(slice(panel.quorums[axis], None) for axis in thresholds))
        over = tuple(range(len(thresholds), 2 * len(thresholds)))
        total += weight * counts[quorate].sum(axis=over)
    return total


def at_least(rating: Rating, ranks: tuple[int, ...], shifts: Array, spread: float) -> Array:
    """P(a rating is at a rank or above), a row a shift (levels), a column a rank.

    A first column of ones stands for no demand. `spread` is the SD, in levels, of what is
    left to chance; with none, a rating is where it is.
    """
    columns = [np.ones_like(shifts)]
    for rank in ranks:
        if rank > rating.ceiling:
            columns.append(np.zeros_like(shifts))
            continue
        above = rating.theta + shifts - (max(rank, rating.floor) - 0.5)
        if spread == 0:
            columns.append((above >= 0).astype(float))
        else:
            columns.append(np.array([0.5 + erf(x / (spread * sqrt(2))) / 2 for x in above]))
    return np.stack(columns, axis=1)


@lru_cache(maxsize=1024)
def _part(
    own: tuple[Rating, ...],
    asked: tuple[tuple[str, tuple[int, ...]], ...],
    model: RaterModel,
    shift: float,
) -> Array:
    """What one interviewer adds: P(this many of their ratings at each rank or above).

    Dimensions: the ranks that matter on each axis, then how many ratings on each axis. Kept,
    because interviewers who rate the same add the same, in this case and in the next one.
    """
    thresholds = dict(asked)
    nodes = np.array(_normal(model.shared_sd, model.rest_sd / sqrt(max(r.of for r in own))))
    severity, weights = nodes.T
    axes = tuple(thresholds)
    state = np.ones((len(nodes), *(1,) * 2 * len(axes)))
    for rating in own:
        heard: dict[int, Array] = {}
        for axis in set(rating.axes) & set(axes):
            place = axes.index(axis)
            spread = model.rest_sd / sqrt(rating.of)
            chances = at_least(rating, thresholds[axis], severity + shift, spread)
            shape = [len(nodes), *(1,) * 2 * len(axes)]
            shape[place + 1] = chances.shape[1]
            heard[place] = chances.reshape(shape)
        state = _heard(state, heard, len(axes))
    return np.asarray(np.tensordot(weights, state, axes=(0, 0)))


def _heard(state: Array, heard: Mapping[int, Array], axes: int) -> Array:
    """Counts after one more rating, which is heard on an axis or not.

    Axes of one rating share its value, so the harder demand is met only where the easier is.
    """
    one, none = np.ones(()), np.zeros(())
    terms = {}
    for pattern in product((0, 1), repeat=len(heard)):
        said = [p for p, yes in zip(heard.values(), pattern, strict=True) if yes]
        unsaid = [p for p, yes in zip(heard.values(), pattern, strict=True) if not yes]
        least = np.minimum.reduce(np.broadcast_arrays(*said)) if said else one
        most = np.maximum.reduce(np.broadcast_arrays(*unsaid)) if unsaid else none
        terms[pattern] = state * np.clip(least - most, 0, None)
    shape = list(np.broadcast_shapes(*(term.shape for term in terms.values())))
    for place in heard:
        shape[1 + axes + place] += 1
    grown = np.zeros(shape)
    for pattern, term in terms.items():
        window = [slice(None)] * len(shape)
        for place, step in zip(heard, pattern, strict=True):
            at = 1 + axes + place
            window[at] = slice(step, step + state.shape[at])
        grown[tuple(window)] += term
    return grown


def _added(left: Array, right: Array) -> Array:
    """The counts of two groups of interviewers who don't depend on each other."""
    axes = left.ndim // 2
    ranks = np.broadcast_shapes(left.shape[:axes], right.shape[:axes])
    sizes, steps = left.shape[axes:], right.shape[axes:]
    grown = np.zeros((*ranks, *(a + b - 1 for a, b in zip(sizes, steps, strict=True))))
    for step in np.ndindex(steps):
        window: Any = (..., *(slice(s, s + n) for s, n in zip(step, sizes, strict=True)))
        one: Any = (..., *(slice(s, s + 1) for s in step))
        grown[window] += left * right[one]
    return grown


@lru_cache(maxsize=256)
def _normal(sd: float, smoothness: float) -> tuple[tuple[float, float], ...]:
    """Values of a centred normal with their weights, which sum to 1.

    `smoothness` is the SD, in the same unit, of what blurs the steps that are summed over.
    Evenly spaced values out to `FARTHEST` SDs: for a smooth sum under a normal their error
    falls faster than that of Gauss-Hermite nodes, and 40 for each SD of blur keep it under 1e-6.
    """
    if sd == 0:
        return ((0.0, 1.0),)
    nodes = np.linspace(-FARTHEST, FARTHEST, max(31, ceil(40 * sd / smoothness)))
    weights = np.exp(-(nodes**2) / 2)
    return tuple(zip((sd * nodes).tolist(), (weights / weights.sum()).tolist(), strict=True))
