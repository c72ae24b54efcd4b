"""The smallest packets that break a law, each decided as any packet is."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from committee.domain.case import case_of
from committee.domain.packet import Packet
from committee.domain.policy import BAR_RAISER, VOTES

from .example_packet import fullest, packet_in
from .judge_whole_grid import Award, award_of, awards
from .outcome_table import READS, Axis, OutcomeTable
from .policy_laws import SIGNALS_READ, Cell, Suspects

A_SIGNAL, A_TRAP = 100, 150
"""What a signal, or a confirmed trap, adds to the size of an example; a level adds 1."""


@dataclass(frozen=True)
class Example:
    """A packet, the cell it lies in, and what is decided of it."""

    cell: Cell
    packet: Packet
    outcome: Award

    @property
    def target(self) -> str:
        """What the packet aims at."""
        return self.packet.target


@dataclass(frozen=True)
class CounterExample:
    """One packet or two of a table that break a law.

    `moved` names the axis on which the second differs; where it is None and there are two,
    they are one packet, aimed at two targets.
    """

    table: OutcomeTable
    examples: tuple[Example, ...]
    moved: str | None = None


def smallest(suspects: Iterable[Suspects]) -> CounterExample | None:
    """Of all cells that break a law, the packet with the least in it; None where none does."""
    best: CounterExample | None = None
    least = np.inf
    for each in suspects:
        for size, cell in _by_size(each.table, each.found, least):
            found = _set_up(each, cell)
            if found is not None:
                best, least = found, size
                break
    return best


def unreached(tables: Iterable[OutcomeTable]) -> CounterExample | None:
    """A packet with everything at the top, of the first target at which no packet is hired."""
    for table in tables:
        hired = table.outcomes == table.policy.ladder.rank(table.target)
        if smallest([Suspects(table, hired)]) is None:
            packet = fullest(table)
            top = tuple(0 if a.key.startswith("veto.") else len(a) - 1 for a in table.axes)
            return CounterExample(table, (_decided(table, top, packet, table.target),))
    return None


def _by_size(
    table: OutcomeTable, found: NDArray[np.bool_], most: float
) -> Iterator[tuple[int, Cell]]:
    """The cells found that some packet lies in, smallest first, as far as `most`."""
    flat = np.flatnonzero(found)
    cells = np.unravel_index(flat, found.shape) if found.ndim else ()
    sizes = np.zeros(len(flat), dtype=np.int64)
    for axis, places in zip(table.axes, cells, strict=True):
        sizes += _sizes(table, axis)[places]
    empty: set[Cell] = set()
    entangled = [n for n, axis in enumerate(table.axes) if _entangled(table, axis.key)]
    for number in np.argsort(sizes, kind="stable"):
        if sizes[number] >= most:
            return
        cell = tuple(int(places[number]) for places in cells)
        kind = tuple(cell[axis] for axis in entangled)
        if kind in empty:
            continue
        if packet_in(table, cell) is None:
            empty.add(kind)
            continue
        yield int(sizes[number]), cell


def _sizes(table: OutcomeTable, axis: Axis) -> NDArray[np.int64]:
    """What each place of an axis adds to the size of an example."""
    places = np.arange(len(axis))
    if axis.key in SIGNALS_READ:
        at_target = table.policy.ladder.rank(table.target) + 1
        far = abs(places - at_target) if axis.key in READS else places
        return np.where(places > 0, A_SIGNAL + far, 0)
    return places * (A_TRAP if axis.key.startswith("veto.") else 1)


def _entangled(table: OutcomeTable, key: str) -> bool:
    """Whether an axis can contradict another: whether a cell holds packets rests on these alone."""
    capped = {cap.dimension for cap in table.policy.aggregation.caps}
    return key not in SIGNALS_READ or key in capped or key in (VOTES, BAR_RAISER)


def _set_up(suspects: Suspects, cell: Cell) -> CounterExample | None:
    table = suspects.table
    first = _example(table, cell, suspects.aimed or table.target)
    if suspects.aimed is not None:
        second = _example(table, cell, table.target)
        return CounterExample(table, (first, second)) if first and second else None
    if suspects.moved is None:
        return CounterExample(table, (first,)) if first else None
    axis = table.places[suspects.moved]
    for place in suspects.places(cell):
        second = _example(table, (*cell[:axis], place, *cell[axis + 1 :]), table.target)
        if first and second:
            return CounterExample(table, (first, second), suspects.moved)
    return None


def _example(table: OutcomeTable, cell: Cell, target: str) -> Example | None:
    packet = packet_in(table, cell)
    if packet is None:
        return None
    example = _decided(table, cell, packet, target)
    code = int(awards(table.facts_at(cell), table.policy, target))
    told = award_of(code, table.policy, target)
    # The table is the decision, on every cell; where a packet says otherwise it proves nothing.
    return example if example.outcome == told else None


def _decided(table: OutcomeTable, cell: Cell, packet: Packet, target: str) -> Example:
    aimed = replace(packet, target=target)
    case = case_of(aimed, table.policy)
    return Example(cell, aimed, Award(case.verdict, case.level))
