"""Packets made up to lie in a cell of an outcome table, so that `judge()` can be asked of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain, combinations, count, product
from typing import Any, NamedTuple

from committee.domain import rule_comparisons
from committee.domain.packet import MOST_INTERVIEWS, Evidence, Packet, Scorecard
from committee.domain.policy import BAR_RAISER, VOTES, Policy, TrapRule
from committee.domain.rubric import BEHAVIORAL, CODING, HIGHEST_SCORE, RATED_IN, SYSTEM_DESIGN
from committee.domain.rule_inputs import NO_READ, SCORECARDS, gather
from committee.domain.signals import aggregate, lower_median

from .outcome_table import OutcomeTable

BEHAVIORAL_KIND = "behavioral"
CANDIDATE, QUOTE = "A. Example", "…"


class Confirming(NamedTuple):
    """How many confirm each trap, whether people who rate nothing do so, and what answers them."""

    numbers: Mapping[str, int]
    apart: bool
    answers: tuple[tuple[str, str], ...]


def packet_in(table: OutcomeTable, cell: tuple[int, ...]) -> Packet | None:
    """A packet that lies in a cell, with as little in it as that takes; None where none can.

    A cell can hold no packet where its axes contradict each other (two vetoes read one trap),
    or where it takes more interviews than a loop may have.
    """
    for packet in _tries(table, cell):
        facts = gather(packet, aggregate(packet, table.policy), table.policy)
        if tuple(int(place) for place in table.cell(facts)) == cell:
            return packet
    return None


def fullest(table: OutcomeTable) -> Packet:
    """A packet with everything at the top, as far as a loop has room for it."""
    top = tuple(0 if axis.key.startswith("veto.") else len(axis) - 1 for axis in table.axes)
    values = _values(table, top)
    packet = _packet(table, values, _voters(table, values) or (), Confirming({}, False, ()))
    return replace(packet, scorecards=packet.scorecards[:MOST_INTERVIEWS])


def _tries(table: OutcomeTable, cell: tuple[int, ...]) -> Iterator[Packet]:
    values = _values(table, cell)
    voters = _voters(table, values)
    if voters is None:
        return
    for confirming in _confirming(table.policy, values):
        packet = _packet(table, values, voters, confirming)
        if len(packet.scorecards) <= MOST_INTERVIEWS:
            yield packet


def _values(table: OutcomeTable, cell: tuple[int, ...]) -> dict[str, Any]:
    """What a cell has on each axis; a score with two decimals where its interval has one."""
    pairs = list(zip(table.axes, cell, strict=True))
    values = {axis.key: axis.values[place].item() for axis, place in pairs}
    for axis, place in pairs:
        if axis.key == CODING and place > 0:
            least = axis.values[place]
            most = axis.values[place + 1] if place + 1 < len(axis) else HIGHEST_SCORE + 1
            plain = next((n / 100 for n in range(100, 401) if least <= n / 100 < most), least)
            values[CODING] = float(plain)
    return values


@dataclass
class _Desk:
    """Scorecards as they are filled in; each belongs to an interviewer of its own."""

    cards: list[Scorecard]

    def of_kind(self, kind: str, number: int) -> list[int]:
        """The places of the first `number` scorecards of a kind, set up where there are fewer."""
        places = [at for at, card in enumerate(self.cards) if card.kind == kind]
        return [*places, *(self.add(kind) for _ in range(number - len(places)))][:number]

    def add(self, kind: str) -> int:
        number = len(self.cards) + 1
        self.cards.append(Scorecard(f"i{number:03}", kind, f"Interviewer {number}"))
        return number - 1

    def change(self, place: int, **changes: Any) -> None:
        self.cards[place] = replace(self.cards[place], **changes)

    def say(self, place: int, dimension: str, reads: str | None = None) -> None:
        card = self.cards[place]
        piece = Evidence(f"{card.id}-{len(card.evidence)}", dimension, QUOTE, "for", reads=reads)
        self.change(place, evidence=(*card.evidence, piece))


Vote = tuple[int, bool]
"""The rank that somebody votes for, and whether they are a bar raiser."""


def _packet(
    table: OutcomeTable, values: Mapping[str, Any], votes: tuple[Vote, ...], who: Confirming
) -> Packet:
    policy, desk = table.policy, _Desk([])
    held = values.get(SCORECARDS, rule_comparisons.needed(policy, SCORECARDS, table.target))
    desk.of_kind(BEHAVIORAL_KIND, int(held))
    for dimension in (*BEHAVIORAL, SYSTEM_DESIGN):
        if values.get(dimension, NO_READ) > NO_READ:
            level = policy.ladder.at(values[dimension])
            kind = SYSTEM_DESIGN if dimension == SYSTEM_DESIGN else BEHAVIORAL_KIND
            for place in desk.of_kind(kind, _need(table, dimension)):
                desk.change(place, reads={**desk.cards[place].reads, dimension: level})
                desk.say(place, dimension)
    score = values.get(CODING)
    if score is not None and score == score:
        for place in desk.of_kind(CODING, _need(table, CODING)):
            desk.change(place, scores={CODING: score})
    _confirm(desk, who)
    for number, (rank, raiser) in enumerate(votes):
        place = number if number < len(desk.cards) else desk.add(CODING)
        said = ("yes", policy.ladder.at(rank)) if rank else ("no", None)
        desk.change(place, recommendation=said[0], at=said[1], bar_raiser=raiser)
    return Packet(CANDIDATE, table.target, tuple(desk.cards))


def _confirm(desk: _Desk, who: Confirming) -> None:
    most = max(who.numbers.values(), default=0)
    if who.apart:
        places = [desk.add(BEHAVIORAL_KIND) for _ in range(most)]
    else:
        places = desk.of_kind(BEHAVIORAL_KIND, most)
    for trap, number in who.numbers.items():
        for place in places[:number]:
            desk.change(place, traps=(*desk.cards[place].traps, trap))
    for dimension, level in who.answers:
        kind = next(kind for kind, rated in RATED_IN.items() if dimension in rated)
        desk.say(desk.add(kind), dimension, level)


def _confirming(policy: Policy, values: Mapping[str, Any]) -> Iterator[Confirming]:
    """Ways to confirm traps, plainest first; which vetoes hold then is for `gather()` to say."""
    ruled = [v.rule for v in policy.vetoes if isinstance(v.rule, TrapRule)]
    if not any(values.get(f"veto.{veto.id}") for veto in policy.vetoes):
        yield Confirming({}, False, ())
        return
    traps = sorted({rule.trap for rule in ruled})
    numbers = [sorted({0, 1, *(r.interviewers for r in ruled if r.trap == t)}) for t in traps]
    answers = sorted(
        {(r.unless_for, str(r.unless_reads)) for r in ruled if r.unless_for is not None}
    )
    told = chain.from_iterable(combinations(answers, size) for size in range(len(answers) + 1))
    ways = product(product(*numbers), (False, True), list(told))
    for numbered, apart, answered in sorted(ways, key=lambda way: (len(way[2]), sum(way[0]))):
        yield Confirming(dict(zip(traps, numbered, strict=True)), apart, answered)


def _voters(table: OutcomeTable, values: Mapping[str, Any]) -> tuple[Vote, ...] | None:
    """Votes that add up to what a cell has; None where none do."""
    panel, raiser = values.get(VOTES), values.get(BAR_RAISER, NO_READ)
    named = [(raiser, True)] * (_need(table, BAR_RAISER) if raiser > NO_READ else 0)
    if panel is None or panel == NO_READ:
        many = panel is not None and len(named) >= _need(table, VOTES)
        return None if many else tuple(named)
    for others in count(max(0, _need(table, VOTES) - len(named))):
        votes = [*named, *[(panel, False)] * others]
        if len(votes) > MOST_INTERVIEWS:
            return None
        ranks = [rank for rank, _ in votes]
        lowest = table.policy.aggregation.votes == "lowest"
        if ranks and (min(ranks) if lowest else lower_median(ranks)) == panel:
            return tuple(votes)
    return None


def _need(table: OutcomeTable, what: str) -> int:
    return max(rule_comparisons.needed(table.policy, what, table.target), 1)
