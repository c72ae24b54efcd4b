"""A packet without its interviewers, for the one person who is not on the committee."""

from dataclasses import replace

from .packet import Evidence, Packet, Scorecard


def anonymous(packet: Packet) -> Packet:
    """The submitted part of a packet in which nobody but the candidate can be told.

    Interviewers, interviews and evidence go by numbers, since ids may hold a name; notes and
    the mark of a bar raiser who did not vote are gone. It decides as the packet itself does.
    """
    cards = packet.submitted
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
                bar_raiser=card.bar_raiser and card.recommendation is not None,
                note=None,
            )
            for at, card in enumerate(cards, start=1)
        ),
    )


def without_votes(packet: Packet) -> Packet:
    """A packet without anybody's recommendation: decided alike, but by a policy of votes."""
    cards = packet.scorecards
    return replace(
        packet,
        scorecards=tuple(
            replace(card, recommendation=None, at=None, bar_raiser=False) for card in cards
        ),
    )


def _once(cards: tuple[Scorecard, ...]) -> list[str]:
    return list(dict.fromkeys(card.interviewer for card in cards))


def _ids(cards: tuple[Scorecard, ...]) -> list[str]:
    pieces: list[Evidence] = [piece for card in cards for piece in card.evidence]
    return [piece.id for piece in pieces]
