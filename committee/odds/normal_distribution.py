"""The normal distribution for arrays: looked up in tables, since NumPy has no error function."""

from functools import lru_cache
from math import erfc, sqrt

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

FARTHEST, PER_SD = 36.0, 256
"""How many SDs out the table goes, and how many places it has for each of them."""
_Z: Array = np.linspace(-FARTHEST, FARTHEST, int(2 * FARTHEST * PER_SD) + 1)
_BELOW: Array = np.array([erfc(-z / sqrt(2)) / 2 for z in _Z.tolist()])


def look_up(values: Array, first: float, per_unit: float, table: Array) -> Array:
    """A function between the places of a table, linearly; outside, what it is at the end.

    `table[i]` is the function at `first + i / per_unit`; it may have further dimensions,
    which come after those of `values`.
    """
    place = np.clip((values - first) * per_unit, 0, len(table) - 1.000001)
    lower = place.astype(np.intp)
    share = place - lower
    if table.ndim > 1:
        share = share[..., None]
    below = table[lower]
    return below + share * (table[lower + 1] - below)


def below(z: Array) -> Array:
    """P(a standard normal is under z), to 2e-6, and to 1e-4 of itself far down."""
    return look_up(z, -FARTHEST, PER_SD, _BELOW)


def between(low: Array, high: Array) -> Array:
    """P(a standard normal is from low to high), without loss far out on either side."""
    flip = low + high > 0
    return below(np.where(flip, -low, high)) - below(np.where(flip, -high, low))


def quantile(share: Array) -> Array:
    """The z under which a share of a standard normal is; shares from 1e-12 to 1 - 1e-12."""
    middle = len(_Z) // 2 + 1
    tail = np.interp(np.minimum(share, 1 - share), _BELOW[:middle], _Z[:middle])
    return np.where(share < 0.5, tail, -tail)


def truncated(mean: Array, sd: Array, low: Array, high: Array) -> tuple[Array, Array]:
    """Mean and variance of normals that are known to be from low to high (maybe infinite)."""
    a, b = np.clip((low - mean) / sd, -30, 30), np.clip((high - mean) / sd, -30, 30)
    mass = np.maximum(between(a, b), 1e-200)
    at_a, at_b = (np.exp(-(z**2) / 2) / sqrt(2 * np.pi) for z in (a, b))
    shift = (at_a - at_b) / mass
    kept = 1 + (a * at_a - b * at_b) / mass - shift**2
    return mean + sd * shift, sd**2 * np.clip(kept, 1e-4, 1)


@lru_cache(maxsize=256)
def shared_table(
    low: float, high: float, shared: float, rest: float
) -> tuple[float, float, Array, Array]:
    """P(theta + u + e is from low to high | theta, u), for all theta, at nodes of u.

    Returns the first theta, how many places there are per level, the table (a row a theta, a
    column a node), and the weights of the nodes. The nodes are evenly spaced: for a smooth
    sum under a normal their error falls faster than that of Gauss-Hermite nodes.
    """
    per_unit = 32 / rest
    apart = max(round(min(0.7 * shared, rest) * per_unit), 1) if shared else 1
    steps = round(4.3 * shared * per_unit / apart)
    nodes = np.arange(-steps, steps + 1) * apart / per_unit
    weights = np.exp(-((nodes / shared) ** 2) / 2) if shared else np.ones(1)
    known = [end for end in (low, high) if np.isfinite(end)] or [0.0]
    far = 12 * sqrt(shared**2 + rest**2)
    start, stop = min(known) - far, max(known) + far
    count = int((stop - start) * per_unit) + 2 + 2 * steps * apart
    theta = start + nodes[0] + np.arange(count) / per_unit
    chance = between((low - theta) / rest, (high - theta) / rest)
    rows = np.lib.stride_tricks.sliding_window_view(chance, 2 * steps * apart + 1)[:, ::apart]
    return start, per_unit, np.ascontiguousarray(rows), weights / weights.sum()
