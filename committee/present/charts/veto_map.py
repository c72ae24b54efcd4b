"""The veto map: the same packet at every coding score and every lowest behavioural read."""

from dataclasses import dataclass, replace
from math import isnan

import numpy as np

from committee.domain.case import Case
from committee.domain.decision import Verdict
from committee.domain.policy import Policy
from committee.domain.rubric import BEHAVIORAL, CODING, HIGHEST_SCORE, LOWEST_SCORE
from committee.domain.rule_inputs import NO_READ, Facts
from committee.odds.judge_whole_grid import Award, award_of, awards
from committee.present.voice.words import VERDICT_TONES, listed, number, spoken

CAPTION = (
    "This packet with another coding score, or with its lowest behavioural read at another "
    "level; all else as it was read."
)


@dataclass(frozen=True)
class Cell:
    """What would have been said here; `here` where the packet itself stands."""

    tone: str
    words: str
    here: bool = False


@dataclass(frozen=True)
class MapRow:
    """One level that the lowest behavioural read could have had."""

    name: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class VetoMap:
    """Coding scores across, reads downwards from the highest.

    `line` is the place of the first row in which no coding score reaches the target, None if
    every row has one that does or none has; `said` puts that into words. `axis` names the read
    that moves. `gate` is the place of the first column that the coding gate lets through, where
    some column stays under it, and `gate_said` names it. `above` says what rows over the target
    mean, empty where there are none.
    """

    columns: tuple[str, ...]
    rows: tuple[MapRow, ...]
    line: int | None
    said: str
    caption: str = CAPTION
    axis: str = ""
    gate: int | None = None
    gate_said: str = ""
    above: str = ""


def veto_map(case: Case) -> VetoMap | None:
    """The map of a case, or None where the panel's reads aren't what decides.

    That is so without enough signal to decide on, and under a policy that counts votes.
    """
    facts, policy, target = case.facts, case.policy, case.target
    read = [facts.reads[d] for d in BEHAVIORAL if facts.reads[d] > NO_READ]
    undecided = case.verdict is Verdict.MORE_SIGNAL
    if undecided or policy.reads_votes or not read or isnan(facts.coding):
        return None
    ladder = policy.ladder
    scores = _scores(facts.coding)
    ranks = list(reversed(range(len(ladder))))
    moved = [_moved(facts, rank, min(read)) for rank in ranks]
    stacked = {d: np.array([[reads[d]] for reads in moved]) for d in facts.reads}
    codes = awards(replace(facts, reads=stacked, coding=np.array([scores])), policy, target)
    rows = tuple(
        MapRow(
            ladder.name(ladder.at(rank)),
            tuple(
                _cell(
                    award_of(int(code), policy, target),
                    policy,
                    here=score == facts.coding and rank == min(read),
                )
                for score, code in zip(scores, line, strict=True)
            ),
        )
        for rank, line in zip(ranks, codes, strict=True)
    )
    crossed = [any(cell.tone == "meet" for cell in row.cells) for row in rows]
    line = crossed.index(False) if any(crossed) and not all(crossed) else None
    said = f"Below this line no coding score reaches {ladder.name(target)}."
    if not any(crossed):
        line, said = 0, f"Nowhere on this map does a coding score reach {ladder.name(target)}."
    place, gate_said = _gate(scores, case)
    return VetoMap(
        tuple(number(score) for score in scores),
        rows,
        line,
        said,
        axis=_axis(facts, min(read)),
        gate=place,
        gate_said=gate_said,
        above=_above(case) if crossed[0] else "",
    )


def _axis(facts: Facts, lowest: int) -> str:
    """Which reads move up and down."""
    moved = [spoken(d) for d in BEHAVIORAL if facts.reads[d] == lowest]
    return f"{listed(moved)} read" if len(moved) == 1 else f"lowest reads ({', '.join(moved)})"


def _gate(scores: list[float], case: Case) -> tuple[int | None, str]:
    gate = case.policy.gates.get(CODING, {}).get(case.target)
    if gate is None or min(scores) >= gate or max(scores) < gate:
        return None, ""
    place = next(at for at, score in enumerate(scores) if score >= gate)
    return place, f"coding gate at {number(gate)}"


def _above(case: Case) -> str:
    ladder = case.policy.ladder
    if case.target == ladder.ids[-1]:
        return ""
    top, asked = ladder.name(ladder.ids[-1]), ladder.name(case.target)
    return (
        f"{asked} was asked for, and nothing above it is given: a {top} read still gives {asked}."
    )


def _scores(own: float) -> list[float]:
    """Whole and half scores from the lowest to the highest, and the packet's own among them."""
    steps = int((HIGHEST_SCORE - LOWEST_SCORE) * 2)
    grid = {LOWEST_SCORE + step / 2 for step in range(2, steps + 1)}
    nearest = min(grid, key=lambda score: abs(score - own))
    return sorted((grid - {nearest}) | {LOWEST_SCORE, own})


def _moved(facts: Facts, rank: int, lowest: int) -> dict[str, int]:
    """The reads with the lowest behavioural one at `rank`: raised alone, or lowered alone."""
    moved = dict(facts.reads)
    for dimension in BEHAVIORAL:
        read = facts.reads[dimension]
        if read > NO_READ:
            moved[dimension] = rank if read == lowest and rank < lowest else max(read, rank)
    return moved


def _cell(award: Award, policy: Policy, *, here: bool) -> Cell:
    words = policy.ladder.name(award.level) if award.level else "No hire"
    return Cell(VERDICT_TONES[award.verdict], words, here)
