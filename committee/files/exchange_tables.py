"""Exchange loops as rows of five tables, and back: what each column holds."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from committee.domain.rubric import CODING, LEVEL_DIMENSIONS
from committee.errors import FileError

from .cells import list_cell, list_of
from .exchange import Loop

Row = dict[str, Any]


@dataclass(frozen=True)
class Column:
    """How a value becomes a cell and is read from one; absent values are empty cells."""

    write: Callable[[Any], str] = str
    read: Callable[[str], Any] = str


def _yes(cell: str) -> bool:
    if cell.lower() not in ("yes", "no"):
        raise ValueError("yes or no is expected")
    return cell.lower() == "yes"


TEXT = Column()
YES = Column(lambda value: "yes" if value else "no", _yes)
LIST = Column(list_cell, list_of)
NUMBER = Column(json.dumps, float)
WHOLE = Column(json.dumps, int)


def _texts(names: str) -> dict[str, Column]:
    return dict.fromkeys(names.split(), TEXT)


HEAD = ("candidate", "target", "role", "held_on")
TABLES: dict[str, dict[str, Column]] = {
    "loops": {
        **_texts("id cohort cohort_id policy candidate candidate_email target role held_on"),
        "bank_shared": YES,
    },
    "stories": {**_texts("loop id title reach"), "covers": LIST, "values": LIST},
    "interviews": {
        **_texts("loop id kind interviewer interviewer_email recommendation at"),
        **dict.fromkeys(LEVEL_DIMENSIONS, TEXT),
        CODING: NUMBER,
        "bar_raiser": YES,
        "submitted": YES,
        "traps": LIST,
        "note": TEXT,
    },
    "evidence": {
        **_texts("loop interview id dimension quote step story polarity reads"),
        "minute": NUMBER,
        "traps": LIST,
    },
    "decisions": {
        "loop": TEXT,
        "number": WHOLE,
        **_texts("policy verdict level decided_by decided_by_email decided_at sha256 snapshot"),
    },
}


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
            tables["interviews"].append({**here, **entry, **ratings})
            there = {**here, "interview": entry["id"]}
            tables["evidence"] += [{**there, **piece} for piece in entry.get("evidence", ())]
    return tables


def nested(tables: dict[str, list[Row]], where: str) -> list[Loop]:
    """The loops that rows make up, not yet checked; FileError for a row that has no owner."""
    loops: dict[str, Loop] = {}
    for row in tables["loops"]:
        head = {name: row.pop(name) for name in HEAD if name in row}
        key = row.get("id", "")
        if key in loops:
            raise FileError(
                f"the id “{key}” stands in two rows.",
                where=f"{where}, loops.csv",
                remedy="Mend it.",
            )
        loops[key] = {**row, "loop": head, "story": [], "interview": [], "decision": []}
    for table, part in (("stories", "story"), ("decisions", "decision")):
        for row in tables[table]:
            _owner(loops, row, "loop", f"{where}, {table}.csv")[part].append(row)
    interviews: dict[str, Row] = {}
    for row in tables["interviews"]:
        loop = _owner(loops, row, "loop", f"{where}, interviews.csv")
        row["reads"] = {name: row.pop(name) for name in LEVEL_DIMENSIONS if name in row}
        row["scores"] = {CODING: row.pop(CODING)} if CODING in row else {}
        row["evidence"] = []
        loop["interview"].append(row)
        interviews[f"{loop['id']} {row.get('id')}"] = row
    for row in tables["evidence"]:
        row["interview"] = f"{row.pop('loop', '')} {row.get('interview', '')}"
        place = f"{where}, evidence.csv"
        _owner(interviews, row, "interview", place)["evidence"].append(row)
    return list(loops.values())


def _owner(owners: dict[str, Row], row: Row, link: str, where: str) -> Row:
    named = row.pop(link, "")
    if named not in owners:
        raise FileError(
            f"a row names the {link} “{named}”, which isn't there.",
            where=where,
            remedy=f"Add the {link} to its table, or mend the name.",
        )
    return owners[named]
