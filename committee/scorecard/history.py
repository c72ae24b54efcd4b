"""Acts done, undone and done again, as often as one likes, each of them once.

What takes an act back is itself a row of acts, kept in the draft; undoing is doing those.
"""

from collections.abc import Iterable
from dataclasses import replace

from committee.errors import FormError

from .draft import Act, Change, Draft, EvidenceRow
from .evidence_acts import add
from .fields import parted, value_of
from .perform_act import perform, perform_all
from .typing_in_two_tabs import at_box

MOST_UNDONE = 500
"""How many acts can be undone; their words stay, in the pieces and among the removed."""
MOST_TABS = 50


def done(draft: Draft, act: Act, now: float) -> Draft:
    """The draft after an act, undo and redo among them; FormError where the act lacks something."""
    if act.name == "undo":
        return _undo(draft, now)
    if act.name == "redo":
        return _redo(draft, now)
    after, back = perform(draft, act, now)
    return recorded(after, back)


def taken(draft: Draft, rows: Iterable[EvidenceRow]) -> Draft:
    """The draft with passages logged as evidence, all of them undone at once."""
    back: Change = ()
    for row in rows:
        draft, undone = add(draft, row)
        back = (*undone, *back)
    return recorded(draft, back)


def heard(
    draft: Draft, tab: str, acts: Iterable[tuple[int, float, Act]]
) -> tuple[Draft, dict[str, str]]:
    """The draft after what a tab sent, by number and time, and what was refused, by field.

    What was heard before is passed over: a tab sends again what it has no answer to.
    """
    refused: dict[str, str] = {}
    draft = at_box(draft, tab)
    last = draft.heard.get(tab, 0)
    for number, at, act in acts:
        if number <= last:
            continue
        last = number
        try:
            draft = done(draft, act, at)
        except FormError as error:
            refused[error.where] = said(error)
    others = [(name, n) for name, n in draft.heard.items() if name != tab]
    return replace(draft, heard=dict([*others[1 - MOST_TABS :], (tab, last)])), refused


def recorded(draft: Draft, back: Change) -> Draft:
    """The draft that remembers what takes back the act that was just done."""
    if not back:
        return draft
    before = draft.history
    typing = bool(before) and [a.target for a in before[-1]] == [a.target for a in back]
    if typing and all(act.name == "edit" for act in (*before[-1], *back)):
        history = before  # One goes on typing into the same field: undone as one.
    else:
        history = (*before, back)[-MOST_UNDONE:]
    return replace(_with_undone_words(draft), history=history, undone=())


def last_removed(draft: Draft) -> EvidenceRow | None:
    """The piece that the last act removed; None if it was another act."""
    last = draft.history[-1] if draft.history else ()
    return draft.row(last[0].target) if [act.name for act in last] == ["restore"] else None


def said(error: FormError) -> str:
    """What a refusal says beside its field."""
    return f"{error.found[:1].upper()}{error.found[1:]} {error.remedy}"


def _undo(draft: Draft, now: float) -> Draft:
    if not draft.history:
        return draft
    *before, last = draft.history
    after, again = perform_all(draft, last, now)
    return replace(after, history=tuple(before), undone=(*draft.undone, again))


def _redo(draft: Draft, now: float) -> Draft:
    if not draft.undone:
        return draft
    *before, last = draft.undone
    after, back = perform_all(draft, last, now)
    return replace(after, history=(*draft.history, back), undone=tuple(before))


def _with_undone_words(draft: Draft) -> Draft:
    """Wordings that were undone and can't be had by redo any more, among the removed pieces."""
    for change in draft.undone:
        for act in change:
            row = draft.row(parted(act.target)[0].removeprefix("e."))
            worded = act.name == "edit" and parted(act.target)[1] == "quote" and row
            if worded and act.value.strip() and value_of(draft, act.target) != act.value:
                kept = replace(worded, id=draft.next_id, quote=act.value)
                draft = replace(draft, removed=(*draft.removed, kept))
    return draft
