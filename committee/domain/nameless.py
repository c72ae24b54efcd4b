"""A packet without anybody's name, for a room that the candidate isn't in."""

import re
from dataclasses import replace

from .packet import Packet, Scorecard

LEFT_OUT = "[name]"
"""What stands in a text in place of a name."""


def nameless(packet: Packet, called: str) -> Packet:
    """A packet whose candidate is `called` something and whose interviewers go by numbers.

    Their names, whole or in parts, leave every text too; role and day go. It decides alike.
    """
    people = dict.fromkeys(card.interviewer for card in packet.scorecards)
    numbers = {who: f"Interviewer {at}" for at, who in enumerate(people, start=1)}
    words = {
        word for name in (packet.candidate, *people) for word in re.findall(r"[^\W\d_]+", name)
    }
    # Initials and the like stand in ordinary words as well.
    long = sorted((word for word in words if len(word) > 1), key=len, reverse=True)
    pattern = re.compile("|".join(rf"\b{re.escape(word)}\b" for word in long) or r"(?!)")

    def cleaned(text: str) -> str:
        return re.sub(rf"{re.escape(LEFT_OUT)}(\s+{re.escape(LEFT_OUT)})+", LEFT_OUT,
                      pattern.sub(LEFT_OUT, text))  # fmt: skip

    def card_of(card: Scorecard) -> Scorecard:
        evidence = tuple(replace(each, quote=cleaned(each.quote)) for each in card.evidence)
        return replace(card, interviewer=numbers[card.interviewer], evidence=evidence, note=None)

    return replace(
        packet,
        candidate=called,
        role=None,
        held_on=None,
        scorecards=tuple(map(card_of, packet.scorecards)),
        stories=tuple(replace(each, title=cleaned(each.title)) for each in packet.stories),
    )
