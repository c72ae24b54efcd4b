"""What the reads of a panel are worth: how sure they make it where the candidate stands."""

from collections.abc import Mapping
from dataclasses import replace

from committee.domain.case import Case
from committee.domain.ladder import Ladder
from committee.domain.rubric import LEVEL_DIMENSIONS
from committee.odds.forecast import shown
from committee.odds.posterior import COARSE
from committee.present.voice.chances import about

from .level_grid import Grid, GridRow

LEFT_OUT = 0.1
"""The chance that is left out at either end of a reach."""


def with_worth(grid: Grid, case: Case) -> Grid:
    """A grid whose rows say how sure the panel's reads are, and how far they reach."""
    known = shown(case, lattices=COARSE)
    rows = dict(zip(LEVEL_DIMENSIONS, grid.rows, strict=False))
    worth = [
        _with(row, known[dimension], case, dimension) if dimension in known else row
        for dimension, row in rows.items()
    ]
    return replace(grid, rows=(*worth, *grid.rows[len(worth) :]))


def reach(ladder: Ladder, at_least: Mapping[str, float]) -> tuple[float, float]:
    """Where 8 in 10 such candidates stand, as places on the ladder.

    `at_least`: every level but the lowest to the chance of that level or above. Within a level
    chances are taken to be spread evenly.
    """
    edges = [1.0, *(at_least[level] for level in ladder.ids[1:]), 0.0]

    def place(chance: float) -> float:
        rank = max(at for at, edge in enumerate(edges[:-1]) if edge >= chance)
        return rank - 0.5 + (edges[rank] - chance) / (edges[rank] - edges[rank + 1])

    return place(1 - LEFT_OUT), place(LEFT_OUT)


def _with(row: GridRow, at_least: Mapping[str, float], case: Case, dimension: str) -> GridRow:
    """The chance is that of the bar, or of the target where there is none."""
    ladder = case.policy.ladder
    asked = case.policy.bars.get(dimension, {}).get(case.target) or case.target
    if asked not in at_least or row.panel is None:
        return row
    above = "" if asked == ladder.ids[-1] else " or above"
    worth = f"{ladder.name(asked)}{above}: {about(at_least[asked])}"
    return replace(row, worth=worth, reach=reach(ladder, at_least))
