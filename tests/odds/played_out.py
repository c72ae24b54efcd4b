"""The model of odds played out by brute force, as an oracle: nothing of it is shared with ours.

Candidates and severities are drawn from a rough normal around what the reads say, weighted by
how likely they make every read and score, and met by another panel, rating by rating.
"""

from collections import defaultdict
from dataclasses import dataclass, replace
from math import erf, inf, sqrt

import numpy as np

from committee.domain.decision import Verdict
from committee.domain.rubric import LEVEL_DIMENSIONS
from committee.odds.judge_whole_grid import award_of
from committee.odds.outcome_table import outcome_table

SPREAD_OF_DRAWS = 1.4
FREEDOM = 8
PHI_AT = np.linspace(-40, 40, 160_001)
PHI = np.array([0.5 * (1 + erf(z / sqrt(2))) for z in PHI_AT])
COLUMNS = np.linspace(1, 4, 1201)


@dataclass(frozen=True)
class World:
    """The parameters, as numbers."""

    rating_sd: float = 0.66
    rest_share: float = (1 - 0.53 / 1.20) / 2
    spread: float = 1.0
    within: float = 0.8
    centre: float | None = None
    loop_sd: float = 0.0


def played_out(case, world=None, draws=400_000, seed=1):
    """Every verdict, and every level offered, to its chance; the effective number of draws."""
    world = world or World()
    random = np.random.default_rng(seed)
    ladder, top = case.policy.ladder, len(case.policy.ladder) - 1
    facts, signals = case.facts, case.facts.signals
    people = defaultdict(lambda: {"reads": [], "votes": []})
    for card in case.imagined.submitted:
        for dimension in LEVEL_DIMENSIONS:
            if card.read(dimension) is not None:
                counts = any(r.scorecard == card.id for r in signals[dimension].reads)
                rank = ladder.rank(card.read(dimension))
                span = (rank - 0.5 if rank else -inf, rank + 0.5 if rank < top else inf)
                people[card.interviewer]["reads"].append((dimension, span, rank, counts))
    aim, leans = ladder.rank(case.target), []
    raisers = {read.interviewer for read in signals["bar_raiser"].reads}
    cast = defaultdict(list)
    for read in signals["recommendation"].reads:
        cast[read.interviewer].append(ladder.rank(read.value))
    for name, ranks in cast.items() if case.policy.reads_votes else ():
        level, own = min(ranks), people[name]
        span = (level - 0.5 if level else -inf, level + 0.5 if level < top else inf)
        if own["reads"]:
            middle = np.mean([rank for *_, rank, _ in own["reads"]])
            leans.append(max(span[0] - middle, 0) + min(span[1] - middle, 0))
        else:
            own["reads"].append(("coding", span, level, False))
        own["votes"].append(name in raisers)
    lean = sum(leans) / (len(leans) + 4)

    shared, rest = (world.rating_sd * sqrt(s) for s in (1 - world.rest_share, world.rest_share))
    dims = sorted({d for own in people.values() for d, *_ in own["reads"]})
    shared_by_all = ["t", *(["loop"] if world.loop_sd else [])]
    names = [*shared_by_all, *dims, *people]
    place = {name: at for at, name in enumerate(names)}
    centre = aim if world.centre is None else world.centre
    sds = np.array(
        [world.spread, *([world.loop_sd] if world.loop_sd else [])]
        + [world.within * world.spread] * len(dims)
        + [shared] * len(people)
    )
    rows, seen, spans = [], [], []
    for name, own in people.items():
        for dimension, span, rank, _ in own["reads"]:
            row = np.zeros(len(names))
            row[[place[n] for n in (*shared_by_all, dimension, name)]] = 1
            rows.append(row)
            seen.append(rank - centre)
            spans.append((dimension, name, span))
    rows, seen = np.array(rows).reshape(len(seen), len(names)), np.array(seen)
    around = np.linalg.inv(np.diag(1 / sds**2) + rows.T @ rows / (rest**2 + 0.15))
    middle = around @ rows.T @ seen / (rest**2 + 0.15)
    scale = SPREAD_OF_DRAWS
    for size in (draws // 4, draws // 4, draws):
        z = random.standard_normal((size, len(names)))
        z *= np.sqrt(FREEDOM / random.chisquare(FREEDOM, (size, 1)))
        drawn = middle + z @ (scale * np.linalg.cholesky(around)).T
        log = (FREEDOM + len(names)) / 2 * np.log1p((z**2).sum(axis=1) / FREEDOM)
        log -= (drawn**2 / sds**2).sum(axis=1) / 2
        for dimension, name, (low, high) in spans:
            x = centre + drawn[:, [place[n] for n in (*shared_by_all, dimension, name)]].sum(axis=1)
            log += np.log(np.maximum(phi((high - x) / rest) - phi((low - x) / rest), 1e-300))
        weights = np.exp(log - log.max())
        weights /= weights.sum()
        # What the first draws say of the posterior is where the next ones go.
        middle, scale = weights @ drawn, 1.1
        around = np.cov(drawn.T, aweights=weights)

    person = centre + drawn[:, place["t"]] + world.loop_sd * random.standard_normal(draws)
    theta = {d: person + drawn[:, place[d]] for d in dims}
    heard, votes, raised = defaultdict(list), [], []
    for own in people.values():
        severity = shared * random.standard_normal(draws)
        values = []
        for dimension, *_, counts in own["reads"]:
            x = theta[dimension] + severity + rest * random.standard_normal(draws)
            values.append(x)
            if counts:
                heard[dimension].append(cut(x, top))
        for raises in own["votes"]:
            vote = cut(np.mean(values, axis=0) + lean, top)
            votes.append(vote)
            if raises:
                raised.append(vote)
    reads = {name: np.full(draws, facts.reads[name]) for name in facts.reads}
    for dimension, ranks in heard.items():
        reads[dimension] = lower_median(ranks)
        for cap in case.policy.aggregation.caps:
            who = {c.interviewer for c in case.imagined.submitted if marks(c, cap.trap)}
            if cap.dimension == dimension and len(who) >= cap.interviewers:
                reads[dimension] = np.minimum(reads[dimension], ladder.rank(cap.at))
    add = lower_median if case.policy.aggregation.votes == "lower_median" else lowest
    if votes:
        reads["recommendation"] = add(votes)
    if raised:
        reads["bar_raiser"] = add(raised)
    coding = coding_means(case, world.rating_sd, random, draws)
    counts = {key: np.full(draws, n) for key, n in facts.counts.items()}
    table = outcome_table(case.policy, case.target)
    codes = table.look_up(replace(facts, reads=reads, coding=coding, counts=counts))
    codes = np.broadcast_to(codes, (draws,))
    chances = {**dict.fromkeys(Verdict, 0.0), **dict.fromkeys(ladder.targets, 0.0)}
    for code in np.unique(codes):
        verdict, level = award_of(int(code), case.policy, case.target)
        chance = float(weights[codes == code].sum())
        chances[verdict] += chance
        if level:
            chances[level] += chance
    return chances, 1 / float((weights**2).sum())


def coding_means(case, sd, random, draws):
    scores = [float(read.value) for read in case.facts.signals["coding"].reads]
    if not scores:
        return np.full(draws, np.nan)
    weights = np.ones_like(COLUMNS)
    for score in scores:
        low = -99 if score == 1 else score - 0.125
        high = 99 if score == 4 else score + 0.125
        weights = weights * (phi((high - COLUMNS) / sd) - phi((low - COLUMNS) / sd))
    shown = random.choice(COLUMNS, draws, p=weights / weights.sum())
    heard = shown[:, None] + sd * random.standard_normal((draws, len(scores)))
    return np.clip(np.round(heard * 4) / 4, 1, 4).mean(axis=1)


def marks(card, trap):
    return trap in card.traps or any(trap in piece.traps for piece in card.evidence)


def phi(z):
    return np.interp(z, PHI_AT, PHI)


def cut(x, top):
    return np.clip(np.floor(x + 0.5), 0, top).astype(int)


def lower_median(ranks):
    return np.sort(ranks, axis=0)[(len(ranks) - 1) // 2]


def lowest(ranks):
    return np.min(ranks, axis=0)
