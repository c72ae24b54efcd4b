"""What can be changed on the simulator: a level, a score or a trap, and how it was heard."""

from dataclasses import dataclass
from math import isnan

from committee.domain.case import NO_SIGNAL, Case
from committee.domain.policy import BAR_RAISER, VOTES
from committee.domain.rubric import LEVEL_DIMENSIONS, Rubric
from committee.domain.signals import confirmations
from committee.present.voice.words import number, opening, spoken


@dataclass(frozen=True)
class Option:
    """One level to choose; its `value` is empty where it is what was heard."""

    value: str
    id: str
    name: str
    chosen: bool
    aimed: bool
    heard: bool


@dataclass(frozen=True)
class LevelControl:
    """A dimension, or a vote, with the levels that the panel may read it at."""

    id: str
    name: str
    note: str
    options: tuple[Option, ...]


@dataclass(frozen=True)
class CodingControl:
    """The coding score: None where nobody scored it."""

    score: float | None
    words: str
    note: str


@dataclass(frozen=True)
class TrapControl:
    """A trap, whether it is confirmed, and by how many it was as the packet was handed in."""

    id: str
    name: str
    on: bool
    note: str


@dataclass(frozen=True)
class Controls:
    """Everything of one packet that can be changed."""

    levels: tuple[LevelControl, ...]
    coding: CodingControl
    traps: tuple[TrapControl, ...]
    changes: int


def controls(case: Case, heard: Case, rubric: Rubric) -> Controls:
    """The controls of a packet; `heard` is the case without its imagined reads and score."""
    votes = (VOTES, BAR_RAISER) if case.policy.reads_votes else ()
    imagined = case.what_if
    return Controls(
        levels=tuple(_level(d, case, heard, rubric) for d in (*LEVEL_DIMENSIONS, *votes)),
        coding=_coding(case, heard),
        traps=tuple(_trap(trap.id, trap.name, case) for trap in rubric.traps),
        changes=len(imagined.reads) + len(imagined.traps) + (imagined.coding is not None),
    )


def _level(dimension: str, case: Case, heard: Case, rubric: Rubric) -> LevelControl:
    ladder = case.policy.ladder
    was = heard.facts.signals[dimension].reads_at or NO_SIGNAL
    now = case.facts.signals[dimension].reads_at or NO_SIGNAL
    bar = case.policy.bars.get(dimension, {}).get(case.target)
    names = [(NO_SIGNAL, "None"), *((level.id, level.name) for level in ladder.levels)]
    is_vote = dimension in (VOTES, BAR_RAISER)
    return LevelControl(
        id=dimension,
        name=opening(spoken(dimension)) if is_vote else rubric.name(dimension),
        note="" if was == now else f"heard: {dict(names)[was]}",
        options=tuple(
            Option("" if at == was else at, at, name, at == now, at == bar, at == was)
            for at, name in names
        ),
    )


def _coding(case: Case, heard: Case) -> CodingControl:
    score, was = case.facts.coding, heard.facts.coding
    if isnan(score):
        return CodingControl(None, "not scored", "")
    changed = case.what_if.coding is not None
    note = f"heard: {'nothing' if isnan(was) else number(was)}" if changed else ""
    return CodingControl(round(score, 2), number(score), note)


def _trap(trap: str, name: str, case: Case) -> TrapControl:
    was = len(confirmations(case.packet, trap))
    on = case.what_if.traps.get(trap, was > 0)
    note = f"heard: {f'confirmed by {was}' if was else 'not confirmed'}" if on != (was > 0) else ""
    return TrapControl(trap, name, on, note)
