"""Spreadsheet cells: text that no spreadsheet runs as a formula, and back without loss."""

import json

STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")


def safe_cell(text: str) -> str:
    """A text with an apostrophe before it if a spreadsheet might run it."""
    return f"'{text}" if text.lstrip("'").startswith(STARTS_FORMULA) else text


def plain_text(cell: str) -> str:
    """The text that `safe_cell` made a cell of."""
    guarded = cell.startswith("'") and cell.lstrip("'").startswith(STARTS_FORMULA)
    return cell[1:] if guarded else cell


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
