"""What was proven of a policy, and what was refuted: for a reader, and as JSON."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from committee.domain.packet import Packet
from committee.domain.policy import TrapRule
from committee.domain.rubric import CODING, Rubric
from committee.domain.rule_inputs import SCORECARDS
from committee.odds.law_counter_example import CounterExample, Example
from committee.odds.outcome_table import READS
from committee.odds.policy_proof import Check
from committee.present.output.odds_json import outcome_words
from committee.present.voice.rule_names import rule_in_full
from committee.present.voice.words import listed, number, spoken

LAWS = {
    "coding_lifts_nothing": "No coding score lifts a packet that a veto or a bar holds down.",
    "raising_never_worsens": "Raising one read, score or vote never worsens the outcome.",
    "no_read_never_wins": "A missing read never comes out better than a read.",
    "no_score_never_wins": "A missing coding score never comes out better than a score.",
    "no_vote_never_wins": "A missing vote never comes out better than a vote.",
    "empty_gets_nothing": "A packet without a read, a score or a vote is offered nothing.",
    "never_above_target": "The awarded level is never above the target.",
    "aiming_higher_keeps": (
        "Somebody who is hired at a level is offered it when aiming higher too, as far as a "
        "downlevel goes and there is enough evidence for both."
    ),
    "aiming_higher_gains_nothing": "Nobody is offered a level by aiming higher than it.",
    "every_level_has_a_bar": (
        "Every level that may be offered has a bar: a packet at the bottom isn’t offered it."
    ),
    "every_leaf_cites": "Every rule of a trace names the policy value that it read.",
    "every_target_is_reached": "Every target can be hired by some packet.",
}
"""What each law of a decision says that a policy could break."""

LoopData = Callable[[Packet], dict[str, Any]]


@dataclass(frozen=True)
class Proven:
    """A law as it came out: its counter-example or "", and why it is broken on purpose or "".

    `counter` is the counter-example itself, for whoever shows its packets.
    """

    words: str
    counter_example: str
    purpose: str
    counter: CounterExample | None


@dataclass(frozen=True)
class Proof:
    """A check for a reader: how many cells, every law, dead rules, and laws kept after all."""

    cells: str
    laws: tuple[Proven, ...]
    dead_rules: tuple[str, ...]
    kept: tuple[str, ...]
    holds: bool


def proof(check: Check, rubric: Rubric) -> Proof:
    """What was proven of a policy, and what was refuted."""
    laws = tuple(
        Proven(
            LAWS[law],
            counter_example_words(found, rubric) if found else "",
            check.purpose(law),
            found,
        )
        for law, found in check.broken.items()
    )
    kept = tuple(LAWS[law] for law in check.kept)
    dead = tuple(rule_in_full(rule, check.policy, rubric) for rule in check.dead_rules)
    return Proof(f"{check.cells:,}", laws, dead, kept, check.holds)


def check_json(check: Check, rubric: Rubric, loop_data: LoopData) -> dict[str, Any]:
    """What was looked at, each law with true or a counter-example, and the dead rules.

    `loop_data` writes a packet as the structure of a loop file.
    """
    return {
        "policy": check.policy.name,
        "cells": check.cells,
        "holds": {
            law: found is None or _counter_json(found, check.purpose(law), rubric, loop_data)
            for law, found in check.broken.items()
        },
        "dead_rules": [str(rule) for rule in check.dead_rules],
        "kept": list(check.kept),
    }


def _counter_json(
    found: CounterExample, purpose: str, rubric: Rubric, loop_data: LoopData
) -> dict[str, Any]:
    """A counter-example in words and by its packets, each with what is decided on it."""
    said: dict[str, Any] = {"on_purpose": purpose} if purpose else {}
    return said | {
        "in_words": counter_example_words(found, rubric),
        "target": found.examples[0].target,
        "packets": [
            {
                "target": each.target,
                "verdict": str(each.outcome.verdict),
                "level": each.outcome.level,
                "loop": loop_data(each.packet),
            }
            for each in found.examples
        ],
    }


def counter_example_words(found: CounterExample, rubric: Rubric) -> str:
    """A packet that breaks a law, and how, so that a coach can set it up and see."""
    policy, first = found.table.policy, found.examples[0]
    read = _packet_words(found, first, rubric)
    said = f"Target {policy.ladder.name(first.target)}: with {read}, it is "
    said += f"“{outcome_words(first.outcome, policy)}”."
    for other in found.examples[1:]:
        if found.moved is None:
            said += f" At the target {policy.ladder.name(other.target)}"
        else:
            said += f" With {_axis_words(found, other, found.moved, rubric)} instead"
        said += f", it is “{outcome_words(other.outcome, policy)}”."
    return said


def _packet_words(found: CounterExample, example: Example, rubric: Rubric) -> str:
    """What is there of a packet, and that there is no more; the axis that is moved in any case."""
    table = found.table
    pairs = list(zip(table.axes, example.cell, strict=True))
    told = [axis.key for axis, place in pairs if place or axis.key == found.moved]
    words = [_axis_words(found, example, key, rubric) for key in told if key != SCORECARDS]
    if not words:
        return "nothing read and nothing scored" if example.packet.scorecards else "no interview"
    alone = len(words) == 1 and any(not at and axis.key in (*READS, CODING) for axis, at in pairs)
    return listed(words) + (" and nothing else" if alone else "")


def _axis_words(found: CounterExample, example: Example, key: str, rubric: Rubric) -> str:
    table, policy = found.table, found.table.policy
    axis, place = table.axes[table.places[key]], example.cell[table.places[key]]
    if key == CODING:
        scores = (card.scores[CODING] for card in example.packet.scorecards if card.scores)
        return f"coding at {number(next(scores))}" if place else "no coding score"
    if key in READS:
        level = policy.ladder.name(policy.ladder.at(place - 1)) if place else ""
        return f"{spoken(key)} at {level}" if place else f"{spoken(key)} without a signal"
    if key == SCORECARDS:
        return f"{axis.values[place]} {spoken(key)}"
    rule = policy.veto_by_id[key.removeprefix("veto.")].rule
    assert isinstance(rule, TrapRule)  # A veto on a read has no axis of its own.
    return f"the trap “{rubric.trap(rule.trap).name}” {'confirmed' if place else 'not confirmed'}"
