"""The table of what is made, changed, taken away and undone: whole, and every test is there."""

import tomllib
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent
TABLE = tomllib.loads((FOLDER / "made_and_undone.toml").read_text("utf-8"))
CELLS = [(what, how, held) for what, row in TABLE.items() for how, held in row.items()]


def test_no_row_lacks_a_cell() -> None:
    cells = ["made", "changed", "taken_away", "undone"]
    assert {what: list(row) for what, row in TABLE.items()} == dict.fromkeys(TABLE, cells)


@pytest.mark.parametrize(("what", "how", "held"), CELLS, ids=lambda cell: cell[:40])
def test_what_holds_a_cell_is_there(what: str, how: str, held: str) -> None:
    path, _, name = held.partition("::")
    assert held.startswith("– ") or f"\ndef {name}(" in (FOLDER / path).read_text("utf-8")
