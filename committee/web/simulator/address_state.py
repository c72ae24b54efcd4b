"""What is on the simulator's screen, read from an address and written into one.

The address holds everything: two packets, target, policy, which of the two is being changed, and
each change. What equals the packet as it was heard is left out, so that a link says what is
different and nothing else. A form sends `<side>.of`, the packet that its changes were made to:
changes to another packet than the one now chosen are dropped.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import isnan

from committee.domain.case import NO_SIGNAL, Case, WhatIf, case_of
from committee.domain.packet import Packet
from committee.domain.policy import BAR_RAISER, VOTES, Policy
from committee.domain.rubric import CODING, HIGHEST_SCORE, LEVEL_DIMENSIONS, LOWEST_SCORE, TRAPS
from committee.domain.signals import confirmations
from committee.errors import FormError
from committee.files.validation_errors import unknown
from committee.odds.single_changes import POLICY, TARGET, Change, with_change
from committee.present.simulator.outcome_guess import ASK

Values = Mapping[str, list[str]]
Query = dict[str, str | list[str]]
SIDES = A, B = ("a", "b")
UNCHANGED = WhatIf()


@dataclass(frozen=True)
class Shown:
    """A packet that can be put on the screen; `source` is what an address calls it."""

    source: str
    title: str
    line: str
    packet: Packet


@dataclass(frozen=True)
class Side:
    """One of the two packets with what is imagined of it."""

    letter: str
    shown: Shown
    case: Case

    @property
    def as_heard(self) -> Case:
        """The case with its traps as they are imagined, and its reads as they were heard."""
        traps = WhatIf(traps=self.case.what_if.traps)
        return case_of(self.shown.packet, self.case.policy, self.case.target, traps)


@dataclass(frozen=True)
class State:
    """Everything on the screen; `edited` is the letter of the packet that is being changed.

    `guess` is what was predicted of that one, one of `GUESSES`; empty when nobody predicts.
    """

    a: Side
    b: Side
    target: str
    policy: Policy
    edited: str
    guess: str = ""

    @property
    def side(self) -> Side:
        """The packet that is being changed."""
        return self.a if self.edited == A else self.b

    def query(
        self,
        *,
        target: str | None = None,
        policy: str | None = None,
        edited: str | None = None,
        what_if: WhatIf | None = None,
        guess: str | None = None,
    ) -> Query:
        """The address of this state, or of one in which some of it is otherwise.

        `what_if` replaces what is imagined of the packet that is being changed; a guess at it is
        then asked for anew.
        """
        query: Query = {
            "a": self.a.shown.source,
            "b": self.b.shown.source,
            "target": target or self.target,
            "policy": policy or self.policy.name,
        }
        if (edited or self.edited) != B:
            query["side"] = A
        if guess is None:
            guess = ASK if self.guess and what_if is not None else self.guess
        if guess:
            query["guess"] = guess
        for side in (self.a, self.b):
            imagined = side.case.what_if
            if what_if is not None and side.letter == self.edited:
                imagined = what_if
            query |= changes_of(side.letter, side.shown, imagined)
        return query

    def after(self, changes: Sequence[Change]) -> Query:
        """The address of this state after changes to the packet that is being changed."""
        target, policy, what_if = self.target, self.policy.name, self.side.case.what_if
        for change in changes:
            if change.dimension == TARGET:
                target = str(change.after)
            elif change.dimension == POLICY:
                policy = str(change.after)
            else:
                what_if = with_change(what_if, change)
        return self.query(target=target, policy=policy, what_if=what_if)

    def after_score(self, score: float) -> Query:
        """The address of this state with a coding score for the packet that is being changed."""
        return self.query(what_if=replace(self.side.case.what_if, coding=score))

    def unchanged(self) -> Query:
        """The address of this state with the packet that is being changed as it was heard."""
        return self.query(what_if=UNCHANGED)

    def other_changes(self) -> Query:
        """What is imagined of the packet that is not being changed."""
        other = self.b if self.edited == A else self.a
        return changes_of(other.letter, other.shown, other.case.what_if)


def side_of(letter: str, shown: Shown, values: Values, policy: Policy, target: str) -> Side:
    """A packet with what an address imagines of it; FormError for what nobody can imagine."""
    what_if = UNCHANGED
    if _one(values, f"{letter}.of", shown.source) == shown.source:
        what_if = _what_if(letter, shown, values, policy, target)
    return Side(letter, shown, case_of(shown.packet, policy, target, what_if))


def changes_of(letter: str, shown: Shown, what_if: WhatIf) -> Query:
    """What is imagined of a packet, as part of an address."""
    if what_if == UNCHANGED:
        return {}
    query: Query = {f"{letter}.of": shown.source}
    query |= {f"{letter}.{dimension}": level for dimension, level in what_if.reads.items()}
    if what_if.coding is not None:
        coding = what_if.coding
        query[f"{letter}.coding"] = coding if isinstance(coding, str) else f"{coding:g}"
    confirmed = confirmed_in(shown.packet) - {t for t, on in what_if.traps.items() if not on}
    confirmed |= {trap for trap, on in what_if.traps.items() if on}
    return query | {f"{letter}.trap": [trap for trap in TRAPS if trap in confirmed]}


def confirmed_in(packet: Packet) -> set[str]:
    """The traps that somebody confirms."""
    return {trap for trap in TRAPS if confirmations(packet, trap)}


def chosen(values: Values, key: str, options: tuple[str, ...], default: str) -> str:
    """One of some options, by a key of the address; FormError for anything else."""
    value = _one(values, key, default)
    if value not in options:
        found, remedy = unknown(f"the {key}", value, filter(None, options))
        raise FormError(found, where="the address", remedy=remedy)
    return value


def _what_if(letter: str, shown: Shown, values: Values, policy: Policy, target: str) -> WhatIf:
    traps: dict[str, bool] = {}
    if f"{letter}.of" in values:
        listed = set(values.get(f"{letter}.trap", []))
        heard = confirmed_in(shown.packet)
        traps = {t: t in listed for t in TRAPS if (t in listed) != (t in heard)}
    facts = case_of(shown.packet, policy, target, WhatIf(traps=traps)).facts
    levels = ("", *policy.ladder.ids, NO_SIGNAL)
    reads: dict[str, str] = {}
    for dimension in (*LEVEL_DIMENSIONS, VOTES, BAR_RAISER):
        level = chosen(values, f"{letter}.{dimension}", levels, "")
        if level and level != (facts.signals[dimension].reads_at or NO_SIGNAL):
            reads[dimension] = level
    return WhatIf(reads, _coding(letter, values, facts.coding), traps)


def _coding(letter: str, values: Values, heard: float) -> float | str | None:
    key = f"{letter}.{CODING}"
    text = _one(values, key, "")
    if text == NO_SIGNAL:
        return None if isnan(heard) else NO_SIGNAL
    try:
        score = float(text) if text else heard
    except ValueError:
        score = -1.0
    if text and not LOWEST_SCORE <= score <= HIGHEST_SCORE:
        found = f"found “{text[:40]}” for {key}."
        raise FormError(found, where="the address", remedy="Give a score from 1.0 to 4.0.")
    # A slider moves by hundredths: where it stood at first is not a change.
    return None if not text or score == round(heard, 2) else score


def _one(values: Values, key: str, default: str) -> str:
    return (values.get(key) or [default])[0]
