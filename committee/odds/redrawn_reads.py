"""How another panel of the same make-up would read the candidate: all its reads and votes at once.

Once what is shown and every severity are given, ratings don't depend on each other. So only
those are summed over points, and what each rating has to itself is worked out exactly. Where
somebody's vote and reads both count, the vote leans on the reads, and those are points too.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt

import numpy as np

from committee.domain.policy import BAR_RAISER, VOTES

from .actual_ratings import RatedPanel, Rater
from .normal_distribution import Array, below
from .posterior import Posterior, posterior
from .rater_model import RaterModel

Thresholds = tuple[tuple[str, tuple[int, ...]], ...]
"""Each axis with the ranks that matter on it, rising."""


@lru_cache(maxsize=1024)
def readings(
    panel: RatedPanel,
    thresholds: Thresholds,
    model: RaterModel,
    centre: float,
    levels: int,
    lattices: int,
) -> Array:
    """P(another panel reads between given ranks), for all of them at once, a lattice a row.

    Then a dimension per axis of `thresholds`: place 0 is under its first rank that matters,
    place i from its i-th one on. Each row sums to 1.
    """
    asked = dict(thresholds)
    speakers = [_speaker(own, asked) for own in panel.interviewers]
    spare = sum(speaker.points for speaker in speakers)
    known = posterior(panel, model, centre, levels, lattices, spare)
    said: dict[tuple[str, ...], list[Array]] = defaultdict(list)
    used = 0
    for speaker in speakers:
        normals = known.spare[..., used : used + speaker.points]
        used += speaker.points
        for axes, value, sd in _says(speaker, known, normals, model, panel.lean):
            ranks = sorted({rank for axis in axes for rank in asked[axis]})
            said[axes].append(_chances(value, ranks, sd))
    quorums = dict(panel.quorums)
    both = [axis for axis in (VOTES, BAR_RAISER) if axis in asked]
    apart = [axis for axis in asked if len(both) < 2 or axis not in both]
    factors = [_between(_quorate(said[axis,], quorums[axis])) for axis in apart]
    if len(both) == 2:
        factors.append(_between_votes(said, asked, quorums))
    return _together(known.weights, factors)


@dataclass(frozen=True)
class _Speaker:
    """An interviewer of another panel, and the reads and votes of theirs that count."""

    own: Rater
    reads: tuple[str, ...]
    votes: tuple[str, ...]

    @property
    def leans(self) -> bool:
        """Whether their vote counts, and leans on reads that do."""
        return bool(self.reads and self.votes)

    @property
    def points(self) -> int:
        """Dimensions of points: a severity, unless only one thing has it, and reads leant on."""
        if self.leans:
            return 1 + len(self.own.ratings)
        return int(len(self.reads) > 1)


def _speaker(own: Rater, asked: Mapping[str, tuple[int, ...]]) -> _Speaker:
    reads = tuple(r.dimension for r in own.ratings if r.counts and r.dimension in asked)
    return _Speaker(own, reads, tuple(axis for axis in own.votes if axis in asked))


def _says(
    speaker: _Speaker, known: Posterior, normals: Array, model: RaterModel, lean: float
) -> Iterator[tuple[tuple[str, ...], Array, float]]:
    """Each rating: the axes it counts on, what it scatters around, and by what SD."""
    theta = {name: known.theta[..., at] for at, name in enumerate(known.dimensions)}
    severity, shared = np.zeros(known.weights.shape), model.shared_sd
    if speaker.points:
        severity, shared = model.shared_sd * normals[..., 0], 0.0
    ratings = speaker.own.ratings
    if not speaker.leans:
        for name in speaker.reads:
            yield (name,), theta[name] + severity, sqrt(model.rest_sd**2 + shared**2)
        if speaker.votes:
            mean = np.mean([theta[rating.dimension] for rating in ratings], axis=0)
            sd = sqrt(model.rest_sd**2 / len(ratings) + shared**2)
            yield speaker.votes, mean + severity + lean, sd
        return
    heard = [
        theta[rating.dimension] + severity + model.rest_sd * normals[..., number]
        for number, rating in enumerate(ratings, start=1)
    ]
    for rating, value in zip(ratings, heard, strict=True):
        if rating.counts and rating.dimension in speaker.reads:
            yield (rating.dimension,), value, 0.0
    yield speaker.votes, np.mean(heard, axis=0) + lean, 0.0


def _chances(value: Array, ranks: Sequence[int], sd: float) -> Array:
    """P(a rating is at each rank or above): a further dimension, of ranks."""
    above = value[..., None] - (np.array(ranks) - 0.5)
    return below(above / sd) if sd else np.asarray(above >= 0, dtype=np.float64)


def _quorate(chances: Sequence[Array], quorum: int) -> Array:
    """P(at least a quorum of independent ratings), each with its chance."""
    counts = [np.ones_like(chances[0])]
    for chance in chances:
        missed = 1 - chance
        more = [count * chance for count in counts]
        counts = [count * missed for count in counts]
        counts = [counts[0], *(a + b for a, b in zip(counts[1:], more, strict=False)), more[-1]]
    return np.asarray(sum(counts[quorum:]))


def _between(at_least: Array) -> Array:
    """P(under the first rank, from it to the second, ...) from P(at each rank or above)."""
    ends = np.ones((*at_least.shape[:-1], 1))
    parts = np.concatenate([ends, at_least, 0 * ends], axis=-1)
    return np.asarray(parts[..., :-1] - parts[..., 1:])


def _between_votes(
    said: Mapping[tuple[str, ...], list[Array]],
    asked: Mapping[str, tuple[int, ...]],
    quorums: Mapping[str, int],
) -> Array:
    """P(the votes, and the bar raisers', lie between given ranks), with a dimension for each.

    A bar raiser's vote counts for both, so it meets the harder demand only where it meets the
    easier one.
    """
    ranks = {axes: sorted({r for axis in axes for r in asked[axis]}) for axes in said}
    counts: dict[tuple[int, int], Array] = {(0, 0): np.ones(())}
    for axes, chances in said.items():
        if not set(axes) <= {VOTES, BAR_RAISER}:
            continue
        for chance in chances:
            all_, raiser = (
                _demands(chance, ranks[axes], asked[axis]) if axis in axes else np.zeros(1)
                for axis in (VOTES, BAR_RAISER)
            )
            all_, raiser = all_[..., :, None], raiser[..., None, :]
            grown: dict[tuple[int, int], Array] = defaultdict(lambda: np.zeros(()))
            least, most = np.minimum(all_, raiser), np.maximum(all_, raiser)
            for (n, m), count in counts.items():
                grown[n, m] = grown[n, m] + count * (1 - most)
                if VOTES in axes:
                    grown[n + 1, m] = grown[n + 1, m] + count * (all_ - least)
                if BAR_RAISER in axes:
                    grown[n, m + 1] = grown[n, m + 1] + count * (raiser - least)
                if len(axes) == 2:
                    grown[n + 1, m + 1] = grown[n + 1, m + 1] + count * least
            counts = grown
    met = sum(
        count
        for (n, m), count in counts.items()
        if n >= quorums[VOTES] and m >= quorums[BAR_RAISER]
    )
    apart = -np.diff(np.asarray(met), axis=-1, append=0)
    return np.asarray(-np.diff(apart, axis=-2, append=0))


def _demands(chance: Array, ranks: Sequence[int], asked: Sequence[int]) -> Array:
    """P(at each rank that is asked for), after a first place that asks nothing."""
    wanted = chance[..., [ranks.index(rank) for rank in asked]]
    return np.concatenate([np.ones((*wanted.shape[:-1], 1)), wanted], axis=-1)


def _together(weights: Array, factors: Sequence[Array]) -> Array:
    """The weighted mean, by lattice, of the products of independent factors, axis by axis."""
    shape = [size for factor in factors for size in factor.shape[2:]]
    flat = [factor.reshape(*weights.shape, -1) for factor in factors]
    # Two halves of about the same size are multiplied and summed up at once.
    left, right = weights[..., None], np.ones((*weights.shape, 1))
    half = sum(np.log(factor.shape[-1]) for factor in flat) / 2
    for factor in flat:
        if np.log(left.shape[-1] * factor.shape[-1]) <= half + 0.4 and right.shape[-1] == 1:
            left = (left[..., :, None] * factor[..., None, :]).reshape(*weights.shape, -1)
        else:
            right = (right[..., :, None] * factor[..., None, :]).reshape(*weights.shape, -1)
    summed = np.swapaxes(left, -1, -2) @ right
    return np.asarray((summed / weights.sum(axis=1)[:, None, None]).reshape(len(weights), *shape))
