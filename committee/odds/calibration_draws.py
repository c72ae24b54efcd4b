"""Candidates drawn from the rater model, each met by two panels of the same make-up."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from committee.domain.packet import Evidence, Packet, Scorecard
from committee.domain.policy import Policy
from committee.domain.rubric import (
    BEHAVIORAL,
    CODING,
    HIGHEST_SCORE,
    LEVEL_DIMENSIONS,
    LOWEST_SCORE,
    SYSTEM_DESIGN,
)

from .coding_scores import STEP
from .normal_distribution import Array
from .posterior import spread_of
from .rater_model import RaterModel

USUAL = "senior"


@dataclass(frozen=True)
class MakeUp:
    """So many behavioural interviewers, one of whom raises the bar, a coder and a designer.

    All rate what their interview can tell, and all vote: for the mean of what they heard, a
    coder for a level of coding that nobody else rates.
    """

    interviewers: int = 2

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kind of every interview."""
        return (*["behavioral"] * self.interviewers, CODING, SYSTEM_DESIGN)


def usual_target(policy: Policy) -> str:
    """The target of drawn candidates where nobody names one."""
    targets = policy.ladder.targets
    return USUAL if USUAL in targets else targets[0]


def drawn_twice(
    make_up: MakeUp,
    policy: Policy,
    target: str,
    model: RaterModel,
    candidates: int,
    random: np.random.Generator,
) -> Iterator[tuple[Packet, Packet]]:
    """Each candidate's packets from a first and a second panel, who don't know of each other."""
    ladder = policy.ladder
    spread = spread_of(model, len(ladder))
    centre = ladder.rank(target) if model.centre is None else model.centre
    rated = (*LEVEL_DIMENSIONS, CODING)
    person = centre + spread * random.standard_normal((candidates, 1))
    theta = person + model.within * spread * random.standard_normal((candidates, len(rated)))
    shown = random.uniform(LOWEST_SCORE, HIGHEST_SCORE, candidates)
    panels = [_panel(make_up, theta, shown, model, random) for _ in range(2)]
    for number in range(candidates):
        first, second = (
            Packet(str(number), target, tuple(_cards(make_up, policy, heard, number)))
            for heard in panels
        )
        yield first, second


@dataclass(frozen=True)
class _Drawn:
    """What one panel hears of all candidates: (candidates, interviews, dimensions), and scores."""

    values: Array
    scores: Array


def _panel(
    make_up: MakeUp, theta: Array, shown: Array, model: RaterModel, random: np.random.Generator
) -> _Drawn:
    candidates, size = theta.shape
    loop = model.loop_sd * random.standard_normal((candidates, 1, 1))
    shape = (candidates, len(make_up.kinds))
    severity = model.shared_sd * random.standard_normal((*shape, 1))
    rest = model.rest_sd * random.standard_normal((*shape, size))
    noisy = shown + model.rating_sd * random.standard_normal(candidates)
    scores = np.clip(np.round(noisy / STEP) * STEP, LOWEST_SCORE, HIGHEST_SCORE)
    return _Drawn(theta[:, None, :] + loop + severity + rest, scores)


def _cards(make_up: MakeUp, policy: Policy, heard: _Drawn, number: int) -> Iterator[Scorecard]:
    for place, kind in enumerate(make_up.kinds):
        rated = {"behavioral": BEHAVIORAL, CODING: (CODING,)}.get(kind, (SYSTEM_DESIGN,))
        columns = [(*LEVEL_DIMENSIONS, CODING).index(dimension) for dimension in rated]
        values = heard.values[number, place, columns]
        levels = _levels(values, policy)
        vote = _levels(values.mean(keepdims=True), policy)[0]
        no = vote == policy.ladder.ids[0]
        yield Scorecard(
            id=f"{kind}-{place}",
            kind=kind,
            interviewer=f"{kind}-{place}",
            reads={} if kind == CODING else dict(zip(rated, levels, strict=True)),
            scores={CODING: float(heard.scores[number])} if kind == CODING else {},
            evidence=tuple(Evidence(f"{place}-{d}", d, "", "for") for d in rated),
            recommendation="no" if no else "yes",
            at=None if no else vote,
            bar_raiser=place == 0,
        )


def _levels(values: NDArray[np.float64], policy: Policy) -> list[str]:
    ranks = np.clip(np.floor(values + 0.5), 0, len(policy.ladder) - 1)
    return [policy.ladder.at(int(rank)) for rank in ranks]
