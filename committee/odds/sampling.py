"""The rater model played out: panels drawn at random, decided by the table.

The test of the exact path, and its stand-in where a policy reads votes and reads of the same
interviewers, which then lean on each other.
"""

from collections import defaultdict
from dataclasses import replace
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from committee.domain.case import Case

from .outcome_table import OutcomeTable
from .rater_model import RaterModel
from .rating_panel import Panel, Rating

Floats = NDArray[np.float64]


def sampled(
    case: Case, table: OutcomeTable, panel: Panel, model: RaterModel, draws: int, seed: int = 0
) -> NDArray[np.int8]:
    """What each of `draws` random panels comes out at, as `awards` has it; the same for a seed."""
    random = np.random.default_rng(seed)
    shift = model.loop_sd * random.standard_normal(draws)
    heard: dict[str, list[NDArray[np.int8]]] = defaultdict(list)
    for own in panel.interviewers:
        severity = shift + model.shared_sd * random.standard_normal(draws)
        noise: dict[str, list[Floats]] = defaultdict(list)
        for rating in sorted(own, key=lambda each: each.is_vote):
            rest = _rest(rating, noise, model, random, draws)
            rank = _rank(rating, rating.theta + severity + rest)
            for axis in rating.axes:
                heard[axis].append(rank)
    reads = {**case.facts.reads}
    for axis, ranks in heard.items():
        # The quorum-th highest rating is the highest level that a quorum is at or above.
        read = np.sort(ranks, axis=0)[len(ranks) - panel.quorums[axis]]
        reads[axis] = np.minimum(read, panel.ceilings.get(axis, read.max()))
    return np.broadcast_to(table.look_up(replace(case.facts, reads=reads)), (draws,))


def _rest(
    rating: Rating,
    noise: dict[str, list[Floats]],
    model: RaterModel,
    random: np.random.Generator,
    draws: int,
) -> Floats:
    """What a rating has to itself; a vote has the mean of what its scorecard's reads have."""
    own = model.rest_sd * random.standard_normal(draws)
    if not rating.is_vote:
        noise[rating.card].append(own)
        return own
    drawn = noise[rating.card]
    undrawn = max(rating.of - len(drawn), 0)
    return (sum(drawn) + sqrt(undrawn) * own) / rating.of


def _rank(rating: Rating, value: Floats) -> NDArray[np.int8]:
    """The level, as a rank, that a rating falls on: half-way points belong to the upper one."""
    rank = np.clip(np.floor(value + 0.5), 0, rating.ceiling).astype(np.int8)
    return np.where(rank < rating.floor, np.int8(0), rank)
