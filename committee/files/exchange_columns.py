"""The columns of the exchange's tables: what each holds, as a cell and as a value."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from committee.domain.rubric import CODING, LEVEL_DIMENSIONS

from .csv_cells import list_cell, list_of

YES_OR_NO = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}


@dataclass(frozen=True)
class Column:
    """How a value becomes a cell and is read from one; absent values are empty cells.

    `kind` is a type of the Table Schema. `read` raises ValueError with what it expected.
    """

    kind: str = "string"
    write: Callable[[Any], str] = str
    read: Callable[[str], Any] = str


def _yes(cell: str) -> bool:
    if cell.casefold() not in YES_OR_NO:
        raise ValueError("yes or no")
    return YES_OR_NO[cell.casefold()]


def _number(cell: str) -> float:
    """A number with a point, or with a comma that can't part thousands."""
    plain = cell.replace(",", ".") if re.fullmatch(r"\d+,\d{1,2}", cell) else cell
    try:
        return float(plain)
    except ValueError as error:
        raise ValueError("a number such as 3.5") from error


def _whole(cell: str) -> int:
    if not cell.isdecimal():
        raise ValueError("a whole number")
    return int(cell)


def _day(cell: str) -> str:
    """A day in its ISO form; in any other, a day may be taken for a month."""
    try:
        if date.fromisoformat(cell).isoformat() == cell:
            return cell
    except ValueError:
        pass
    raise ValueError("a day as year, month and day, such as 2026-03-12 for the 12th of March")


def _list(cell: str) -> list[str]:
    try:
        return list_of(cell)
    except ValueError as error:
        raise ValueError("texts parted by semicolons") from error


TEXT = Column()
YES = Column("boolean", lambda value: "yes" if value else "no", _yes)
LIST = Column("string", list_cell, _list)
NUMBER = Column("number", json.dumps, _number)
WHOLE = Column("integer", json.dumps, _whole)
DAY = Column("date", str, _day)


def _texts(names: str) -> dict[str, Column]:
    return dict.fromkeys(names.split(), TEXT)


NEXT_LEVEL = {dimension: f"next_level_{dimension}" for dimension in LEVEL_DIMENSIONS}
"""The columns of what a read one level up would have needed, by dimension."""
TABLES: dict[str, dict[str, Column]] = {
    "loops": {
        **_texts("id cohort cohort_id policy candidate candidate_email target role"),
        "held_on": DAY,
        "bank_shared": YES,
    },
    "stories": {**_texts("loop id title reach"), "covers": LIST, "values": LIST},
    "interviews": {
        **_texts("loop id kind interviewer interviewer_email recommendation at handed_back"),
        **_texts("submitted_after_seeing changed_after_seeing"),
        **dict.fromkeys(LEVEL_DIMENSIONS, TEXT),
        CODING: NUMBER,
        "bar_raiser": YES,
        "submitted": YES,
        "traps": LIST,
        "note": TEXT,
        **dict.fromkeys(NEXT_LEVEL.values(), TEXT),
    },
    "evidence": {
        **_texts("loop interview id dimension kind quote step story polarity reads"),
        "minute": NUMBER,
        "traps": LIST,
    },
    "decisions": {
        "loop": TEXT,
        "number": WHOLE,
        **_texts("policy verdict level decided_by decided_by_email decided_at sha256 snapshot"),
    },
}
