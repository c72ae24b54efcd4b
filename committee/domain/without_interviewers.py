"""A packet without its interviewers, for the one person who is not on the committee."""

from collections.abc import Mapping
from dataclasses import replace

from .case import Case, case_of
from .packet import Evidence, Packet, Scorecard
from .policy import ReadRule
from .rule_inputs import applies
from .signals import Read, Signal, level_rank
from .trace import BAR, LEVEL, VETO, Rule, RuleOutcome


def anonymous(packet: Packet) -> Packet:
    """The submitted part of a packet in which nobody but the candidate can be told.

    Interviewers, interviews and evidence go by numbers, since ids may hold a name; notes and
    the marks of a bar raiser who did not vote, and of who had read the others', are gone. It
    decides as the packet itself does.
    """
    cards = packet.submitted
    raisers = {card.interviewer for card in cards if card.bar_raiser}
    people = {who: f"Interviewer {at}" for at, who in enumerate(_once(cards), start=1)}
    numbers = {id_: str(at) for at, id_ in enumerate(_ids(cards), start=1)}
    width = len(str(len(cards)))
    return replace(
        packet,
        scorecards=tuple(
            replace(
                card,
                # Interviews are read in the order of their ids, so the numbers keep it.
                id=f"i{at:0{width}}",
                interviewer=people[card.interviewer],
                evidence=tuple(replace(e, id=numbers[e.id]) for e in card.evidence),
                bar_raiser=card.recommendation is not None and card.interviewer in raisers,
                note=None,
                submitted_after_seeing=None,
                changed_after_seeing=None,
            )
            for at, card in enumerate(cards, start=1)
        ),
    )


def candidates_own(case: Case) -> Case:
    """A case as the candidate may read it: nobody's name, and no vote in what it tells."""
    packet = anonymous(case.packet)
    packet = packet if case.policy.reads_votes else without_votes(packet)
    return replace(case_of(packet, case.policy, case.target), candidates=True)


def without_votes(packet: Packet) -> Packet:
    """A packet without anybody's recommendation; decided alike, with `panel_votes` beside it."""
    cards = packet.scorecards
    return replace(
        packet,
        scorecards=tuple(
            replace(card, recommendation=None, at=None, bar_raiser=False) for card in cards
        ),
    )


def panel_votes(case: Case) -> Mapping[str, Signal]:
    """What the votes that a policy reads added up to, and nobody's own.

    The level is there only where the decision weighed it, and only as the highest that was asked
    for and agreed to, at the target or at what was awarded; else it is the lowest of the ladder.
    """
    weighed = _weighed(case)
    found = {}
    for name in sorted(case.policy.votes_read):
        told = _agreed_to(name, case) if name in weighed else None
        found[name] = as_one(name, case.signals[name].count, told)
    return found


def _agreed_to(name: str, case: Case) -> str:
    policy, ladder = case.policy, case.policy.ladder
    asked, read = [0], level_rank(case.signals[name], ladder)
    for level in (case.target, case.level):
        if level is None:
            continue
        bar = policy.bars.get(name, {}).get(level)
        asked += [ladder.rank(bar)] if bar else []
        asked += [
            ladder.rank(level) - veto.rule.levels + 1
            for veto in policy.vetoes
            if isinstance(veto.rule, ReadRule) and veto.rule.dimension == name
            if applies(veto, policy, level, case.target)
        ]
    return ladder.at(max(rank for rank in asked if rank <= read and rank >= 0))


def as_one(name: str, count: int, reads_at: str | None) -> Signal:
    """A panel's votes as a signal in which nobody can be told: all read what the panel does."""
    return Signal(name, reads=(Read("", "", reads_at or ""),) * count, reads_at=reads_at)


def _weighed(case: Case) -> set[str]:
    """What any bar or veto was held against, level by level."""
    judged = {RuleOutcome.MET, RuleOutcome.NOT_MET}
    levels = (step for step in case.ruling.trace if step.rule.kind == LEVEL)
    ruled = {step.rule for level in levels for step in level.steps if step.outcome in judged}
    vetoes = {
        veto.rule.dimension
        for veto in case.policy.vetoes
        if isinstance(veto.rule, ReadRule) and Rule(VETO, veto.id) in ruled
    }
    return vetoes | {rule.subject for rule in ruled if rule.kind == BAR}


def _once(cards: tuple[Scorecard, ...]) -> list[str]:
    return list(dict.fromkeys(card.interviewer for card in cards))


def _ids(cards: tuple[Scorecard, ...]) -> list[str]:
    pieces: list[Evidence] = [piece for card in cards for piece in card.evidence]
    return [piece.id for piece in pieces]
