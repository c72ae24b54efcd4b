"""From scorecards to signals: what the panel as a whole read on each dimension."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from .ladder import Ladder
from .packet import Packet, Scorecard
from .policy import BAR_RAISER, PEOPLE, VOTES, Aggregation, Policy
from .rubric import BEHAVIORAL_KIND, CODING, LEVEL_DIMENSIONS, SYSTEM_DESIGN
from .trace import Ref

AGREED, MIXED, CONFLICTING, NO_SIGNAL = "agreed", "mixed", "conflicting", "no_signal"


@dataclass(frozen=True)
class Read:
    """One interviewer's read, or score, that counts.

    `vote` is the recommendation that it comes from, if any, and `named` the level of that.
    """

    scorecard: str
    interviewer: str
    value: str | float
    vote: str = ""
    named: str | None = None


@dataclass(frozen=True)
class Signal:
    """What the panel read on one dimension.

    `reads_at` is a level (`score`, for coding, a mean from 1.0 to 4.0), None without a
    signal. `spread` is highest minus lowest, in levels (points for coding). `evidence`
    holds the ids of the evidence behind the reads that count. `capped` names the trap that
    holds the read down, if one does. Of votes, `missing` names who handed in without one, and
    `stood_back` are those that somebody gave besides their lowest.
    """

    dimension: str
    reads: tuple[Read, ...] = ()
    reads_at: str | None = None
    score: float | None = None
    spread: float = 0
    evidence: tuple[str, ...] = ()
    capped: str | None = None
    missing: tuple[str, ...] = ()
    stood_back: tuple[Read, ...] = ()

    @property
    def count(self) -> int:
        """How many reads count."""
        return len(self.reads)

    @property
    def state(self) -> str:
        """ "agreed", "mixed" (apart by up to one level), "conflicting", or "no_signal"."""
        if not self.reads:
            return NO_SIGNAL
        if self.spread == 0:
            return AGREED
        return MIXED if self.spread < 2 else CONFLICTING


def aggregate(packet: Packet, policy: Policy) -> Mapping[str, Signal]:
    """What the panel read on every dimension, and how it voted; keyed by dimension."""
    signals = {d: _level_signal(packet, policy, d) for d in LEVEL_DIMENSIONS}
    signals[CODING] = _coding_signal(packet)
    signals |= {name: _vote_signal(name, packet, policy) for name in (VOTES, BAR_RAISER)}
    return signals


def lower_median(ranks: Iterable[int]) -> int:
    """The median rank, for an even count the lower of the middle two; at least one rank."""
    ordered = sorted(ranks)
    return ordered[(len(ordered) - 1) // 2]


def confirmations(
    packet: Packet, trap: str, heard_in: Collection[str] = (BEHAVIORAL_KIND,)
) -> dict[str, list[Ref]]:
    """Who confirmed a trap, and where: interviewer to the evidence or interview that says so.

    Only interviews of the kinds that it is `heard_in` count.
    """
    found: dict[str, list[Ref]] = {}
    for card in packet.submitted:
        if card.kind not in heard_in:
            continue
        refs = [Ref("evidence", e.id) for e in card.evidence if trap in e.traps]
        if trap in card.traps:
            refs.append(Ref("interview", card.id))
        if refs:
            found.setdefault(card.interviewer, []).extend(refs)
    return found


def backing(card: Scorecard, dimension: str, how: Aggregation) -> tuple[str, ...]:
    """The ids of a scorecard's evidence that backs its read of a dimension."""
    return tuple(e.id for e in card.on(dimension) if not set(e.traps) & set(how.backs_nothing))


def _level_signal(packet: Packet, policy: Policy, dimension: str) -> Signal:
    reads: list[Read] = []
    evidence: list[str] = []
    for card in packet.submitted:
        level = card.read(dimension)
        ids = backing(card, dimension, policy.aggregation)
        if level is not None and (ids or dimension == SYSTEM_DESIGN):
            reads.append(Read(card.id, card.interviewer, level))
            evidence += ids
    if not reads:
        return Signal(dimension)
    ranks = [policy.ladder.rank(str(read.value)) for read in reads]
    rank, trap = capped(lower_median(ranks), dimension, packet, policy)
    return Signal(
        dimension,
        reads=tuple(reads),
        reads_at=policy.ladder.at(rank),
        spread=max(ranks) - min(ranks),
        evidence=tuple(evidence),
        capped=trap,
    )


