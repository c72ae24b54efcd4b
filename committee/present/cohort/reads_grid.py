"""Candidates beside each other: what their panels read, what came of it, and by which rule."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from committee.domain.case import Case
from committee.domain.rubric import CODING, DIMENSIONS, Rubric
from committee.present.packet.headline import Headline, headline
from committee.present.voice.rule_names import the_rule
from committee.present.voice.words import number, opening

NAME, TARGET, OUTCOME, RULE = "name", "target", "outcome", "rule"
NOTHING, ALL_MET = "–", "Every bar met"


@dataclass(frozen=True)
class Cell:
    """What stands in one cell; `order` sorts it, and `below` is true of a read under the target."""

    words: str
    order: float | str
    below: bool = False


@dataclass(frozen=True)
class GridRow:
    """One candidate: `cells` by the column's id; `decided` whether somebody decided the outcome.

    `source` is what an address of the simulator calls the packet.
    """

    source: str
    key: str
    cells: dict[str, Cell]
    outcome: Headline
    verdict: str
    decided: bool


def grid_row(case: Case, key: str, name: str, *, decided: bool, rubric: Rubric) -> GridRow:
    """A candidate's row."""
    ladder, rule = case.policy.ladder, case.ruling.binding_rule
    said = headline(case, rubric)
    cells = {
        NAME: Cell(name, name.casefold()),
        TARGET: Cell(ladder.name(case.target), ladder.rank(case.target)),
        **{dimension: _cell(case, dimension) for dimension in DIMENSIONS},
        OUTCOME: Cell(said.words if decided else f"So far: {said.words}", said.words),
        RULE: Cell(opening(the_rule(rule)) if rule else ALL_MET, the_rule(rule) if rule else ""),
    }
    return GridRow(f"loop.{key}", key, cells, said, str(case.verdict), decided)


def columns(rubric: Rubric) -> dict[str, str]:
    """The columns by their ids, in order, with what heads them."""
    read = {dimension: rubric.name(dimension) for dimension in DIMENSIONS}
    return {NAME: "Candidate", TARGET: "Target", **read, OUTCOME: "Outcome", RULE: "Decided by"}


def chosen(
    rows: Iterable[GridRow], *, sort: str, down: bool, verdict: str, words: str
) -> list[GridRow]:
    """The rows of a verdict whose name has some words in it, in order of a column.

    What nobody read comes last, whichever way the others go. "" takes every verdict or name.
    """
    found = [
        row
        for row in rows
        if verdict in ("", row.verdict) and words.casefold() in row.cells[NAME].words.casefold()
    ]
    found.sort(key=lambda row: row.cells[NAME].order)
    unread = [row for row in found if row.cells[sort].words == NOTHING]
    read = [row for row in found if row.cells[sort].words != NOTHING]
    read.sort(key=lambda row: row.cells[sort].order, reverse=down)
    return [*read, *unread]


def table_of(rows: Sequence[GridRow], rubric: Rubric) -> list[list[str]]:
    """The grid as a spreadsheet takes it, with the names of its columns first."""
    heads = columns(rubric)
    table = [[*heads.values(), "Decided"]]
    for row in rows:
        words = [row.cells[each].words for each in heads]
        table.append([*words, "yes" if row.decided else "no"])
    return table


def _cell(case: Case, dimension: str) -> Cell:
    signal, ladder = case.signals.get(dimension), case.policy.ladder
    if signal is None or not signal.reads:
        return Cell(NOTHING, -1)
    if dimension == CODING:
        return Cell(number(signal.score or 0), signal.score or 0)
    rank = ladder.rank(signal.reads_at or "")
    return Cell(ladder.name(signal.reads_at or ""), rank, rank < ladder.rank(case.target))
