"""Two drafts of one scorecard: where they differ, and both in one, with nothing left out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from .draft import Draft, EvidenceRow

HEADS = (("recommendation", "Recommendation"), ("at", "At"), ("note", "Private note"))


@dataclass(frozen=True)
class Difference:
    """Something that reads differently on this page and in what was saved elsewhere."""

    what: str
    here: str
    there: str


def differences(here: Draft, there: Draft) -> tuple[Difference, ...]:
    """Where two drafts differ, in the order of the form; "" stands for nothing said."""
    return tuple(each for each in _compared(here, there) if each.here != each.there)


def merged(here: Draft, there: Draft) -> Draft:
    """Both drafts in one: every piece of evidence of either, and what is on this page besides.

    A piece that has the same id and other words becomes a piece of its own.
    """
    logged = (*there.evidence, *here.evidence)
    removed = (*there.removed, *here.removed)
    taken = {row.id for row in (*logged, *removed)}
    rows = _each_once(logged, taken, {})
    box = replace(here.capture, text=_joined(here.capture.text, there.capture.text))
    return replace(
        here,
        reads={**there.reads, **here.reads},
        scores={**there.scores, **here.scores},
        recommendation=here.recommendation or there.recommendation,
        at=here.at or there.at,
        note=_joined(here.note, there.note),
        traps=tuple(dict.fromkeys((*there.traps, *here.traps))),
        evidence=tuple(rows.values()),
        removed=tuple(_each_once(removed, taken, rows).values()),
        capture=box,
        seconds=here.seconds or there.seconds,
        since=there.since if here.since is None else here.since,
        marks=tuple(dict.fromkeys((*there.marks, *here.marks))),
        dismissed=tuple(dict.fromkeys((*there.dismissed, *here.dismissed))),
    )


def from_same_tab(here: Draft, there: Draft) -> int | None:
    """How many sendings one draft is ahead of another of the same browser tab.

    None if they are of different tabs or the browser didn't say. Answers get lost and requests
    overtake each other, so a tab can be told its own draft was "saved somewhere else".
    """
    (tab, _, mine), (other, _, stored) = (d.stamp.rpartition(".") for d in (here, there))
    if not tab or tab != other or not (mine.isdecimal() and stored.isdecimal()):
        return None
    return int(mine) - int(stored)


def _each_once(
    rows: tuple[EvidenceRow, ...], taken: set[str], known: Mapping[str, EvidenceRow]
) -> dict[str, EvidenceRow]:
    """Rows by id, without those already known; another text under a used id gets a new one."""
    found: dict[str, EvidenceRow] = {}
    for row in rows:
        id_ = row.id
        if known.get(id_, found.get(id_, row)).quote != row.quote:
            numbers = range(1, len(taken) + 2)
            id_ = next(i for n in numbers if (i := f"{id_.rpartition('-')[0]}-{n}") not in taken)
            taken.add(id_)
        if id_ not in known:
            found[id_] = replace(row, id=id_)
    return found


def _joined(here: str, there: str) -> str:
    return "\n".join(dict.fromkeys(text for text in (there, here) if text))


def _compared(here: Draft, there: Draft) -> Iterator[Difference]:
    yield Difference("In the box", here.capture.text, there.capture.text)
    yield Difference("Marks", *(", ".join(mark.text for mark in d.marks) for d in (here, there)))
    ours, theirs = ({row.id: row for row in d.evidence} for d in (here, there))
    for id_ in dict.fromkeys((*theirs, *ours)):
        yield Difference("Evidence", _said(ours.get(id_)), _said(theirs.get(id_)))
    for mine, stored in ((here.reads, there.reads), (here.scores, there.scores)):
        for key in dict.fromkeys((*stored, *mine)):
            what = key.replace("_", " ").capitalize()
            yield Difference(what, _plain(mine.get(key, "")), _plain(stored.get(key, "")))
    for name, what in HEADS:
        yield Difference(what, _plain(getattr(here, name)), _plain(getattr(there, name)))


def _said(row: EvidenceRow | None) -> str:
    if row is None:
        return ""
    tags = [row.step, row.dimension, row.polarity, row.reads, row.story]
    tags += [f"trap {trap}" for trap in row.traps]
    return f"{row.minute} “{row.quote}” ({', '.join(filter(None, tags))})".strip()


def _plain(value: str) -> str:
    return value.replace("_", " ")