def capped(rank: int, dimension: str, packet: Packet, policy: Policy) -> tuple[int, str | None]:
    """The rank at which a read ends up, and the confirmed trap that holds it down, if one does."""
    by = None
    for cap in policy.aggregation.caps:
        ceiling = policy.ladder.rank(cap.at)
        if cap.dimension == dimension and ceiling < rank:
            heard = policy.aggregation.heard_in(None)
            if len(confirmations(packet, cap.trap, heard)) >= cap.interviewers:
                rank, by = ceiling, cap.trap
    return rank, by


def added_up(ranks: Sequence[int], policy: Policy) -> int:
    """What votes come to under a policy, as a rank: the lowest, or the lower median."""
    return min(ranks) if policy.aggregation.votes == "lowest" else lower_median(ranks)


def _coding_signal(packet: Packet) -> Signal:
    scored = [card for card in packet.submitted if CODING in card.scores]
    if not scored:
        return Signal(CODING)
    scores = [card.scores[CODING] for card in scored]
    # Scores are decimals that people typed: 2.7 + 2.8 must be 5.5, in any order.
    mean = sum(Fraction(str(score)) for score in scores) / len(scores)
    return Signal(
        CODING,
        reads=tuple(Read(c.id, c.interviewer, c.scores[CODING]) for c in scored),
        score=float(mean),
        spread=float(Fraction(str(max(scores))) - Fraction(str(min(scores)))),
        evidence=tuple(e.id for card in scored for e in card.on(CODING)),
    )


def _vote_signal(name: str, packet: Packet, policy: Policy) -> Signal:
    """Recommendations as reads: a yes reads the level it speaks of, a no reads the lowest."""
    how, cards = policy.aggregation, packet.submitted
    raisers = {card.interviewer for card in cards if card.bar_raiser}
    if name == BAR_RAISER and how.counts == PEOPLE:
        cards = tuple(card for card in cards if card.interviewer in raisers)
    elif name == BAR_RAISER:
        cards = tuple(card for card in cards if card.bar_raiser)
    reads = [_vote(card, packet, policy) for card in cards if card.recommendation is not None]
    silent = {card.interviewer: None for card in cards} | {read.interviewer: "" for read in reads}
    missing = tuple(who for who, voted in silent.items() if voted is None)
    reads, stood_back = _once_each(reads, policy) if how.counts == PEOPLE else (reads, [])
    if not reads:
        return Signal(name, missing=missing)
    ranks = [policy.ladder.rank(str(read.value)) for read in reads]
    alone = name == BAR_RAISER and how.counts == PEOPLE
    rank = min(ranks) if alone else added_up(ranks, policy)
    return Signal(
        name,
        reads=tuple(reads),
        reads_at=policy.ladder.at(rank),
        spread=max(ranks) - min(ranks),
        missing=missing,
        stood_back=tuple(stood_back),
    )


def _vote(card: Scorecard, packet: Packet, policy: Policy) -> Read:
    level = (card.at or packet.target) if card.says_yes else policy.ladder.at(0)
    named = card.at if card.says_yes else None
    return Read(card.id, card.interviewer, level, card.recommendation or "", named)


def _once_each(reads: Iterable[Read], policy: Policy) -> tuple[list[Read], list[Read]]:
    """Everybody's lowest vote, and the others of who gave several."""
    standing: dict[str, Read] = {}
    stood_back = []
    for read in sorted(reads, key=lambda read: policy.ladder.rank(str(read.value))):
        if read.interviewer in standing:
            stood_back.append(read)
        else:
            standing[read.interviewer] = read
    return sorted(standing.values(), key=lambda read: read.scorecard), stood_back


def level_rank(signal: Signal, ladder: Ladder) -> int:
    """The rank of the panel's read, or -1 without a signal."""
    return -1 if signal.reads_at is None else ladder.rank(signal.reads_at)
