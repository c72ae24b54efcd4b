"""Two ways to do the same work, timed side by side in one run."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median, quantiles
from time import perf_counter

Work = Callable[[], object]


@dataclass(frozen=True)
class Comparison:
    """What `ours` and `baseline` took, round by round.

    `ours` and `baseline` hold seconds, one for each round, and round i of one ran right beside
    round i of the other. `aim` is the highest ratio of ours to baseline that we want, or None
    where the ratio is only to be known.
    """

    name: str
    ours: tuple[float, ...]
    baseline: tuple[float, ...]
    aim: float | None = None

    @property
    def ratio(self) -> float:
        """Median of ours over median of baseline: below 1 is faster than the baseline."""
        return median(self.ours) / median(self.baseline)

    @property
    def middle_half(self) -> tuple[float, float]:
        """The quartiles of the ratios of single rounds: how far to trust `ratio`."""
        pairs = zip(self.ours, self.baseline, strict=True)
        ratios = [ours / baseline for ours, baseline in pairs]
        low, _, high = quantiles(ratios, n=4, method="inclusive")
        return low, high

    @property
    def meets_aim(self) -> bool | None:
        """Whether `ratio` is within `aim`; None without an aim."""
        return None if self.aim is None else self.ratio <= self.aim


def compare(
    name: str, *, ours: Work, baseline: Work, aim: float | None = None, rounds: int = 11
) -> Comparison:
    """Time `ours` and `baseline` in `rounds` interleaved rounds (2 or more).

    Each runs once beforehand, untimed, so that neither pays for imports and caches. Who goes
    first alternates, so that a machine that slows down or speeds up bends both alike.
    """
    works = {"ours": ours, "baseline": baseline}
    for work in works.values():
        work()
    seconds: dict[str, list[float]] = {"ours": [], "baseline": []}
    for number in range(rounds):
        for side in sorted(works, reverse=number % 2 == 0):
            start = perf_counter()
            works[side]()
            seconds[side].append(perf_counter() - start)
    return Comparison(name, tuple(seconds["ours"]), tuple(seconds["baseline"]), aim)
