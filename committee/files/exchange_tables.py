"""Exchange loops as rows of five tables, and back, every value with the row that it stands in."""

from dataclasses import dataclass, field
from typing import Any

from committee.domain.rubric import CODING, LEVEL_DIMENSIONS
from committee.errors import FileError

from .exchange import Loop
from .exchange_columns import NEXT_LEVEL, TABLES
from .validation_errors import Steps, place_of

Row = dict[str, Any]
Numbered = tuple[int, Row]
"""A row, and which of its table it is; the first below the headings is 2."""
HEAD = ("candidate", "target", "role", "held_on")


def flat(loops: list[Loop]) -> dict[str, list[Row]]:
    """The rows of each table, for loops as plain JSON data."""
    tables: dict[str, list[Row]] = {name: [] for name in TABLES}
    for loop in loops:
        here = {"loop": loop["id"]}
        tables["loops"].append({**loop, **loop["loop"]})
        tables["stories"] += [{**here, **story} for story in loop.get("story", ())]
        tables["decisions"] += [{**here, **each} for each in loop.get("decision", ())]
        for entry in loop.get("interview", ()):
            ratings = {**entry.get("reads", {}), **entry.get("scores", {})}
            wanted = entry.get("next_level", {})
            ratings |= {NEXT_LEVEL[name]: text for name, text in wanted.items()}
            tables["interviews"].append({**here, **entry, **ratings})
            there = {**here, "interview": entry["id"]}
            tables["evidence"] += [{**there, **piece} for piece in entry.get("evidence", ())]
    return tables


@dataclass(frozen=True)
class Nested:
    """Loops that rows make up, not yet checked, and from which row each part of them is.

    `rows` gives table and row for the path into the loops; `owners` what a row can belong to.
    """

    loops: list[Loop] = field(default_factory=list)
    rows: dict[Steps, tuple[str, int]] = field(default_factory=dict)
    owners: dict[tuple[str, ...], tuple[Steps, Row]] = field(default_factory=dict)

    def place(self, steps: Steps, data: Any) -> str:
        """How people call the place that a path leads to: table, row and column."""
        path = tuple(steps)
        known = (path[:length] for length in range(len(path), 0, -1))
        owner = next((each for each in known if each in self.rows), None)
        if owner is None:
            return place_of(steps, data)
        table, number = self.rows[owner]
        columns = [step for step in path[len(owner) :] if step in TABLES[table]]
        return ", ".join([f"{table}.csv, row {number}", *map(str, columns[-1:])])

    def add(self, table: str, number: int, row: Row, part: str, *owner: str) -> Steps:
        """Put a row where it belongs; FileError if there is no such owner."""
        if owner not in self.owners:
            raise FileError(
                f"this row is of the {' '.join(owner[:1])} “{' '.join(owner[1:])}”, which isn’t"
                " there.",
                where=f"{table}.csv, row {number}",
                remedy=f"Add that {owner[0]} to its table, or mend the name.",
            )
        above, held = self.owners[owner]
        path = (*above, part, len(held[part]))
        held[part].append(row)
        self.rows[path] = (table, number)
        return path


def nested(tables: dict[str, list[Numbered]]) -> Nested:
    """The loops that rows make up; FileError for a row that has no owner."""
    found = Nested()
    for number, row in tables["loops"]:
        _add_loop(found, number, row)
    for table, part in (("stories", "story"), ("decisions", "decision")):
        for number, row in tables[table]:
            found.add(table, number, row, part, "loop", row.pop("loop", ""))
    for number, row in tables["interviews"]:
        _add_interview(found, number, row)
    for number, row in tables["evidence"]:
        owner = ("interview", row.pop("loop", ""), row.pop("interview", ""))
        found.add("evidence", number, row, "evidence", *owner)
    return found


def _add_loop(found: Nested, number: int, row: Row) -> None:
    head = {name: row.pop(name) for name in HEAD if name in row}
    path = ("loops", len(found.loops))
    loop = {**row, "loop": head, "story": [], "interview": [], "decision": []}
    found.rows[path] = ("loops", number)
    found.loops.append(loop)
    found.owners.setdefault(("loop", row.get("id", "")), (path, loop))


def _add_interview(found: Nested, number: int, row: Row) -> None:
    loop = row.pop("loop", "")
    row["reads"] = {name: row.pop(name) for name in LEVEL_DIMENSIONS if name in row}
    row["next_level"] = {name: row.pop(at) for name, at in NEXT_LEVEL.items() if at in row}
    row["scores"] = {CODING: row.pop(CODING)} if CODING in row else {}
    row["evidence"] = []
    path = found.add("interviews", number, row, "interview", "loop", loop)
    found.owners.setdefault(("interview", loop, row.get("id", "")), (path, row))
