"""The panel behind a case: who rated what, how, and what of it counts for the policy."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import inf
from statistics import mean

from committee.domain.case import Case
from committee.domain.packet import Packet
from committee.domain.policy import BAR_RAISER, VOTES, Policy
from committee.domain.rubric import CODING, LEVEL_DIMENSIONS
from committee.domain.signals import Signal, confirmations

AGREEING_VOTES = 4
"""How many votes are taken to have lain within their own reads, before any is heard."""


@dataclass(frozen=True, order=True)
class Rating:
    """What one rating tells: on a dimension, somebody was rated from `low` to `high`, as ranks.

    `counts`: whether it adds to the panel's read, in this panel and in another one.
    """

    dimension: str
    low: float
    high: float
    counts: bool = True


@dataclass(frozen=True, order=True)
class Rater:
    """All that one person rates, however many interviews they hold.

    `votes`: what their recommendation counts for: the votes, the bar raiser's, both, or nothing.
    It is a level for the mean of all that they rate.
    """

    ratings: tuple[Rating, ...]
    votes: tuple[str, ...] = ()


@dataclass(frozen=True)
class RatedPanel:
    """Every interviewer, and how what they say adds up; equal for panels that read alike.

    `quorums`: how many ratings on an axis must be at a level for the panel to read it there.
    `lean`: by how many levels its votes lie from its reads. `scores`: the coding scores.
    """

    interviewers: tuple[Rater, ...]
    quorums: tuple[tuple[str, int], ...]
    lean: float
    scores: tuple[float, ...]

    @property
    def dimensions(self) -> tuple[str, ...]:
        """The dimensions that anybody rates, in a fixed order."""
        rated = {rating.dimension for own in self.interviewers for rating in own.ratings}
        return tuple(name for name in (*LEVEL_DIMENSIONS, CODING) if name in rated)


def panel_of(case: Case) -> RatedPanel:
    """The panel of a case: every read and score on a submitted scorecard.

    A read that nothing backs tells of the candidate too, but doesn't count. Where reads are
    imagined otherwise, the imagined ones stand in their place.
    """
    signals, policy = case.facts.signals, case.policy
    ratings: dict[str, list[Rating]] = defaultdict(list)
    for dimension in LEVEL_DIMENSIONS:
        for person, level, counts in _reads(case, dimension):
            low, high = _span(policy.ladder.rank(level), len(policy.ladder))
            ratings[person].append(Rating(dimension, low, high, counts))
    quorums = {
        d: _quorum(signals[d].count, "lower_median") for d in LEVEL_DIMENSIONS if signals[d].count
    }
    leans: list[float] = []
    cast = _votes(signals, policy)
    for person, (level, _) in cast.items():
        low, high = _span(policy.ladder.rank(level), len(policy.ladder))
        if ratings[person]:
            read = mean(_middle(rating) for rating in ratings[person])
            leans.append(max(low - read, 0) + min(high - read, 0))
        else:
            # Who reads no level tells of the candidate by the vote alone.
            ratings[person].append(Rating(CODING, low, high, counts=False))
    for axis in _KINDS:
        count = sum(axis in axes for _, axes in cast.values())
        quorums |= {axis: _quorum(count, policy.aggregation.votes)} if count else {}
    people = [
        Rater(tuple(sorted(rated)), cast[person][1] if person in cast else ())
        for person, rated in ratings.items()
    ]
    return RatedPanel(
        interviewers=tuple(sorted(people)),
        quorums=tuple(quorums.items()),
        lean=sum(leans) / (len(leans) + AGREEING_VOTES),
        scores=tuple(sorted(float(read.value) for read in signals[CODING].reads)),
    )


_KINDS = (VOTES, BAR_RAISER)


def ceilings(packet: Packet, policy: Policy) -> Mapping[str, int]:
    """The rank at which confirmed traps hold a dimension's read."""
    held: dict[str, int] = {}
    for cap in policy.aggregation.caps:
        if len(confirmations(packet, cap.trap)) >= cap.interviewers:
            rank = policy.ladder.rank(cap.at)
            held[cap.dimension] = min(rank, held.get(cap.dimension, rank))
    return held


def _reads(case: Case, dimension: str) -> Iterator[tuple[str, str, bool]]:
    """Who read a dimension at what level, and whether the read counts."""
    counted = case.facts.signals[dimension].reads
    for read in counted:
        yield read.interviewer, str(read.value), True
    if dimension in case.what_if.reads:
        return
    known = {read.scorecard for read in counted}
    for card in case.imagined.submitted:
        level = card.read(dimension)
        if level is not None and card.id not in known:
            yield card.interviewer, level, False


def _votes(signals: Mapping[str, Signal], policy: Policy) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Each voter with the level of their vote, the lowest of several, and what it counts for."""
    cast: dict[str, tuple[str, tuple[str, ...]]] = {}
    # A policy that counts no votes doesn't hear of the candidate from them either.
    for axis in (each for each in _KINDS if each in policy.votes_read):
        for read in signals[axis].reads:
            level, axes = cast.get(read.interviewer, (str(read.value), ()))
            lowest = min(level, str(read.value), key=policy.ladder.rank)
            cast[read.interviewer] = lowest, (*axes, *({axis} - {*axes}))
    return cast


def _span(rank: int, levels: int) -> tuple[float, float]:
    """The ranks that are cut to a level: the lowest and the highest are open."""
    return rank - 0.5 if rank else -inf, rank + 0.5 if rank < levels - 1 else inf


def _middle(rating: Rating) -> float:
    return rating.low + 0.5 if rating.low > -inf else rating.high - 0.5


def _quorum(count: int, adding_up: str) -> int:
    """All must be at a level where the lowest counts, most where the lower median does."""
    return count - (count - 1) // 2 if adding_up == "lower_median" else count
