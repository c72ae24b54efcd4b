"""Points that fill a cube more evenly than drawn ones do: shifted lattices, folded.

A sum over them of a smooth function comes nearer to its integral than over random points, and
sums over several shifts of one lattice tell by their spread how near.
"""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from .normal_distribution import quantile

POINTS = 512
"""Of one lattice."""


@lru_cache(maxsize=32)
def normal_points(shifts: int, dimensions: int) -> NDArray[np.float64]:
    """Standard normals, by shift, point and dimension; earlier dimensions are the better filled.

    The same for the same arguments, and fewer shifts or dimensions are a part of more.
    """
    # Shifts must not depend on each other; what they are doesn't matter.
    random = [np.random.default_rng(dimension).random(shifts) for dimension in range(dimensions)]
    moved = np.array(random).reshape(dimensions, shifts).T[:, None, :]
    lattice = np.outer(np.arange(POINTS), _generator(POINTS, dimensions)) / POINTS
    folded = 1 - np.abs(2 * ((lattice + moved) % 1) - 1)
    return quantile(np.clip(folded, 1e-9, 1 - 1e-9))


@lru_cache(maxsize=32)
def _generator(points: int, dimensions: int) -> NDArray[np.int64]:
    """A lattice's generating vector, each component the best one after those before it.

    Best by the worst-case error P_2 with product weights that fall as 1 / dimension²
    (component by component: Sloan and Reztsov 2002; Dick, Kuo and Sloan 2013, section 5).
    """
    candidates = np.arange(1, points // 2, 2)
    multiples = np.outer(np.arange(points), candidates) % points / points
    kernel = 2 * np.pi**2 * (multiples**2 - multiples + 1 / 6)
    product = np.ones(points)
    chosen = []
    for dimension in range(1, dimensions + 1):
        weighted = 1 + kernel / dimension**2
        best = int(np.argmin(product @ weighted))
        chosen.append(candidates[best])
        product = product * weighted[:, best]
    return np.array(chosen, dtype=np.int64)
