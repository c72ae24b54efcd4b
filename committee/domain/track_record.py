"""Predictions of decisions beside what was decided: how far somebody's sureness can be believed."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from .decision import Verdict

SURE = (5, 7, 9)
"""How sure one may be of a prediction, in tenths."""
TELLING = 10
"""Fewer predictions than this say nothing of the one who makes them."""
FAR = 2.0
"""How many standard deviations off is more than chance."""


@dataclass(frozen=True)
class Settled:
    """A prediction, `tenths` sure, of a decision that was made since."""

    said: Verdict
    tenths: int
    came: Verdict

    @property
    def true(self) -> bool:
        """Whether it came about."""
        return self.said is self.came


@dataclass(frozen=True)
class AsSure:
    """How many predictions were `tenths` sure, and how many of those came true."""

    tenths: int
    made: int
    true: int


@dataclass(frozen=True)
class TrackRecord:
    """Every prediction of one person that can be told by now.

    `brier` is the mean of squared differences between sureness and what came about (0 is best,
    always five in ten gives .25; Brier 1950), None without predictions. `expected` of them would
    come true if sureness were right, give or take `scatter`, a standard deviation.
    """

    rows: tuple[AsSure, ...]
    made: int
    true: int
    brier: float | None
    expected: float
    scatter: float

    @property
    def off(self) -> int:
        """1 where more came true than chance explains, -1 where fewer, 0 where neither is so."""
        if self.made < TELLING or abs(self.true - self.expected) <= FAR * self.scatter:
            return 0
        return 1 if self.true > self.expected else -1


def track_record(settled: Sequence[Settled]) -> TrackRecord:
    """What predictions say, taken together, of whoever made them."""
    chances = [each.tenths / 10 for each in settled]
    rows = []
    for tenths in SURE:
        those = [each for each in settled if each.tenths == tenths]
        rows.append(AsSure(tenths, len(those), sum(each.true for each in those)))
    squares = [(p - each.true) ** 2 for p, each in zip(chances, settled, strict=True)]
    return TrackRecord(
        rows=tuple(row for row in rows if row.made),
        made=len(settled),
        true=sum(each.true for each in settled),
        brier=sum(squares) / len(squares) if squares else None,
        expected=sum(chances),
        scatter=sqrt(sum(p * (1 - p) for p in chances)),
    )
