"""Single changes to a case, in walks: each a row of ever larger changes in one direction."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from committee.domain import rule_comparisons
from committee.domain.case import NO_SIGNAL, Case, WhatIf, case_of, holds_raisers, reimagined
from committee.domain.packet import NOT_ASSESSED
from committee.domain.policy import BAR_RAISER, VOTES, Policy
from committee.domain.rubric import CODING, HIGHEST_SCORE, LEVEL_DIMENSIONS, LOWEST_SCORE, TRAPS
from committee.domain.rule_inputs import NO_READ
from committee.domain.signals import confirmations

from .outcome_table import OutcomeTable

TARGET, POLICY = "target", "policy"
CONFIRMED, NOT_CONFIRMED, TOO_FEW = "confirmed", "not_confirmed", "too_few_reads"
HUNDREDTH = 0.01
"""Scores are told apart to the hundredth: the largest score under 3.0 is 2.99."""

Value = str | float


@dataclass(frozen=True)
class Change:
    """One thing of a case that is otherwise; `asks` says how much, in levels or their like.

    `dimension` may also be a vote, a trap, "target" or "policy". A point of coding, or a
    trap, asks like a level; another target a little more, another policy most of all. `title`
    is what people call another policy, and the person whose `interview` alone is otherwise,
    where it isn't the panel as a whole. `held` names the votes that are among those
    that change, and stay as they are.
    """

    dimension: str
    before: Value
    after: Value
    asks: float
    title: str = ""
    interview: str = ""
    held: str = ""


Walk = Sequence[Change]


def walks(case: Case, table: OutcomeTable, policies: Sequence[Policy]) -> list[Walk]:
    """Every walk of single changes that can be made to a case, coding first."""
    found: list[Walk] = [*_coding_walks(case, table)]
    votes = [name for name in (VOTES, BAR_RAISER) if name in table.places]
    for dimension in (*LEVEL_DIMENSIONS, *votes):
        found += _read_walks(case, dimension)
    for trap in TRAPS:
        found += _trap_walks(case, trap)
    targets = case.policy.ladder.targets
    place = targets.index(case.target)
    for side in (targets[place + 1 :], tuple(reversed(targets[:place]))):
        found.append([Change(TARGET, case.target, t, 1.5 * n) for n, t in enumerate(side, start=1)])
    own = case.policy.name
    others = (other for other in policies if other.name != own)
    found += [[Change(POLICY, own, other.name, 3, other.title)] for other in others]
    return [walk for walk in found if walk]


def not_assessed(case: Case) -> list[Change]:
    """Every read of the panel that might be missing: one interview's, then everybody's."""
    found: list[Change] = []
    for dimension in LEVEL_DIMENSIONS:
        signal = case.facts.signals[dimension]
        alone = signal.reads if dimension not in case.what_if.reads and signal.count > 1 else ()
        found += [
            Change(dimension, str(r.value), NOT_ASSESSED, 1, r.interviewer, r.scorecard)
            for r in alone
        ]
        if signal.reads_at:
            found.append(Change(dimension, signal.reads_at, NOT_ASSESSED, signal.count))
    return found


def marked(case: Case) -> list[Change]:
    """A trap that takes the backing from reads, confirmed by one interview alone or no longer."""
    cards = [card for card in case.imagined.submitted if card.kind == "behavioral"]
    found: list[Change] = []
    for trap in case.policy.aggregation.backs_nothing if len(cards) > 1 else ():
        for card in cards:
            if all(trap in piece.traps for piece in card.evidence):
                found.append(Change(trap, CONFIRMED, NOT_CONFIRMED, 1, card.interviewer, card.id))
            else:
                found.append(Change(trap, NOT_CONFIRMED, CONFIRMED, 1, card.interviewer, card.id))
    return found


def changed(case: Case, changes: Sequence[Change], policies: Sequence[Policy] = ()) -> Case:
    """The case with changes made to it; `policies` are those that a change may name."""
    policy, target, what_if = case.policy, case.target, case.what_if
    for change in changes:
        after = str(change.after)
        if change.dimension == POLICY:
            policy = {other.name: other for other in policies}[after]
        elif change.dimension == TARGET:
            target = after
        else:
            what_if = with_change(what_if, change)
    if policy is not case.policy:
        return case_of(case.packet, policy, target, what_if)
    return reimagined(case, what_if, target)


def with_change(what_if: WhatIf, change: Change) -> WhatIf:
    """What is imagined, with one more read, score or trap otherwise."""
    if change.interview and change.dimension in TRAPS:
        one = (change.dimension, change.interview)
        return replace(what_if, marked={**what_if.marked, one: change.after == CONFIRMED})
    if change.interview:
        without = (*what_if.unread.get(change.dimension, ()), change.interview)
        return replace(what_if, unread={**what_if.unread, change.dimension: without})
    if change.dimension == CODING:
        return replace(what_if, coding=change.after)
    if change.dimension in TRAPS:
        traps = {**what_if.traps, change.dimension: change.after == CONFIRMED}
        return replace(what_if, traps=traps)
    after = NO_SIGNAL if change.after == NOT_ASSESSED else str(change.after)
    return replace(what_if, reads={**what_if.reads, change.dimension: after})


def _read_walks(case: Case, dimension: str) -> Iterator[Walk]:
    ladder, count = case.policy.ladder, case.facts.counts[dimension]
    rank = int(case.facts.reads[dimension])
    if count < max(rule_comparisons.needed(case.policy, dimension, case.target), 1):
        before = TOO_FEW if count else NO_SIGNAL
        yield [Change(dimension, before, at, 1 + n) for n, at in enumerate(ladder.ids)]
        return
    here = ladder.at(rank)
    held = BAR_RAISER if dimension == VOTES and holds_raisers(case.facts, case.policy) else ""
    for side in (range(rank + 1, len(ladder)), range(rank - 1, NO_READ, -1)):
        yield [Change(dimension, here, ladder.at(to), abs(to - rank), held=held) for to in side]


def _coding_walks(case: Case, table: OutcomeTable) -> Iterator[Walk]:
    """To either side of each score at which the policy changes its mind, and to the ends."""
    place = table.places.get(CODING)
    cuts = [] if place is None else table.axes[place].values[1:].tolist()
    sides = {LOWEST_SCORE, HIGHEST_SCORE, *cuts, *(round(cut - HUNDREDTH, 2) for cut in cuts)}
    scores = sorted(score for score in sides if score >= LOWEST_SCORE)
    need = max(rule_comparisons.needed(case.policy, CODING, case.target), 1)
    if case.facts.counts[CODING] < need:
        before = TOO_FEW if case.facts.counts[CODING] else NO_SIGNAL
        yield [Change(CODING, before, score, score) for score in scores]
        return
    here = float(case.facts.coding)
    for side in ([s for s in scores if s > here], [s for s in reversed(scores) if s < here]):
        yield [Change(CODING, here, score, abs(score - here)) for score in side]


def _trap_walks(case: Case, trap: str) -> Iterator[Walk]:
    behavioral = {c.interviewer for c in case.imagined.submitted if c.kind == "behavioral"}
    who = set(confirmations(case.imagined, trap))
    before = NOT_CONFIRMED
    if who:
        before = CONFIRMED if who >= behavioral else f"{CONFIRMED}_by_{len(who)}"
        yield [Change(trap, before, NOT_CONFIRMED, 1)]
    if before != CONFIRMED and behavioral:
        yield [Change(trap, before, CONFIRMED, 1)]
