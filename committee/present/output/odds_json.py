"""Odds, flips and checks of a policy, in words and as the JSON that every command prints."""

from dataclasses import asdict, dataclass
from math import isnan
from typing import Any

from committee.domain.explain import opening, spoken
from committee.domain.policy import Policy
from committee.domain.rubric import CODING, TRAPS, Rubric
from committee.odds.case import NO_SIGNAL
from committee.odds.chance import Odds
from committee.odds.flips import Flip, Flips
from committee.odds.grid_judgement import Outcome, outcome_of
from committee.odds.outcome_table import READS, Axis
from committee.odds.policy_check import LAWS, Check, CounterExample
from committee.odds.rater_model import ASSUMPTIONS, VOTE_ASSUMPTION, RaterModel
from committee.odds.single_changes import POLICY, TARGET, Change, Value
from committee.present.voice.words import listed, number, verdict_words


def percent(chance: float) -> str:
    """A probability for a reader: "33%", "under 1%", "over 99%"; certainty stays certain."""
    if chance in (0.0, 1.0):
        return f"{chance:.0%}"
    if chance < 0.01:
        return "under 1%"
    return "over 99%" if chance > 0.99 else f"{chance:.0%}"


def model_json(model: RaterModel) -> dict[str, Any]:
    """The rater model's parameters, and the spreads in levels that follow from them."""
    return {
        **asdict(model),
        "rating_sd": model.rating_sd,
        "shared_sd": model.shared_sd,
        "rest_sd": model.rest_sd,
    }


def assumptions(policy: Policy) -> tuple[str, ...]:
    """What the odds under a policy take for granted, in sentences."""
    return (*ASSUMPTIONS, VOTE_ASSUMPTION) if policy.reads_votes else ASSUMPTIONS


def odds_json(odds: Odds, spread: dict[float, Odds], policy: Policy) -> dict[str, Any]:
    """Odds with their model, and the same at each published reliability of one interview."""
    return {
        "outcomes": _outcomes(odds),
        "levels": dict(odds.levels),
        "method": odds.method,
        "standard_error": odds.standard_error,
        "model": {**model_json(odds.model), "assumptions": list(assumptions(policy))},
        "range": {
            f"{reliability:.2f}": {"outcomes": _outcomes(each), "levels": dict(each.levels)}
            for reliability, each in spread.items()
        },
    }


def _outcomes(odds: Odds) -> dict[str, float]:
    return {str(verdict): chance for verdict, chance in odds.outcomes.items()}


def flips_json(flips: Flips) -> dict[str, Any]:
    """Flips and inert changes; each change names its dimension, from and to."""
    return {
        "flips": [
            {
                "change": [change_json(change) for change in flip.changes],
                "verdict": str(flip.outcome.verdict),
                "level": flip.outcome.level,
            }
            for flip in flips.flips
        ],
        "inert": [change_json(change) for change in flips.inert],
    }


def change_json(change: Change) -> dict[str, Any]:
    """One change, by the keys of the loop file's documentation."""
    return {"dimension": change.dimension, "from": change.before, "to": change.after}


def flip_words(flip: Flip, policy: Policy, rubric: Rubric) -> str:
    """The changes of a flip in a clause: "Scope: Mid → Senior and coding: 3.5 → 2.99"."""
    return opening(listed([change_words(change, policy, rubric) for change in flip.changes]))


def change_words(change: Change, policy: Policy, rubric: Rubric) -> str:
    """A change in a clause: "scope: Mid → Senior"."""
    if change.dimension in TRAPS:
        return f"“{rubric.trap(change.dimension).name}” {change.after}"
    if change.dimension == POLICY:
        return f"policy: {change.after}"
    what = "target" if change.dimension == TARGET else spoken(change.dimension)
    return f"{what}: {value_words(change.before, policy)} → {value_words(change.after, policy)}"


def outcome_words(outcome: Outcome, policy: Policy) -> str:
    """An outcome as every page words it: "Downlevel: offer at Mid"."""
    return verdict_words(outcome.verdict, outcome.level, policy)


def value_words(value: Value, policy: Policy) -> str:
    """A read or a score as it stands in a sentence."""
    if isinstance(value, float):
        return number(value)
    if value == NO_SIGNAL:
        return "no signal"
    return policy.ladder.name(value) if value in policy.ladder else value


def check_json(check: Check) -> dict[str, Any]:
    """What was looked at, each law with true or a counter-example, and the dead rules."""
    return {
        "policy": check.policy.name,
        "cells": check.cells,
        "holds": {
            law: True if found is None else counter_example_json(found)
            for law, found in check.broken.items()
        },
        "dead_rules": list(check.dead_rules),
    }


@dataclass(frozen=True)
class Proof:
    """A check for a reader: how many cells, each law with its counter-example or "", dead rules."""

    cells: str
    laws: tuple[tuple[str, str], ...]
    dead_rules: tuple[str, ...]
    holds: bool


def proof(check: Check) -> Proof:
    """What was proven of a policy, and what was refuted."""
    laws = tuple(
        (LAWS[law], counter_example_words(found) if found else "")
        for law, found in check.broken.items()
    )
    return Proof(f"{check.cells:,}", laws, check.dead_rules, check.holds)


def counter_example_json(found: CounterExample) -> dict[str, Any]:
    """A counter-example by its target and cell, and in words."""
    pairs = zip(found.table.axes, found.before, strict=True)
    return {
        "target": found.table.target,
        "cell": {axis.key: _place(axis, at, found.table.policy) for axis, at in pairs},
        "in_words": counter_example_words(found),
    }


def counter_example_words(found: CounterExample) -> str:
    """A packet that breaks a law, and how, so that a coach can set it up and see."""
    table, policy = found.table, found.table.policy
    pairs = zip(table.axes, found.before, strict=True)
    packet = listed([_axis_words(axis, at, policy) for axis, at in pairs])
    codes = [int(table.outcomes[cell]) for cell in (found.before, found.after)]
    before, after = (
        outcome_words(outcome_of(code, policy, table.target), policy) for code in codes
    )
    said = f"Target {policy.ladder.name(table.target)}: with {packet}, it is “{before}”"
    if found.moved is None:
        return f"{said}."
    axis = table.axes[table.places[found.moved]]
    place = found.after[table.places[found.moved]]
    return f"{said}. With {_axis_words(axis, place, policy)} instead, it is “{after}”."


def _axis_words(axis: Axis, place: int, policy: Policy) -> str:
    value = _place(axis, place, policy)
    if axis.key == CODING:
        return "no coding score" if value is None else f"coding at {number(float(value))}"
    if axis.key in READS:
        return f"{spoken(axis.key)} {'without a signal' if value is None else f'at {value}'}"
    if axis.key.startswith("veto."):
        trap = axis.key.removeprefix("veto.")
        return f"“{trap}” {'confirmed' if value else 'not confirmed'}"
    return f"{value} {spoken(axis.key)}"


def _place(axis: Axis, place: int, policy: Policy) -> Any:
    value = axis.values[place].item()
    if axis.key == CODING:
        return None if isnan(value) else value
    if axis.key in READS:
        return None if place == 0 else policy.ladder.name(policy.ladder.at(value))
    return value
