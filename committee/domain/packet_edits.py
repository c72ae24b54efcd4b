"""A packet with some of it otherwise: traps confirmed or not, reads not assessed."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from .packet import NOT_ASSESSED, Packet, Scorecard


def with_traps(packet: Packet, traps: Mapping[str, bool]) -> Packet:
    """A packet in which every behavioural interviewer confirms a trap, or nobody does."""
    if not traps:
        return packet
    cards = packet.scorecards
    for trap, confirmed in traps.items():
        cards = tuple(_without(card, trap) for card in cards)
        if confirmed:
            cards = tuple(_with(card, trap) for card in cards)
    return replace(packet, scorecards=cards)


def with_marked(packet: Packet, marked: Mapping[tuple[str, str], bool]) -> Packet:
    """A packet in which interviews, by their ids, confirm a trap or don't."""
    cards = packet.scorecards
    for (trap, interview), confirmed in marked.items():
        edit = _with if confirmed else _without
        cards = tuple(edit(card, trap) if card.id == interview else card for card in cards)
    return replace(packet, scorecards=cards) if marked else packet


def with_unread(packet: Packet, unread: Mapping[str, Collection[str]]) -> Packet:
    """A packet in which some interviews, by their ids, don't assess a dimension."""
    cards = packet.scorecards
    for dimension, ids in unread.items():
        cards = tuple(
            replace(card, reads={**card.reads, dimension: NOT_ASSESSED}) if card.id in ids else card
            for card in cards
        )
    return replace(packet, scorecards=cards) if unread else packet


def _without(card: Scorecard, trap: str) -> Scorecard:
    marked = any(trap in piece.traps for piece in card.evidence)
    if not marked and trap not in card.traps:
        return card
    evidence = tuple(replace(piece, traps=_less(piece.traps, trap)) for piece in card.evidence)
    return replace(card, traps=_less(card.traps, trap), evidence=evidence)


def _less(traps: tuple[str, ...], trap: str) -> tuple[str, ...]:
    return tuple(name for name in traps if name != trap)


def _with(card: Scorecard, trap: str) -> Scorecard:
    if card.kind != "behavioral":
        return card
    if trap == "we":
        marked = tuple(replace(piece, traps=(*piece.traps, trap)) for piece in card.evidence)
        return replace(card, evidence=marked)
    return replace(card, traps=(*card.traps, trap))
