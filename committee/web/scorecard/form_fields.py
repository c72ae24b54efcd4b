"""The evidence form's fields and the document they stand for, both ways, without loss.

A document has the shape of one interview of a loop file; what only the form needs is under
its key "form". A draft's document may be incomplete. What was typed and can't be read as
what it should be, such as a score of "3,5x", stays under form.typed by the field's name.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from committee.domain.odd_characters import clean
from committee.present.voice.number_input import minute, minute_text, number, plain

Document = dict[str, Any]
Fields = Mapping[str, Sequence[str]]
Reader = Callable[[str], float | None]

IDENTITY = ("id", "kind", "interviewer", "bar_raiser")
"""What the assignment says; a form can't change it."""
HEAD = ("recommendation", "at", "note")
PIECE = ("dimension", "quote", "step", "story", "polarity", "reads")
CAPTURE = ("text", "step", "dimension", "story", "polarity", "reads", "minute", "theme", "stamp")
LISTS = ("traps", "dismissed", "history", "marks")
CLOCK = ("seconds", "since")


def document_of(fields: Fields, identity: Mapping[str, Any]) -> Document:
    """The document that a posted form stands for; `identity` says whose interview it is."""
    one = {name: clean(values[-1]) for name, values in fields.items() if values}
    typed: dict[str, str] = {}
    form: Document = {name: one[f"form.{name}"] for name in CAPTURE if one.get(f"form.{name}")}
    form |= {name: _list(fields, f"form.{name}") for name in LISTS if f"form.{name}" in fields}
    form |= _read(one, {name: f"form.{name}" for name in CLOCK}, number, typed)
    pieces = list(dict.fromkeys(_list(fields, "piece")))
    removed = [id_ for id_ in dict.fromkeys(_list(fields, "removed")) if id_ not in pieces]
    form["removed"] = [_piece(id_, one, fields, typed) for id_ in removed]
    document: Document = {
        **{name: identity[name] for name in IDENTITY if identity.get(name)},
        **{name: one[name] for name in HEAD if one.get(name)},
        "reads": {n.removeprefix("read."): v for n, v in one.items() if n[:5] == "read." and v},
        "scores": _read(
            one, {n.removeprefix("score."): n for n in one if n[:6] == "score."}, number, typed
        ),
        "traps": _list(fields, "traps"),
        "evidence": [_piece(id_, one, fields, typed) for id_ in reversed(pieces)],
        "form": form,
    }
    form["typed"] = typed
    form = {name: value for name, value in form.items() if value not in ("", [], {})}
    document["form"] = form
    return {name: value for name, value in document.items() if value not in ("", [], {})}


def fields_of(document: Document) -> dict[str, list[str]]:
    """The fields of a document: posted again, they give the same document."""
    form = document.get("form", {})
    fields: dict[str, list[str]] = {n: [document[n]] for n in HEAD if n in document}
    fields |= {f"read.{d}": [level] for d, level in document.get("reads", {}).items()}
    fields |= {f"score.{d}": [plain(score)] for d, score in document.get("scores", {}).items()}
    fields |= {f"form.{name}": [form[name]] for name in CAPTURE if name in form}
    fields |= {f"form.{name}": [plain(form[name])] for name in CLOCK if name in form}
    fields |= {f"form.{name}": list(form[name]) for name in LISTS if name in form}
    fields["traps"] = list(document.get("traps", []))
    pieces, removed = document.get("evidence", []), form.get("removed", [])
    fields["piece"] = [piece["id"] for piece in reversed(pieces)]
    fields["removed"] = [piece["id"] for piece in removed]
    for piece in (*pieces, *removed):
        name = f"e.{piece['id']}"
        fields |= {f"{name}.{key}": [piece[key]] for key in PIECE if key in piece}
        fields[f"{name}.traps"] = list(piece.get("traps", []))
        if "minute" in piece:
            fields[f"{name}.minute"] = [minute_text(piece["minute"])]
    fields |= {name: [text] for name, text in form.get("typed", {}).items()}
    return {name: values for name, values in fields.items() if values}


def _list(fields: Fields, name: str) -> list[str]:
    return [clean(value) for value in fields.get(name, ()) if clean(value)]


def _read(
    one: Mapping[str, str], names: Mapping[str, str], reader: Reader, typed: dict[str, str]
) -> dict[str, float]:
    """The numbers among the fields; what is none goes to `typed` under its field's name."""
    found: dict[str, float] = {}
    for key, name in names.items():
        value = reader(one.get(name, ""))
        if value is not None:
            found[key] = value
        elif one.get(name):
            typed[name] = one[name]
    return found


def _piece(id_: str, one: Mapping[str, str], fields: Fields, typed: dict[str, str]) -> Document:
    name = f"e.{id_}"
    given = {key: one[f"{name}.{key}"] for key in PIECE if one.get(f"{name}.{key}")}
    piece: Document = {"id": id_, "polarity": "for", **given}
    piece |= _read(one, {"minute": f"{name}.minute"}, minute, typed)
    traps = _list(fields, f"{name}.traps")
    return {**piece, "traps": traps} if traps else piece
