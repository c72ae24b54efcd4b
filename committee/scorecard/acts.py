"""What a press of a button does to a draft: log, remove, undo, the clock, marks, hints.

An act is a word with an argument, such as "remove:b1-3", and gives the draft after it.
"""

from collections.abc import Callable
from dataclasses import replace

from committee.domain.moments import MOMENTS, QUESTION, Mark
from committee.domain.number_input import minute, minute_text, minutes_at
from committee.domain.rubric import BEHAVIORAL_KIND
from committee.errors import FormError

from .draft import Draft, EvidenceRow
from .history import undo

LONGEST_QUOTE, MOST_MINUTES = 10_000, 1440
COMMUNICATION = "communication"


def act(draft: Draft, action: str, now: float) -> Draft:
    """The draft after an action; `now` is in seconds of the epoch.

    Raises FormError, its `where` the field, when the action lacks something; an action that
    nobody knows changes nothing.
    """
    name, _, argument = action.partition(":")
    return ACTS[name](draft, argument, now) if name in ACTS else draft


def add(draft: Draft, row: EvidenceRow) -> Draft:
    """The draft with one more piece of evidence, which is given its id here and nowhere else."""
    named = replace(row, id=draft.next_id)
    return replace(
        draft, evidence=(*draft.evidence, named), history=(*draft.history, f"+{named.id}")
    )


def _log(draft: Draft, _: str, now: float) -> Draft:
    box, quote = draft.capture, draft.capture.text.strip()
    if not quote:
        raise FormError("there is nothing to log yet.", where="form.text", remedy="Type it first.")
    if len(quote) > LONGEST_QUOTE:
        found = f"the text has {len(quote):,} characters, and a piece at most {LONGEST_QUOTE:,}."
        raise FormError(found, where="form.text", remedy="Log it in parts.")
    if not box.dimension:
        raise FormError(
            "what does it show?", where="form.dimension", remedy="Choose one, then log it."
        )
    row = EvidenceRow(
        "", quote, box.dimension, box.polarity or "for", box.step, box.story, box.reads
    )
    emptied = replace(box, text="", polarity="", reads="", minute="")
    return replace(add(draft, replace(row, minute=_heard_at(draft, now))), capture=emptied)


def _heard_at(draft: Draft, now: float) -> str:
    """The minute as typed, else as the clock has it; "" where neither is known."""
    typed = draft.capture.minute
    if typed:
        heard = minute(typed)
        if heard is None or not 0 <= heard <= MOST_MINUTES:
            found = f"“{typed[:40]}” is no minute of an interview."
            raise FormError(found, where="form.minute", remedy="Write it as 16:05, or leave it.")
        return typed
    started = draft.seconds or draft.since is not None
    return minute_text(minutes_at(draft.clock(now))) if started else ""


def _remove(draft: Draft, id_: str, _: float) -> Draft:
    found = tuple(row for row in draft.evidence if row.id == id_)
    if not found:
        return draft
    return replace(
        draft,
        evidence=tuple(row for row in draft.evidence if row.id != id_),
        removed=(*draft.removed, *found),
        history=(*draft.history, f"-{id_}"),
    )


def _start(draft: Draft, _: str, now: float) -> Draft:
    return draft if draft.since is not None else replace(draft, since=round(now, 1))


def _pause(draft: Draft, _: str, now: float) -> Draft:
    return replace(draft, seconds=draft.clock(now), since=None)


def _mark(draft: Draft, kind: str, now: float) -> Draft:
    if kind not in MOMENTS:
        return draft
    started = _start(draft, "", now)
    about = draft.capture.theme if kind == QUESTION else ""
    return replace(started, marks=(*draft.marks, Mark(kind, started.clock(now), about)))


def _unmark(draft: Draft, text: str, _: float) -> Draft:
    return replace(draft, marks=tuple(mark for mark in draft.marks if mark.text != text))


def _cite(draft: Draft, words: str, _: float) -> Draft:
    """Put what the clock measured into the capture box, to be logged or not."""
    text = " ".join(filter(None, (draft.capture.text.strip(), words)))
    spoken = draft.kind == BEHAVIORAL_KIND
    dimension = COMMUNICATION if spoken else draft.capture.dimension
    return replace(draft, capture=replace(draft.capture, text=text, dimension=dimension))


def _dismiss(draft: Draft, hint: str, _: float) -> Draft:
    return replace(draft, dismissed=(*draft.dismissed, hint))


def _confirm(draft: Draft, hint: str, now: float) -> Draft:
    """Mark the named pieces with the hint's trap, or the whole interview where none is named."""
    key, *ids = hint.split(" ")
    trap = key.partition("@")[0]
    marked = tuple(
        replace(row, traps=_with(row.traps, trap)) if row.id in ids else row
        for row in draft.evidence
    )
    whole = draft.traps if set(ids) & {row.id for row in marked} else _with(draft.traps, trap)
    return _dismiss(replace(draft, evidence=marked, traps=whole), key, now)


def _with(traps: tuple[str, ...], trap: str) -> tuple[str, ...]:
    return traps if trap in traps else (*traps, trap)


def _undo(draft: Draft, _: str, __: float) -> Draft:
    return undo(draft)


ACTS: dict[str, Callable[[Draft, str, float], Draft]] = {
    "log": _log,
    "remove": _remove,
    "undo": _undo,
    "start": _start,
    "pause": _pause,
    "mark": _mark,
    "unmark": _unmark,
    "cite": _cite,
    "dismiss": _dismiss,
    "confirm": _confirm,
}
