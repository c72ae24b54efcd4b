"""What is said of scorecards whose authors had read the others': short, and in a sentence."""

from collections.abc import Mapping
from typing import Protocol

from committee.domain.packet import Packet, Scorecard
from committee.domain.read_others_first import AS_COACH, AS_PANEL, OTHER_ACCOUNT

HOW: Mapping[str, str] = {
    AS_COACH: "as a coach",
    AS_PANEL: "after handing in one of their own",
    OTHER_ACCOUNT: "by an account that is taken for theirs",
}


class Marked(Protocol):
    """Anything that says how its author had read the others' scorecards."""

    @property
    def submitted_after_seeing(self) -> str | None:
        """How they had been read before the first one was handed in."""

    @property
    def changed_after_seeing(self) -> str | None:
        """How they had been read before a later one was."""


def mark_of(card: Marked) -> str:
    """What breaks a scorecard's blindness, in the words of a list; empty for one written blind."""
    if card.submitted_after_seeing:
        return f"submitted after seeing others, {HOW[card.submitted_after_seeing]}"
    if card.changed_after_seeing:
        return f"changed after seeing others, {HOW[card.changed_after_seeing]}"
    return ""


def read_by_then(card: Marked) -> str:
    """Whether the others' had been read when a revision was submitted, in a sentence."""
    how = card.submitted_after_seeing or card.changed_after_seeing
    if how:
        return f"Others’ scorecards had been read by then, {HOW[how]}."
    return "Others’ scorecards had not been read by then."


def not_blind(packet: Packet, *, named: bool) -> tuple[str, ...]:
    """A sentence for each scorecard that wasn't written blind, in the order of their ids."""
    return tuple(_sentence(card, named) for card in packet.submitted if mark_of(card))


def _sentence(card: Scorecard, named: bool) -> str:
    whose = f"{card.id}, by {card.interviewer}," if named else card.id
    return f"Not blind: {whose} was {mark_of(card)}."
