"""Drafts as they are kept: one interview of a loop file, with what only the form needs beside.

That is under the key "form". A number that was typed in another way than we write it is kept
there too, by the name of its field; so is the step of a technical piece, by its id, since loop
files have none. Drafts of every earlier version are read.
"""

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from committee.domain.answer_clock import marks_of
from committee.domain.number_input import minute_text, number, plain
from committee.domain.rubric import TECHNICAL_STEPS
from committee.scorecard.draft import Act, Capture, Change, Collision, Draft, EvidenceRow

Body = dict[str, Any]
HEAD = ("recommendation", "at", "note", "interviewer", "bar_raiser")
TAGS = ("quote", "dimension", "polarity", "step", "story", "reads", "kind")
BOX = tuple(each.name for each in fields(Capture))
FORM_ONLY, TECHNICAL = "form", "steps"


def draft_of(body: Mapping[str, Any], id_: str = "", kind: str = "") -> Draft:
    """The draft that a body holds; `id_` and `kind` are the seat's, where it doesn't say."""
    form = body.get(FORM_ONLY, {})
    typed = form.get("typed", {})
    scores = {name: plain(value) for name, value in body.get("scores", {}).items()}
    unread = {n.removeprefix("score."): text for n, text in typed.items() if n[:6] == "score."}
    steps = form.get(TECHNICAL, {})
    return Draft(
        id=id_ or body.get("id", ""),
        kind=kind or body.get("kind", ""),
        **{name: body[name] for name in HEAD if body.get(name)},
        reads=dict(body.get("reads", {})),
        scores={**scores, **unread},
        traps=tuple(body.get("traps", ())),
        next_level=dict(body.get("next_level", {})),
        evidence=tuple(_row(piece, typed, steps) for piece in body.get("evidence", ())),
        removed=tuple(_row(piece, typed, steps) for piece in form.get("removed", ())),
        capture=Capture(**{name: form[name] for name in BOX if form.get(name)}),
        seconds=float(form.get("seconds") or 0.0),
        since=form.get("since") or None,
        marks=marks_of(form.get("marks", ())),
        dismissed=tuple(form.get("dismissed", ())),
        box_of=form.get("box_of", ""),
        aside=dict(form.get("aside", {})),
        collisions=tuple(Collision(*pair) for pair in form.get("collisions", ())),
        history=tuple(_change(acts) for acts in form.get("history", ())),
        undone=tuple(_change(acts) for acts in form.get("undone", ())),
        heard=dict(form.get("heard", {})),
    )


def body_of(draft: Draft) -> Body:
    """What is kept of a draft; `draft_of` gives the same draft back."""
    typed: dict[str, str] = {}
    body = {
        **_interview(draft, typed),
        FORM_ONLY: _said(
            {
                **vars(draft.capture),
                "seconds": draft.seconds,
                "since": draft.since,
                "marks": [mark.text for mark in draft.marks],
                "dismissed": list(draft.dismissed),
                "box_of": draft.box_of,
                "aside": dict(draft.aside),
                "collisions": [[each.field, each.other] for each in draft.collisions],
                "history": [_acts(change) for change in draft.history],
                "undone": [_acts(change) for change in draft.undone],
                "heard": dict(draft.heard),
                "removed": [_piece(row, typed) for row in draft.removed],
                "typed": typed,
                TECHNICAL: {
                    row.id: row.step
                    for row in (*draft.evidence, *draft.removed)
                    if row.step in TECHNICAL_STEPS
                },
            }
        ),
    }
    return _said(body)


def interview_of(draft: Draft) -> Body:
    """A draft as an interview of a loop file, without what can't be read as a number."""
    return _interview(draft, {})


def _interview(draft: Draft, typed: dict[str, str]) -> Body:
    """The same; numbers that were typed in a way of their own go to `typed`, by field."""
    scores = {}
    for name, text in draft.scores.items():
        value = number(text)
        if value is not None:
            scores[name] = value
        if text and (value is None or plain(value) != text):
            typed[f"score.{name}"] = text
    head = {name: getattr(draft, name) for name in ("id", "kind", *HEAD)}
    pieces = [_piece(row, typed) for row in draft.evidence]
    by_dimension = {"reads": dict(draft.reads), "next_level": dict(draft.next_level)}
    lists = {**by_dimension, "traps": list(draft.traps), "evidence": pieces}
    return _said({**head, **lists, "scores": scores})


def _row(
    piece: Mapping[str, Any], typed: Mapping[str, str], steps: Mapping[str, str]
) -> EvidenceRow:
    id_ = piece["id"]
    row = EvidenceRow(id_, **{name: piece[name] for name in TAGS if piece.get(name)})
    row = replace(row, step=row.step or steps.get(id_, ""))
    minute = minute_text(piece["minute"]) if "minute" in piece else ""
    minute = typed.get(f"e.{id_}.minute", minute)
    return replace(row, minute=minute, traps=tuple(piece.get("traps", ())))


def _piece(row: EvidenceRow, typed: dict[str, str]) -> Body:
    piece: Body = {"id": row.id, **{name: getattr(row, name) for name in TAGS}}
    if row.step in TECHNICAL_STEPS:
        del piece["step"]
    piece["traps"] = list(row.traps)
    piece = _said(piece)
    minutes = row.minutes
    if minutes is not None:
        piece["minute"] = minutes
    if row.minute and (minutes is None or minute_text(minutes) != row.minute):
        typed[f"e.{row.id}.minute"] = row.minute
    return piece


def _acts(change: Change) -> list[list[str]]:
    return [[act.name, act.target, act.value] for act in change]


def _change(acts: Any) -> Change:
    """Acts as they are kept; "+b1-3" and "-b1-3" are those of the first versions."""
    if isinstance(acts, str):
        return (Act("unlog" if acts[:1] == "+" else "restore", acts[1:]),)
    return tuple(Act(*act) for act in acts)


def _said(values: Body) -> Body:
    """Without what wasn't said."""
    return {name: value for name, value in values.items() if value}
