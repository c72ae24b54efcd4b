"""Whether odds come true: what candidates were told, beside what a second panel then said."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from committee.domain.case import case_of
from committee.domain.decision import Verdict
from committee.domain.packet import Packet
from committee.domain.policy import Policy

from .forecast import Odds, question_of
from .judge_whole_grid import award_of
from .outcome_table import OutcomeTable, outcome_table
from .posterior import COARSE
from .rater_model import RaterModel

BINS = 10


@dataclass(frozen=True)
class Bin:
    """Candidates who were told a chance of an outcome between two tenths.

    `said`: the mean of what they were told; `happened`: the share to whom it did; `error`:
    the standard error of that share, had what was said been right.
    """

    outcome: Verdict
    candidates: int
    said: float
    happened: float
    error: float

    @property
    def off(self) -> float:
        """By how many standard errors said and happened differ."""
        gap = abs(self.said - self.happened)
        return gap / self.error if self.error else 0.0 if gap < 1e-9 else float("inf")


@dataclass(frozen=True)
class Calibration:
    """Said against happened, and Brier scores: the mean square of all outcomes' misses, summed.

    `brier` of the odds; `hoped` what it would be on average if all that was said were right;
    `base_rate` of telling everybody how often each outcome happens; `ideal` of odds by the
    model from which the candidates were drawn, None where they are real. `again_said` is the mean
    chance told of the first panel's own outcome, `again` the share to whom it happened.
    """

    bins: tuple[Bin, ...]
    candidates: int
    brier: float
    hoped: float
    base_rate: float
    again_said: float
    again: float
    ideal: float | None = None


def met_twice(
    packets: Iterable[tuple[Hashable, Packet]], policy: Policy
) -> list[tuple[Packet, Packet]]:
    """Each two packets, one after the other, of a candidate who aimed for the same both times.

    `packets` come oldest first, each with whose it is. One on which the policy can't decide is
    no panel to tell odds by, and none that could make them come true.
    """
    met: dict[Hashable, list[Packet]] = defaultdict(list)
    for who, packet in packets:
        known = packet.target in policy.ladder.targets
        if known and case_of(packet, policy).verdict is not Verdict.MORE_SIGNAL:
            met[who, packet.target].append(packet)
    return [two for each in met.values() for two in pairwise(each)]


def calibrated(
    panels: Iterable[tuple[Packet, Packet]],
    policy: Policy,
    told: RaterModel,
    drawn: RaterModel | None = None,
) -> Calibration:
    """How odds from each candidate's first panel compare with what the second one decides.

    `told` is the model behind the odds, `drawn` the one that candidates were drawn from. One
    lattice of points each is near enough: thousands of candidates even it out.
    """
    tables: dict[str, OutcomeTable] = {}
    said, ideal, happened, firsts = [], [], [], []
    for first, second in panels:
        if first.target not in tables:
            tables[first.target] = outcome_table(policy, first.target)
        table = tables[first.target]
        case = case_of(first, policy)
        firsts.append([each is case.verdict for each in Verdict])
        question = question_of(case, table)
        said.append(_chances(question.odds(told, COARSE)))
        if drawn is not None:
            ideal.append(_chances(question.odds(drawn, COARSE)) if drawn != told else said[-1])
        code = table.look_up(case_of(second, policy, first.target).facts)
        verdict = award_of(int(code), policy, first.target).verdict
        happened.append([float(verdict is each) for each in Verdict])
    odds, came = (np.array(each).reshape(-1, len(Verdict)) for each in (said, happened))
    same = np.array(firsts, dtype=bool).reshape(-1, len(Verdict))
    return Calibration(
        bins=tuple(_bins(odds, came)),
        candidates=len(odds),
        brier=_brier(odds, came),
        hoped=float((odds * (1 - odds)).sum(axis=1).mean()),
        base_rate=_brier(came.mean(axis=0), came),
        again_said=float(odds[same].mean()),
        again=float(came[same].mean()),
        ideal=_brier(np.array(ideal), came) if drawn is not None else None,
    )


def _chances(odds: Odds) -> list[float]:
    return [odds.outcomes[verdict] for verdict in Verdict]


def _brier(odds: NDArray[np.float64], came: NDArray[np.float64]) -> float:
    return float(((odds - came) ** 2).sum(axis=1).mean())


def _bins(odds: NDArray[np.float64], came: NDArray[np.float64]) -> Iterator[Bin]:
    for column, verdict in enumerate(Verdict):
        tenth = np.minimum((odds[:, column] * BINS).astype(int), BINS - 1)
        for number in range(BINS):
            here = tenth == number
            if here.any():
                said, count = odds[here, column], int(here.sum())
                error = sqrt(float((said * (1 - said)).sum())) / count
                happened = float(came[here, column].mean())
                yield Bin(verdict, count, float(said.mean()), happened, error)
