"""The sentences behind a read, a score, a trap or an outcome."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from math import isnan
from textwrap import shorten

from committee.domain.case import Case
from committee.domain.packet import QUOTE, Evidence, Scorecard
from committee.domain.policy import BAR_RAISER, VOTES
from committee.domain.rubric import BEHAVIORAL, CODING, LEVEL_DIMENSIONS, TRAPS, Rubric
from committee.domain.signals import confirmations
from committee.domain.trace import SUFFICIENCY, VETO, Step
from committee.present.charts.level_grid import held_down_by
from committee.present.voice.words import number

from .set_by_hand import bound_by_hand, name_of, read_by_hand, trap_by_hand

OUTCOME = "outcome"
MOST_BEHIND_VOTES = 6
"""How many sentences stand behind recommendations: those are about all that was heard."""


@dataclass(frozen=True)
class Sentence:
    """One thing that was said or seen; `noted` if it is in an interviewer's words.

    `speaks` says what was made of it: "for, reads Senior".
    """

    quote: str
    noted: bool
    tone: str
    speaks: str


@dataclass(frozen=True)
class Behind:
    """What stands behind something: its name, what was changed by hand, and the sentences.

    `by_hand` is empty where all of it was heard.
    """

    title: str
    by_hand: str
    sentences: tuple[Sentence, ...]


def behind(case: Case, rubric: Rubric) -> Mapping[str, Behind]:
    """What stands behind the outcome, every read, score and vote, and every confirmed trap."""
    found = {d: _dimension(d, case, rubric) for d in (*LEVEL_DIMENSIONS, CODING)}
    for trap in TRAPS:
        if confirmations(case.packet, trap) or trap in case.what_if.traps:
            found[trap] = _trap(trap, case, rubric)
    for which in (VOTES, BAR_RAISER) if case.policy.reads_votes else ():
        found[which] = _votes(which, case, rubric)
    return found | {OUTCOME: rests_on(case, rubric)}


def rests_on(case: Case, rubric: Rubric, ids: Iterable[str] = ()) -> Behind:
    """What an outcome rests on: the sentences of those ids, or some that the rule read."""
    wanted = tuple(ids)
    pieces = {piece.id: piece for _, piece in case.packet.evidence}
    chosen = [pieces[each] for each in wanted if each in pieces]
    by_hand = "" if wanted else bound_by_hand(case, rubric)
    if not wanted and not by_hand:
        chosen = _decisive(case)
    return Behind(
        "What this rests on", by_hand, tuple(_sentence(each, case, rubric) for each in chosen)
    )


def fitting(told: Behind, most: int, room: int) -> Behind:
    """The first sentences that `room` letters hold, one at least; it is cut where it is longer."""
    kept: list[Sentence] = []
    for each in told.sentences[:most]:
        if kept and len(each.quote) > room:
            break
        quote = shorten(each.quote, max(room, 40), placeholder=" …")
        kept.append(replace(each, quote=quote if len(each.quote) > room else each.quote))
        room -= len(each.quote)
    return replace(told, sentences=tuple(kept))


def deciding_dimension(case: Case) -> str:
    """The behavioural dimension that the rule which decided speaks of; scope where it's none."""
    step = case.ruling.binding
    subject = step.rule.subject if step else ""
    if step and step.rule.kind == VETO:
        veto = case.policy.veto_by_id[subject]
        subject = held_down_by(veto) or "leadership"
    return subject if subject in BEHAVIORAL else BEHAVIORAL[0]


def _dimension(dimension: str, case: Case, rubric: Rubric) -> Behind:
    pieces = [piece for _, piece in case.packet.evidence if piece.dimension == dimension]
    title = f"{rubric.name(dimension)}: {_stands_at(dimension, case)}"
    sentences = tuple(_sentence(piece, case, rubric) for piece in pieces)
    return Behind(title, read_by_hand(dimension, case, rubric), sentences)


