"""What everybody recommended, where that is what decides."""

from dataclasses import dataclass

from committee.domain.case import Case
from committee.domain.policy import BAR_RAISER, VOTES
from committee.domain.rubric import Rubric
from committee.present.simulator.set_by_hand import read_by_hand
from committee.present.voice.words import RECOMMENDATIONS


@dataclass(frozen=True)
class VoteSaid:
    """One recommendation in words; `opens` is the kind of vote whose sentences stand behind it.

    It is empty for what was set by hand: no sentence stands behind that.
    """

    words: str
    opens: str = ""


def votes_of(case: Case, rubric: Rubric) -> tuple[VoteSaid, ...]:
    """Every recommendation of a packet, and what was set by hand; nothing where reads decide."""
    policy = case.policy
    if not policy.reads_votes:
        return ()
    said = []
    for card in case.packet.submitted:
        if card.recommendation is None:
            continue
        level = policy.ladder.name(card.at or case.packet.target)
        at = f" at {level}" if card.says_yes else ""
        raiser = " (bar raiser)" if card.bar_raiser else ""
        opens = BAR_RAISER if card.bar_raiser else VOTES
        said.append(VoteSaid(f"{RECOMMENDATIONS[card.recommendation]}{at}{raiser}", opens))
    hands = (read_by_hand(which, case, rubric) for which in (VOTES, BAR_RAISER))
    return (*said, *(VoteSaid(each) for each in hands if each))
