"""The evidence form's fields and the draft they stand for, both ways, without loss."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields, replace

from committee.domain.moments import marks_of
from committee.domain.number_input import number, plain
from committee.domain.odd_characters import clean
from committee.scorecard.draft import Capture, Draft, EvidenceRow

Fields = Mapping[str, Sequence[str]]

TAGS = ("dimension", "quote", "step", "story", "polarity", "reads", "minute")
BOX = tuple(each.name for each in fields(Capture))


def draft_of(posted: Fields, seat: Draft) -> Draft:
    """The draft that a posted form stands for; `seat`, an empty one, says whose interview it is."""
    one = {name: clean(values[-1]) for name, values in posted.items() if values}
    pieces = list(dict.fromkeys(_list(posted, "piece")))
    removed = [id_ for id_ in dict.fromkeys(_list(posted, "removed")) if id_ not in pieces]
    return replace(
        seat,
        recommendation=one.get("recommendation", ""),
        at=one.get("at", ""),
        note=one.get("note", ""),
        reads={n.removeprefix("read."): v for n, v in one.items() if n[:5] == "read." and v},
        scores={n.removeprefix("score."): v for n, v in one.items() if n[:6] == "score." and v},
        traps=_list(posted, "traps"),
        evidence=tuple(_row(id_, one, posted) for id_ in reversed(pieces)),
        removed=tuple(_row(id_, one, posted) for id_ in removed),
        capture=Capture(**{name: one.get(f"form.{name}", "") for name in BOX}),
        seconds=number(one.get("form.seconds", "")) or 0.0,
        since=number(one.get("form.since", "")) or None,
        marks=marks_of(_list(posted, "form.marks")),
        dismissed=_list(posted, "form.dismissed"),
        history=_list(posted, "form.history"),
        stamp=one.get("form.stamp", ""),
    )


def fields_of(draft: Draft) -> dict[str, list[str]]:
    """The fields of a draft: posted again, they give the same draft."""
    found = {"recommendation": [draft.recommendation], "at": [draft.at], "note": [draft.note]}
    found |= {f"read.{dimension}": [level] for dimension, level in draft.reads.items()}
    found |= {f"score.{dimension}": [score] for dimension, score in draft.scores.items()}
    found |= {f"form.{name}": [text] for name, text in asdict(draft.capture).items()}
    found["form.seconds"] = [plain(draft.seconds)]
    found["form.since"] = [plain(draft.since)] if draft.since else []
    found["form.marks"] = [mark.text for mark in draft.marks]
    found["form.dismissed"], found["form.history"] = list(draft.dismissed), list(draft.history)
    found["form.stamp"] = [draft.stamp]
    found["traps"] = list(draft.traps)
    found["piece"] = [row.id for row in reversed(draft.evidence)]
    found["removed"] = [row.id for row in draft.removed]
    for row in (*draft.evidence, *draft.removed):
        found |= {f"e.{row.id}.{name}": [getattr(row, name)] for name in TAGS}
        found[f"e.{row.id}.traps"] = list(row.traps)
    return {name: values for name, values in found.items() if any(values)}


def _list(posted: Fields, name: str) -> tuple[str, ...]:
    return tuple(clean(value) for value in posted.get(name, ()) if clean(value))


def _row(id_: str, one: Mapping[str, str], posted: Fields) -> EvidenceRow:
    said = {name: one[f"e.{id_}.{name}"] for name in TAGS if one.get(f"e.{id_}.{name}")}
    return EvidenceRow(id_, **said, traps=_list(posted, f"e.{id_}.traps"))
