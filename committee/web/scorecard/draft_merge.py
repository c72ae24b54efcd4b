"""Two texts of one draft: where they differ, and both in one, with nothing left out."""

import copy
from collections.abc import Iterator
from dataclasses import dataclass

from committee.present.voice.number_input import minute_text

from .form_fields import Document

Pieces = dict[str, Document]
HEADS = (("recommendation", "Recommendation"), ("at", "At"), ("note", "Private note"))


@dataclass(frozen=True)
class Difference:
    """Something that reads differently on this page and in what was saved elsewhere."""

    what: str
    here: str
    there: str


def differences(here: Document, there: Document) -> tuple[Difference, ...]:
    """Where two drafts differ, in the order of the form; "" stands for nothing said."""
    return tuple(each for each in _compared(here, there) if each.here != each.there)


def merged(here: Document, there: Document) -> Document:
    """Both drafts in one: every piece of evidence of either, and what is on this page besides.

    A piece that has the same id and other words becomes a piece of its own.
    """
    both: Document = copy.deepcopy({**there, **here})
    ours, theirs = here.get("form", {}), there.get("form", {})
    for name in ("reads", "scores", "form"):
        both[name] = {**there.get(name, {}), **here.get(name, {})}
    for name in ("marks", "dismissed"):
        both["form"][name] = list(dict.fromkeys((*theirs.get(name, ()), *ours.get(name, ()))))
    logged = [*there.get("evidence", ()), *here.get("evidence", ())]
    removed = [*theirs.get("removed", ()), *ours.get("removed", ())]
    taken = {piece["id"] for piece in (*logged, *removed)}
    pieces = _each_once(logged, taken, {})
    both["evidence"] = list(pieces.values())
    both["form"]["removed"] = list(_each_once(removed, taken, pieces).values())
    both["form"]["text"] = _joined(ours.get("text"), theirs.get("text"))
    both["form"] = {name: value for name, value in both["form"].items() if value}
    both["note"] = _joined(here.get("note"), there.get("note"))
    return {name: value for name, value in both.items() if value not in ("", [], {})}


def from_same_tab(here: Document, there: Document) -> int | None:
    """How many sendings one draft is ahead of another of the same browser tab.

    None if they are of different tabs or the browser didn't say. Answers get lost and requests
    overtake each other, so a tab can be told its own draft was "saved somewhere else".
    """
    ours, theirs = (each.get("form", {}).get("stamp", "") for each in (here, there))
    (tab, _, mine), (other, _, stored) = ours.rpartition("."), theirs.rpartition(".")
    if not tab or tab != other or not (mine.isdecimal() and stored.isdecimal()):
        return None
    return int(mine) - int(stored)


def _each_once(pieces: list[Document], taken: set[str], known: Pieces) -> Pieces:
    """Pieces by id, without those already known; another text under a used id gets a new one."""
    found: Pieces = {}
    for piece in pieces:
        id_ = piece["id"]
        other = known.get(id_, found.get(id_, piece))
        if other.get("quote") != piece.get("quote"):
            numbers = range(1, len(taken) + 2)
            id_ = next(i for n in numbers if (i := f"{id_.rpartition('-')[0]}-{n}") not in taken)
            taken.add(id_)
        if id_ not in known:
            found[id_] = {**piece, "id": id_}
    return found


def _joined(here: str | None, there: str | None) -> str:
    return "\n".join(dict.fromkeys(text for text in (there, here) if text))


def _compared(here: Document, there: Document) -> Iterator[Difference]:
    texts = [each.get("form", {}).get("text", "") for each in (here, there)]
    yield Difference("In the box", *texts)
    marks = [", ".join(each.get("form", {}).get("marks", ())) for each in (here, there)]
    yield Difference("Marks", *marks)
    ours, theirs = ({p["id"]: p for p in each.get("evidence", [])} for each in (here, there))
    for id_ in dict.fromkeys((*theirs, *ours)):
        yield Difference("Evidence", _piece(ours.get(id_)), _piece(theirs.get(id_)))
    for name in ("reads", "scores"):
        mine, stored = here.get(name, {}), there.get(name, {})
        for key in dict.fromkeys((*stored, *mine)):
            what = str(key).replace("_", " ").capitalize()
            yield Difference(what, _said(mine.get(key)), _said(stored.get(key)))
    for name, what in HEADS:
        yield Difference(what, _said(here.get(name)), _said(there.get(name)))


def _piece(piece: Document | None) -> str:
    if piece is None:
        return ""
    minute = f"{minute_text(piece['minute'])} " if "minute" in piece else ""
    tags = [piece.get(key, "") for key in ("step", "dimension", "polarity", "reads", "story")]
    tags += [f"trap {trap}" for trap in piece.get("traps", [])]
    return f"{minute}“{piece.get('quote', '')}” ({', '.join(filter(None, tags))})"


def _said(value: object) -> str:
    return "" if value is None else str(value).replace("_", " ")
