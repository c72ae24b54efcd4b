"""Who rated what: the ratings behind a packet's signals, as the rater model sees them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from committee.domain.case import Case
from committee.domain.packet import Packet, Scorecard
from committee.domain.policy import BAR_RAISER, VOTES, Policy
from committee.domain.rubric import LEVEL_DIMENSIONS
from committee.domain.signals import Signal, confirmations

BELOW_A_NO = {"strong_yes": 0, "yes": 0, "no": 1, "strong_no": 2}
"""How many levels under the one that it speaks of a vote stands."""


@dataclass(frozen=True)
class Rating:
    """One read or vote: `theta` is the level, as a rank, that it scatters around.

    `axes` names what it counts for: one dimension, or the votes (and the bar raiser's). For a
    vote `floor` is the level it speaks of, under which it says no and reads the lowest level;
    `ceiling` is the highest level it can speak of; `of` how many reads it is the mean of.
    `card`, the scorecard that it stands on, makes no rating unlike another.
    """

    axes: tuple[str, ...]
    theta: int
    ceiling: int
    floor: int = 0
    of: int = 1
    card: str = field(default="", compare=False)

    @property
    def is_vote(self) -> bool:
        """Whether this is a recommendation rather than a read."""
        return self.axes[0] in (VOTES, BAR_RAISER)


@dataclass(frozen=True)
class Panel:
    """Every interviewer's ratings, and how they add up.

    `quorums`: how many ratings on an axis must be at a level for the panel to read it there.
    `ceilings`: the rank at which confirmed traps hold a dimension's read.
    """

    interviewers: tuple[tuple[Rating, ...], ...]
    quorums: Mapping[str, int]
    ceilings: Mapping[str, int]

    @property
    def axes(self) -> tuple[str, ...]:
        """What is rated, in a fixed order."""
        return tuple(self.quorums)

    @property
    def votes_on_reads(self) -> bool:
        """Whether somebody's vote and reads both count, so that one leans on the other."""
        return any(len({rating.is_vote for rating in own}) == 2 for own in self.interviewers)


def panel_of(case: Case, wanted: Iterable[str]) -> Panel:
    """The ratings of a case on the wanted axes, each around what this panel read.

    An interviewer is one, however many interviews they hold.
    """
    facts, policy, target = case.facts, case.policy, case.target
    ratings: dict[str, list[Rating]] = {}
    quorums: dict[str, int] = {}
    top = len(policy.ladder) - 1
    for dimension in LEVEL_DIMENSIONS:
        signal = facts.signals[dimension]
        if dimension in wanted and signal.reads:
            quorums[dimension] = _quorum(signal, "lower_median")
            for read in signal.reads:
                theta = int(facts.reads[dimension])
                rating = Rating((dimension,), theta, top, card=read.scorecard)
                ratings.setdefault(read.interviewer, []).append(rating)
    for name in (VOTES, BAR_RAISER):
        if name in wanted and facts.signals[name].reads:
            quorums[name] = _quorum(facts.signals[name], policy.aggregation.votes)
    for card, vote in _votes(case.imagined, policy, target, quorums):
        ratings.setdefault(card.interviewer, []).append(vote)
    ordered = (tuple(sorted(own, key=repr)) for own in ratings.values())
    return Panel(tuple(sorted(ordered, key=repr)), quorums, _ceilings(case.imagined, policy))


def _quorum(signal: Signal, adding_up: str) -> int:
    """All must be at a level where the lowest counts, most where the lower median does."""
    return signal.count - (signal.count - 1) // 2 if adding_up == "lower_median" else signal.count


def _votes(
    packet: Packet, policy: Policy, target: str, quorums: Mapping[str, int]
) -> Iterator[tuple[Scorecard, Rating]]:
    ladder = policy.ladder
    for card in packet.submitted:
        axes = tuple(
            name
            for name in (VOTES, BAR_RAISER)
            if name in quorums and (name == VOTES or card.bar_raiser)
        )
        if card.recommendation is None or not axes:
            continue
        floor = ladder.rank(card.at or packet.target)
        theta = floor - BELOW_A_NO[card.recommendation]
        ceiling = max(floor, ladder.rank(target))
        rated = sum(card.read(dimension) is not None for dimension in LEVEL_DIMENSIONS)
        yield card, Rating(axes, theta, ceiling, floor, max(rated, 1), card.id)


def _ceilings(packet: Packet, policy: Policy) -> Mapping[str, int]:
    ceilings: dict[str, int] = {}
    for cap in policy.aggregation.caps:
        if len(confirmations(packet, cap.trap)) >= cap.interviewers:
            rank = policy.ladder.rank(cap.at)
            ceilings[cap.dimension] = min(rank, ceilings.get(cap.dimension, rank))
    return ceilings
