"""Feedback on scorecards that were decided on, as its page reads it: counts and words."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from committee.domain.case import Case
from committee.domain.interviewer_feedback import Named, ReadBeside, named_in, reads_beside
from committee.domain.packet import EVIDENCE_KINDS, OBSERVATION, PARAPHRASE, QUOTE, Scorecard
from committee.domain.rubric import CODING
from committee.domain.trace import SUFFICIENCY
from committee.present.voice.rule_names import rule_name, the_rule
from committee.present.voice.words import (
    KINDS,
    VERDICT_MARKS,
    VERDICT_TONES,
    counted,
    listed,
    number,
    verdict_words,
)
from committee.scorecard.draft import Draft

from .what_a_committee_asks import Asking, asked_of_piece, asked_of_whole
from .what_was_heard import FOUND, told_in

KIND_WORDS = {QUOTE: "in their words", PARAPHRASE: "in yours", OBSERVATION: "seen, not said"}
APART = {-1: "below the panel", 0: "with the panel", 1: "above the panel"}


@dataclass(frozen=True)
class Decided:
    """One scorecard that was decided on, and where its loop is.

    `draft` is the scorecard as a form holds it, None where it isn't kept as it was then;
    `wordless` says that its words are gone.
    """

    loop: str
    seat: str
    at: datetime
    case: Case
    card: Scorecard
    draft: Draft | None = None
    wordless: bool = False


@dataclass(frozen=True)
class PieceFeedback:
    """One piece: what it tells, which rules read it, and what it would have been asked."""

    quote: str
    noted: bool
    about: str
    read_by: str
    decided: bool
    told: str
    asks: tuple[str, ...]


@dataclass(frozen=True)
class ReadRow:
    """One read beside the panel's, in words."""

    name: str
    own: str
    panel: str
    others: str
    said: str


@dataclass(frozen=True)
class InterviewFeedback:
    """Feedback on one scorecard.

    `cited` says how many pieces the decision read, `told` what they tell, each with how many.
    """

    loop: str
    seat: str
    at: datetime
    candidate: str
    interview: str
    tone: str
    mark: str
    outcome: str
    count: int
    read: int
    behind: int
    cited: str
    kinds: str
    told: tuple[tuple[str, int], ...]
    nothing: int
    reads: tuple[ReadRow, ...]
    apart: Counter[int]
    asks: tuple[str, ...]
    pieces: tuple[PieceFeedback, ...]
    wordless: bool

    @property
    def questions(self) -> int:
        """How many questions a committee would have had."""
        return len(self.asks) + sum(len(piece.asks) for piece in self.pieces)


def feedback_on(each: Decided, by: Asking) -> InterviewFeedback:
    """Feedback on one scorecard that was decided on."""
    case, card = each.case, each.card
    named, beside = named_in(case, card), reads_beside(case, card)
    told = [() if each.wordless else told_in(piece.quote) for piece in card.evidence]
    ladder, verdict = case.policy.ladder, case.verdict
    asks: tuple[str, ...] = ()
    if each.draft and not each.wordless:
        asks = asked_of_whole(each.draft, case.target, ladder, by)
    return InterviewFeedback(
        loop=each.loop,
        seat=each.seat,
        at=each.at,
        candidate=case.packet.candidate,
        interview=f"{KINDS[card.kind]} ({card.id})",
        tone=VERDICT_TONES[verdict],
        mark=VERDICT_MARKS[verdict],
        outcome=verdict_words(verdict, case.level, case.policy),
        count=len(card.evidence),
        read=sum(bool(one.rules) for one in named),
        behind=sum(one.decided for one in named),
        cited=_cited(case, named),
        kinds=_kinds(card),
        told=tuple((words, sum(name in one for one in told)) for name, words in FOUND.items()),
        nothing=sum(not one for one in told),
        reads=tuple(_row(one, case, by) for one in beside),
        apart=Counter(one.apart for one in beside if one.apart is not None),
        asks=asks,
        pieces=_pieces(card, named, told, by, each.wordless),
        wordless=each.wordless,
    )


def _cited(case: Case, named: Sequence[Named]) -> str:
    """How many pieces the decision rests on, in one or two sentences."""
    if not named:
        return "No evidence was logged, so the decision could read none."
    read, behind = sum(bool(one.rules) for one in named), sum(one.decided for one in named)
    said = f"Rules of the decision read {read} of {counted(len(named), 'piece')}."
    bound = case.ruling.binding
    if bound is None:
        return f"{said} It is a hire at the target, so no rule stood in the way of it."
    return f"{said} Behind what decided, {the_rule(bound.rule)}, {_stand(behind)} of yours."


def _stand(count: int) -> str:
    return {0: "stands none", 1: "stands 1"}.get(count, f"stand {count}")


def _kinds(card: Scorecard) -> str:
    """How many pieces are quotes, paraphrases and observations; empty without any."""
    found = Counter(piece.kind for piece in card.evidence)
    parts = [f"{found[kind]} {KIND_WORDS[kind]}" for kind in EVIDENCE_KINDS if found[kind]]
    return listed(parts) if parts else ""


def _row(one: ReadBeside, case: Case, by: Asking) -> ReadRow:
    def words(value: str | float | None) -> str:
        if value is None:
            return "no signal"
        return number(value) if isinstance(value, float) else case.policy.ladder.name(str(value))

    others = Counter(words(value) for value in one.others)
    return ReadRow(
        name=by.rubric.name(one.dimension),
        own=words(one.own),
        panel=words(one.panel),
        others=", ".join(f"{n} × {at}" if n > 1 else at for at, n in others.items()) or "nobody",
        said=_said(one, by),
    )


def _said(one: ReadBeside, by: Asking) -> str:
    if not one.counts:
        return "did not count: nothing that counts stood under it"
    if not one.others:
        return "the only one"
    said = "the panel’s is the mean" if one.dimension == CODING else APART[one.apart or 0]
    return f"{said}; “{by.rubric.trap(one.capped).name}” then held it down" if one.capped else said


def _pieces(
    card: Scorecard,
    named: Sequence[Named],
    told: Sequence[Sequence[str]],
    by: Asking,
    wordless: bool,
) -> tuple[PieceFeedback, ...]:
    return tuple(
        PieceFeedback(
            quote=piece.quote,
            noted=piece.kind != QUOTE,
            about=f"{by.rubric.name(piece.dimension)} · {piece.polarity}",
            read_by=_read_by(one),
            decided=one.decided,
            told=listed([FOUND[name] for name in found]) if found else "",
            asks=() if wordless else asked_of_piece(piece.quote, by),
        )
        for piece, one, found in zip(card.evidence, named, told, strict=True)
    )


def _read_by(one: Named) -> str:
    """The rules that read a piece; that there was enough is said where nothing else is."""
    rules = [rule for rule in one.rules if rule.kind != SUFFICIENCY] or list(one.rules)
    return ", ".join(dict.fromkeys(map(rule_name, rules)))
