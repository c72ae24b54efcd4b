"""The fields of a draft by the names that its form gives them, each as one text.

"e.b1-3.quote" is a piece's, "read.scope" and "score.coding" are ratings, "next.scope" says what
one level more would have needed, "form.text" stands in the capture box, and "recommendation",
"at", "note" and "traps" are the whole scorecard's. Traps are parted by spaces.
"""

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from committee.domain.packet import OBSERVATION, PARAPHRASE

from .draft import Capture, Draft, EvidenceRow

HEAD = ("recommendation", "at", "note")
BOX = tuple(each.name for each in fields(Capture))
ROW = tuple(each.name for each in fields(EvidenceRow) if each.name != "id")
TRAPS = "traps"
BY_DIMENSION = {"read": "reads", "score": "scores", "next": "next_level"}
"""The groups of fields with one for each dimension, and what of a draft holds them."""
KINDS = ("", PARAPHRASE, OBSERVATION)
"""Whose words a piece is: the candidate's where it isn't said."""


def value_of(draft: Draft, field: str) -> str:
    """What a field holds; "" for one that there is not."""
    group, name = parted(field)
    if group == "":
        return str(_text(getattr(draft, name))) if name in (*HEAD, TRAPS) else ""
    if group in BY_DIMENSION:
        return _by_dimension(draft, group).get(name, "")
    if group == "form":
        return str(getattr(draft.capture, name)) if name in BOX else ""
    row = draft.row(group.removeprefix("e."))
    return _text(getattr(row, name)) if row and name in ROW else ""


def with_value(draft: Draft, field: str, value: str) -> Draft:
    """The draft in which a field holds a value; unchanged where there is no such field."""
    group, name = parted(field)
    if group == "":
        return replace(draft, **_one(name, value)) if name in (*HEAD, TRAPS) else draft
    if group in BY_DIMENSION:
        kept = {key: held for key, held in _by_dimension(draft, group).items() if key != name}
        whole: dict[str, Any] = {BY_DIMENSION[group]: {**kept, name: value} if value else kept}
        return replace(draft, **whole)
    if group == "form":
        if name not in BOX or (name == "kind" and value not in KINDS):
            return draft
        return replace(draft, capture=Capture(**{**vars(draft.capture), name: value}))
    if name not in ROW or (name == "kind" and value not in KINDS):
        return draft
    one, id_ = _one(name, value), group.removeprefix("e.")
    evidence, removed = (
        tuple(replace(row, **one) if row.id == id_ else row for row in rows)
        for rows in (draft.evidence, draft.removed)
    )
    return replace(draft, evidence=evidence, removed=removed)


def parted(field: str) -> tuple[str, str]:
    """The group of a field ("e.b1-3", "read", "form", or ""), and its name in that."""
    group, _, name = field.rpartition(".")
    return group, name


def _by_dimension(draft: Draft, group: str) -> Mapping[str, str]:
    held: Mapping[str, str] = getattr(draft, BY_DIMENSION[group])
    return held


def _text(value: Any) -> str:
    return " ".join(value) if isinstance(value, tuple) else str(value)


def _one(name: str, value: str) -> dict[str, Any]:
    return {name: tuple(value.split()) if name == TRAPS else value}
