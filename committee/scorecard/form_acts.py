"""What a posted form says as acts: an edit of each field that was typed over since it was shown.

A form also posts what nobody touched. So it carries a digest of each group of fields as it was
shown: a group that still reads so says nothing, and one that another tab changed meanwhile is
known by that it isn't the stored one's either.
"""

from collections.abc import Iterator, Mapping, Sequence
from zlib import crc32

from committee.domain.odd_characters import clean
from committee.domain.rubric import BEHAVIORAL_KIND, RATED_IN

from .draft import Act, Change, Draft, EvidenceRow
from .fields import BOX, BY_DIMENSION, HEAD, ROW, TRAPS, value_of

SEEN = "seen."
"""What the names of the fields with digests begin with."""
UNKNOWN = "\0"
Posted = Mapping[str, Sequence[str]]


def seen(draft: Draft) -> dict[str, str]:
    """A digest of each group of fields as a draft shows it, by the name of its hidden field."""
    return {
        f"{SEEN}{group}": _digest([value_of(draft, field) for field in fields])
        for group, fields in _groups(draft)
    }


def acts_of(posted: Posted, draft: Draft) -> Change:
    """The edits that a posted form stands for, on the draft as it is stored by now."""
    return tuple(_edits(posted, draft))


def row_of(posted: Posted, id_: str) -> EvidenceRow:
    """A piece of evidence as a form posts it."""
    said = {name: _value(posted, f"e.{id_}.{name}") for name in ROW if name != TRAPS}
    return EvidenceRow(id_, traps=(), **{name: value for name, value in said.items() if value})


def _edits(posted: Posted, draft: Draft) -> Iterator[Act]:
    for group, fields in _groups(draft):
        shown = _value(posted, f"{SEEN}{group}")
        stored = {field: value_of(draft, field) for field in fields}
        typed = {field: _typed(posted, field, shown, stored[field]) for field in fields}
        if shown is not None and shown == _digest(list(typed.values())):
            continue
        alone = shown is None or shown == _digest(list(stored.values()))
        for field, value in typed.items():
            if value != stored[field]:
                yield Act("edit", field, value, stored[field] if alone else UNKNOWN)


def _groups(draft: Draft) -> Iterator[tuple[str, list[str]]]:
    """The fields of a draft's form, by the group in which they are compared."""
    spoken = draft.kind == BEHAVIORAL_KIND
    for row in draft.evidence:
        yield f"e.{row.id}", [f"e.{row.id}.{name}" for name in ROW if spoken or name != TRAPS]
    rated = (f"{group}.{d}" for group in BY_DIMENSION for d in RATED_IN[draft.kind])
    for field in (*HEAD, *((TRAPS,) if spoken else ()), *rated):
        yield field, [field]
    for name in BOX:
        yield f"form.{name}", [f"form.{name}"]


def _typed(posted: Posted, field: str, shown: str | None, stored: str) -> str:
    """What a form says of a field; one it lacks stays as it is, but for boxes left unticked."""
    value = _value(posted, field)
    if value is not None:
        return value
    ticked = field.rpartition(".")[2] == TRAPS and shown is not None
    return "" if ticked else stored


def _value(posted: Posted, field: str) -> str | None:
    values = posted.get(field)
    if not values:
        return None
    return clean(" ".join(values) if field.rpartition(".")[2] == TRAPS else values[-1])


def _digest(values: Sequence[str]) -> str:
    return format(crc32("\x1f".join(values).encode("utf-8", "replace")), "x")