def _votes(which: str, case: Case, rubric: Rubric) -> Behind:
    """What those who vote had heard: first against, from who said no, then for, from the rest."""
    pieces = _of_votes(which, case)[:MOST_BEHIND_VOTES]
    title = f"{name_of(which, rubric)}: {_stands_at(which, case)}"
    sentences = tuple(_sentence(piece, case, rubric) for piece in pieces)
    return Behind(title, read_by_hand(which, case, rubric), sentences)


def _of_votes(which: str, case: Case) -> list[Evidence]:
    voters = [card for card in case.packet.submitted if card.recommendation]
    if which == BAR_RAISER:
        voters = [card for card in voters if card.bar_raiser]
    pieces = [p for card in voters for p in card.evidence if _against(p) != card.says_yes]
    return sorted(pieces, key=lambda p: not _against(p))


def _trap(trap: str, case: Case, rubric: Rubric) -> Behind:
    pieces = [piece for _, piece in case.packet.evidence if trap in piece.traps]
    if not pieces:
        pieces = [p for card in _confirming(trap, case) for p in card.evidence if _against(p)]
    named = f"“{rubric.trap(trap).name}”"
    sentences = tuple(_sentence(each, case, rubric) for each in pieces)
    return Behind(named, trap_by_hand(trap, case, rubric), sentences)


def _stands_at(dimension: str, case: Case) -> str:
    if dimension == CODING:
        score = case.facts.coding
        return "not scored" if isnan(score) else f"{number(score)} of 4"
    at = case.signals[dimension].reads_at
    return case.policy.ladder.name(at) if at else "no read that counts"


def _decisive(case: Case) -> list[Evidence]:
    """The evidence of the rule that decided, what speaks against the candidate first."""
    step = case.ruling.binding
    every = [piece for _, piece in case.packet.evidence]
    if step is None:
        ladder, mine = case.policy.ladder, []
        for dimension in BEHAVIORAL[:2]:
            on = [p for p in every if p.dimension == dimension and not _against(p)]
            mine += sorted(on, key=lambda p: -ladder.rank(p.reads) if p.reads else 1)[:1]
        return mine
    subject = step.rule.subject
    if step.rule.kind == VETO:
        subject = held_down_by(case.policy.veto_by_id[subject]) or ""
    if subject in (VOTES, BAR_RAISER):
        return _of_votes(subject, case)
    if step.rule.kind == SUFFICIENCY:
        mute = set(case.policy.aggregation.backs_nothing)
        return [piece for piece in every if mute & set(piece.traps)]
    return sorted(_read_by(step, case, every), key=lambda p: (not p.traps, not _against(p)))


def _read_by(step: Step, case: Case, every: list[Evidence]) -> list[Evidence]:
    ids = {ref.id for ref in step.uses if ref.kind == "evidence"}
    found = [piece for piece in every if piece.id in ids]
    rooms = {ref.id for ref in step.uses if ref.kind == "interview"}
    if found or not rooms:
        return found
    on = deciding_dimension(case)
    cards = [card for card in case.packet.submitted if card.id in rooms]
    return [p for card in cards for p in card.evidence if p.dimension == on and _against(p)]


def _confirming(trap: str, case: Case) -> list[Scorecard]:
    return [card for card in case.packet.submitted if trap in card.traps]


def _against(piece: Evidence) -> bool:
    return piece.polarity == "against"


def _sentence(piece: Evidence, case: Case, rubric: Rubric) -> Sentence:
    speaks = [piece.polarity]
    if piece.reads:
        speaks.append(f"reads {case.policy.ladder.name(piece.reads)}")
    off = {trap for trap, on in case.what_if.traps.items() if not on}
    for trap in piece.traps:
        taken = ", taken off by hand" if trap in off else ""
        speaks.append(f"trap “{rubric.trap(trap).name}”{taken}")
    if (set(piece.traps) - off) & set(case.policy.aggregation.backs_nothing):
        speaks.append("backs no read")
    return Sentence(
        quote=piece.quote,
        noted=piece.dimension not in BEHAVIORAL or piece.kind != QUOTE,
        tone="down" if _against(piece) else "meet",
        speaks=", ".join(speaks),
    )
