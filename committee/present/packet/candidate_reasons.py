"""What only the candidate's own packet says: a welcome, reasons before tables, and what to do."""

from dataclasses import dataclass

from committee.domain.advice import Advice
from committee.domain.case import Case
from committee.domain.coaching import Coaching
from committee.domain.packet import Evidence
from committee.domain.policy import Policy
from committee.domain.rubric import BEHAVIORAL
from committee.domain.trace import SUFFICIENCY, VETO, Step
from committee.domain.votes_hidden_from_candidate import votes_of
from committee.present.voice.candidate_and_committee_voice import voice_for
from committee.present.voice.decision_said import decided

from .evidence_register import Register
from .evidence_views import Piece
from .practice_plan import Plan, Planner

MOST = 4
"""How many sentences there are at most."""


@dataclass(frozen=True)
class Reasons:
    """The sentences that the outcome rests on, with a lead where there is more to say."""

    title: str
    lead: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class ToYou:
    """The candidate's part: `own_words` is the committee's sentence as it was decided."""

    opening: str
    reasons: Reasons
    own_words: str
    plan: Plan
    withheld: str


def to_you(case: Case, coaching: Coaching, register: Register, lines: tuple[Advice, ...]) -> ToYou:
    """The candidate's part of a packet; `case` is the candidate's own."""
    opened, policy = coaching.opening[case.verdict], case.policy
    left_out = [coaching.withheld, *([coaching.withheld_votes] if policy.reads_votes else [])]
    planner = Planner(case, coaching, register, lines)
    return ToYou(
        opening=opened.format(target=policy.ladder.name(case.target)),
        reasons=_reasons(case, register),
        own_words=decided(case, voice_for(case, register.rubric)),
        plan=planner.plan(),
        withheld=" ".join(left_out),
    )


def _reasons(case: Case, register: Register) -> Reasons:
    binding = case.ruling.binding
    if binding is None:
        return Reasons("What carried it, in your words", "", _carried(case.policy, register))
    if votes_of(binding.rule, case.policy):
        against = [p.id for _, p in register.ordered if p.polarity == "against"]
        lead = "A vote rests on a whole conversation, so no single sentence decided it."
        if against:
            lead += " These were noted as speaking against you:"
        return Reasons("What spoke against you", lead, register.pieces(against)[:MOST])
    if binding.rule.kind == SUFFICIENCY:
        return _too_little(binding, register)
    ids = [ref.id for ref in binding.uses if ref.kind == "evidence"]
    found = sorted(register.pieces(ids), key=lambda piece: piece.tone != "down")
    noted = all(piece.noted for piece in found)
    title = "What it rests on" if noted else "Which of your sentences it rests on"
    return Reasons(title, "" if found else _bare(binding), tuple(found[:MOST]))


def _too_little(binding: Step, register: Register) -> Reasons:
    """What was heard of what is missing; first of all that which backs nothing."""
    short = [step.rule.subject for step in binding.unmet]
    heard = [piece for dimension in short for piece in register.on(dimension)]
    heard.sort(key=lambda piece: piece.backs)
    lead = "" if heard else "There is no sentence to show: that is what was missing."
    if any(not piece.backs for piece in heard):
        lead = "If it isn’t clear what you did, it can’t be scored, however good the story."
    return Reasons("What the panel heard of what was missing", lead, tuple(heard[:MOST]))


def _bare(binding: Step) -> str:
    """What is said where there is no sentence to show."""
    if binding.rule.kind == VETO:
        return "It was confirmed of an interview as a whole rather than in one sentence."
    return "It rests on the round as a whole; no single sentence was logged there."


def _carried(policy: Policy, register: Register) -> tuple[Piece, ...]:
    """The behavioural sentence that was read highest, of each dimension."""
    best: dict[str, Evidence] = {}
    rank = policy.ladder.rank
    for _, piece in register.ordered:
        if piece.dimension in BEHAVIORAL and piece.polarity == "for" and piece.reads:
            held = best.setdefault(piece.dimension, piece)
            best[piece.dimension] = max(held, piece, key=lambda p: rank(str(p.reads)))
    return register.pieces([piece.id for piece in best.values()])
