"""The ids of evidence: none stands twice in a loop, wherever a scorecard comes from."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

FIELD = re.compile(r"(e\.|[+-])(.+?)(\.\w+)?")
"""A piece as drafts name it besides: a field of the form, and an act of the first versions."""

WORDS = {"quote", "note"}
"""What somebody said or wrote, whatever it looks like."""


def new_ids(bodies: Iterable[Mapping[str, Any]], label: str) -> dict[str, str]:
    """The ids that the pieces of a scorecard and its drafts get in a seat of that label."""
    ids: dict[str, str] = {}
    for body in bodies:
        removed = body.get("form", {}).get("removed", ())
        for piece in (*body.get("evidence", ()), *removed):
            ids.setdefault(piece["id"], f"{label}-{len(ids) + 1}")
    return ids


def renamed(body: Any, ids: Mapping[str, str]) -> Any:
    """A body with its pieces called by other ids, wherever they are named."""
    if isinstance(body, dict):
        words = {key: body[key] for key in WORDS & body.keys()}
        return {_id(key, ids): renamed(value, ids) for key, value in body.items()} | words
    if isinstance(body, list):
        return [renamed(item, ids) for item in body]
    return _id(body, ids) if isinstance(body, str) else body


def _id(text: str, ids: Mapping[str, str]) -> str:
    found = FIELD.fullmatch(text)
    if text not in ids and found and found[2] in ids:
        return f"{found[1]}{ids[found[2]]}{found[3] or ''}"
    return ids.get(text, text)
