"""What the simulator and a talk both ask: the state of an address, and what is shown of a side."""

from functools import cache

from committee.domain.packet import Packet
from committee.domain.policy import Policy
from committee.files.policies import DEFAULT, shipped_policies
from committee.files.rubrics import load_rubric
from committee.odds.outcome_table import OutcomeTable, outcome_table
from committee.present.simulator.outcome_guess import GUESSES
from committee.present.simulator.simulator_view import SideView, side_view
from committee.web.packets.packets_from_rows import policy_named

from .address_state import SIDES, UNCHANGED, B, Shown, Side, State, Values, chosen, side_of


def state_of(values: Values, both: tuple[Shown, Shown]) -> State:
    """Two packets as an address changes them; FormError for what nobody can imagine."""
    named = tuple(each.name for each in policies(*(each.packet for each in both)))
    policy = policy_named(chosen(values, "policy", named, DEFAULT))
    target = chosen(values, "target", policy.ladder.targets, both[1].packet.target)
    edited = chosen(values, "side", SIDES, B)
    guess = chosen(values, "guess", ("", *GUESSES), "")
    left, right = (
        side_of(letter, each, values, policy, target)
        for letter, each in zip(SIDES, both, strict=True)
    )
    return State(left, right, target, policy, edited, guess)


def shown_side(side: Side) -> SideView:
    """One packet as it comes out."""
    what, case = side.shown, side.case
    table = table_of(case.policy, case.target)
    line = what.line if case.what_if == UNCHANGED else "Changed from what was heard."
    return side_view(side.letter, what.title, line, case, load_rubric(), table)


def policies(*packets: Packet) -> list[Policy]:
    """The policies that come with Committee and can decide on each of some packets.

    Where nobody's recommendation is told, as in what a candidate reads, none that counts votes
    is there: it would miss what was only withheld.
    """
    shipped = [policy_named(name) for name in shipped_policies()]
    voted = all(
        not packet.submitted or any(card.recommendation for card in packet.submitted)
        for packet in packets
    )
    return [each for each in shipped if voted or not each.reads_votes]


def table_of(policy: Policy, target: str) -> OutcomeTable:
    """The outcome table of a shipped policy at a target, made once."""
    return _table(policy.name, target)


@cache
def _table(name: str, target: str) -> OutcomeTable:
    return outcome_table(policy_named(name), target)
