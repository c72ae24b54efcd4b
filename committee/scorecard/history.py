"""Undo: what was logged or removed, the last first, taken back without losing a word.

A history holds "+b1-3" for a piece that was logged and "-b1-3" for one that was removed.
"""

from dataclasses import replace

from .draft import Draft, EvidenceRow


def undo(draft: Draft) -> Draft:
    """Take back the last log or removal; a logged text goes back into an empty capture box."""
    if not draft.history:
        return draft
    *before, last = draft.history
    back = replace(draft, history=tuple(before))
    return _restored(back, last[1:]) if last[0] == "-" else _unlogged(back, last[1:])


def _restored(draft: Draft, id_: str) -> Draft:
    back = [row for row in draft.removed if row.id == id_]
    kept = tuple(row for row in draft.removed if row.id != id_)
    in_order = sorted((*draft.evidence, *back), key=lambda row: row.number)
    return replace(draft, evidence=tuple(in_order), removed=kept)


def _unlogged(draft: Draft, id_: str) -> Draft:
    taken = tuple(row for row in draft.evidence if row.id == id_)
    kept = tuple(row for row in draft.evidence if row.id != id_)
    after = replace(draft, evidence=kept, removed=(*draft.removed, *taken))
    return _boxed(after, taken[0]) if taken and not draft.capture.text else after


def _boxed(draft: Draft, row: EvidenceRow) -> Draft:
    tags = {"step": row.step, "dimension": row.dimension, "story": row.story, "reads": row.reads}
    said = {name: value for name, value in tags.items() if value}
    box = replace(draft.capture, text=row.quote, polarity=row.polarity, **said)
    return replace(draft, capture=box)
