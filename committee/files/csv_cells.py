"""Spreadsheet cells: text that no spreadsheet runs as a formula, and back without loss."""

import json
from unicodedata import category, normalize

STARTS_FORMULA = "=+-@\t\r\n\0\u2212"
"""What some spreadsheet takes for a formula's start; U+2212 is the minus sign of print."""
SHOWS_NOTHING = ("Cc", "Cf", "Zl", "Zp", "Zs")


def safe_cell(text: str) -> str:
    """A text with an apostrophe before it if a spreadsheet might run it."""
    return f"'{text}" if _may_run(text) else text


def plain_text(cell: str) -> str:
    """The text that `safe_cell` made a cell of."""
    return cell[1:] if cell.startswith("'") and _may_run(cell) else cell


def _may_run(text: str) -> bool:
    """Whether what shows first, apostrophes aside, starts a formula, in whatever width."""
    for letter in text:
        if normalize("NFKC", letter).startswith(tuple(STARTS_FORMULA)):
            return True
        if letter != "'" and category(letter) not in SHOWS_NOTHING:
            return False
    return False


def list_cell(items: list[str]) -> str:
    """Items in one cell: parted by semicolons, as JSON where that could be misread."""
    odd = any(";" in item or item != item.strip() or not item for item in items)
    return (
        json.dumps(items, ensure_ascii=False)
        if odd or "".join(items)[:1] == "["
        else ("; ".join(items))
    )


def list_of(cell: str) -> list[str]:
    """The items of a cell; ValueError if it begins as JSON and isn't a list of texts."""
    if not cell.startswith("["):
        return [item.strip() for item in cell.split(";") if item.strip()]
    items = json.loads(cell)
    if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
        raise ValueError("a list of texts is expected")
    return items
