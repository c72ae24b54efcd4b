"""What a press of a button does to a draft: log, remove, undo, the clock, marks, hints.

Each act takes the draft's document and the time, and returns the document after it; the
document given stays as it was. With JavaScript the browser does the same by itself.
"""

import copy
from collections.abc import Callable, Sequence
from typing import Any

from committee.domain.moments import QUESTION
from committee.errors import FormError
from committee.present.voice.number_input import minute, minutes_at

from .form_fields import Document

BEHAVIORAL_KIND, COMMUNICATION = "behavioral", "communication"
LONGEST_QUOTE, MOST_MINUTES = 10_000, 1440


def act(document: Document, action: str, now: float) -> Document:
    """The document after an action such as "log" or "remove:b1-3".

    `now` is in seconds since the epoch. Raises FormError, its `where` the field, when the
    action lacks something; an action that nobody knows changes nothing.
    """
    name, _, argument = action.partition(":")
    after = copy.deepcopy(document)
    if name in ACTS:
        ACTS[name](after, argument, now)
    return after


def elapsed(form: Document, now: float) -> float:
    """Seconds on the clock; `since` is when it was last started, absent while it stands."""
    running = now - form["since"] if form.get("since") else 0.0
    return round(float(form.get("seconds", 0.0)) + max(0.0, running), 1)


def next_id(document: Document) -> str:
    """An id that no piece of this interview has or had."""
    taken = {piece["id"] for piece in (*_pieces(document), *_form(document).get("removed", []))}
    number = len(taken) + 1
    while f"{document['id']}-{number}" in taken:
        number += 1
    return f"{document['id']}-{number}"


def _log(document: Document, _: str, now: float) -> None:
    form = _form(document)
    quote = form.get("text", "").strip()
    if not quote:
        raise FormError("there is nothing to log yet.", where="form.text", remedy="Type it first.")
    if len(quote) > LONGEST_QUOTE:
        found = f"the text has {len(quote):,} characters, and a piece at most {LONGEST_QUOTE:,}."
        raise FormError(found, where="form.text", remedy="Log it in parts.")
    if not form.get("dimension"):
        raise FormError(
            "what does it show?", where="form.dimension", remedy="Choose one, then log it."
        )
    piece: Document = {"id": next_id(document), "quote": quote}
    piece |= {key: form[key] for key in ("dimension", "step", "story", "reads") if key in form}
    piece["polarity"] = form.get("polarity", "for")
    heard = _heard_at(form, now)
    if heard is not None:
        piece["minute"] = heard
    document["evidence"] = [*_pieces(document), piece]
    form["history"] = [*form.get("history", []), f"+{piece['id']}"]
    for key in ("text", "polarity", "reads", "minute"):
        form.pop(key, None)


def _heard_at(form: Document, now: float) -> float | None:
    """The minute as typed, else as the clock has it; None where neither is known."""
    if form.get("minute"):
        typed = minute(form["minute"])
        if typed is None or not 0 <= typed <= MOST_MINUTES:
            found = f"“{form['minute'][:40]}” is no minute of an interview."
            raise FormError(found, where="form.minute", remedy="Write it as 16:05, or leave it.")
        return typed
    running = "seconds" in form or "since" in form
    return minutes_at(elapsed(form, now)) if running else None


def _remove(document: Document, id_: str, _: float) -> None:
    form = _form(document)
    found = [piece for piece in _pieces(document) if piece["id"] == id_]
    if found:
        document["evidence"] = [piece for piece in _pieces(document) if piece["id"] != id_]
        form["removed"] = [*form.get("removed", []), *found]
        form["history"] = [*form.get("history", []), f"-{id_}"]


def _undo(document: Document, _: str, __: float) -> None:
    """Take back the last log or removal; a logged text goes back into an empty capture box."""
    form = _form(document)
    if not form.get("history"):
        return
    *form["history"], last = form["history"]
    id_ = last[1:]
    if last[0] == "-":
        back = [piece for piece in form.get("removed", []) if piece["id"] == id_]
        form["removed"] = [piece for piece in form.get("removed", []) if piece["id"] != id_]
        document["evidence"] = sorted([*_pieces(document), *back], key=_place)
        return
    taken = [piece for piece in _pieces(document) if piece["id"] == id_]
    document["evidence"] = [piece for piece in _pieces(document) if piece["id"] != id_]
    form["removed"] = [*form.get("removed", []), *taken]
    if taken and not form.get("text"):
        kept = ("step", "dimension", "story", "polarity", "reads")
        form |= {"text": taken[0]["quote"]} | {k: taken[0][k] for k in kept if k in taken[0]}


def _start(document: Document, _: str, now: float) -> None:
    _form(document).setdefault("since", round(now, 1))


def _pause(document: Document, _: str, now: float) -> None:
    form = _form(document)
    if "since" in form:
        form["seconds"] = elapsed(form, now)
        del form["since"]


def _mark(document: Document, kind: str, now: float) -> None:
    form = _form(document)
    _start(document, "", now)
    about = f":{form['theme']}" if kind == QUESTION and form.get("theme") else ""
    form["marks"] = [*form.get("marks", []), f"{kind}{about}@{elapsed(form, now):g}"]


def _unmark(document: Document, mark: str, _: float) -> None:
    form = _form(document)
    form["marks"] = [kept for kept in form.get("marks", []) if kept != mark]


def _cite(document: Document, words: str, _: float) -> None:
    """Put what the clock measured into the capture box, to be logged or not."""
    form = _form(document)
    form["text"] = " ".join(filter(None, (form.get("text", "").strip(), words)))
    if document["kind"] == BEHAVIORAL_KIND:
        form["dimension"] = COMMUNICATION


def _dismiss(document: Document, hint: str, _: float) -> None:
    form = _form(document)
    form["dismissed"] = [*form.get("dismissed", []), hint]


def _confirm(document: Document, hint: str, _: float) -> None:
    """Mark the named pieces with the hint's trap, or the whole interview where none is named."""
    key, *ids = hint.split(" ")
    trap = key.partition("@")[0]
    named: Sequence[Document] = [piece for piece in _pieces(document) if piece["id"] in ids]
    for marked in named or [document]:
        if trap not in marked.get("traps", []):
            marked["traps"] = [*marked.get("traps", []), trap]
    _dismiss(document, key, 0.0)


def _place(piece: Document) -> int:
    """When a piece was logged: the number that its id ends in."""
    return int(piece["id"].rpartition("-")[2]) if piece["id"][-1:].isdecimal() else 0


def _form(document: Document) -> Document:
    form: Document = document.setdefault("form", {})
    return form


def _pieces(document: Document) -> list[Any]:
    pieces: list[Any] = document.get("evidence", [])
    return pieces


ACTS: dict[str, Callable[[Document, str, float], None]] = {
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
