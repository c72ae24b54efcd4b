"""Odds and flips, in words and as the JSON that every command prints."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from committee.domain.case import NO_SIGNAL
from committee.domain.packet import NOT_ASSESSED
from committee.domain.policy import Policy
from committee.domain.rubric import TRAPS, Rubric
from committee.odds.calibration import Calibration
from committee.odds.flips import Flip, Flips
from committee.odds.forecast import Odds
from committee.odds.forecast_range import RELIABILITY, OddsRange
from committee.odds.judge_whole_grid import Award
from committee.odds.rater_model import FLAT, VERSION, RaterModel
from committee.odds.single_changes import (
    CONFIRMED,
    NOT_CONFIRMED,
    POLICY,
    TARGET,
    TOO_FEW,
    Change,
    Value,
)
from committee.present.voice.chances import about
from committee.present.voice.words import listed, number, opening, spoken, verdict_words

ASSUMPTIONS = (
    "Levels of candidates who meet such a panel spread by one level around the target; nobody "
    "has measured it for engineering loops, so the range shows less, and nothing known at all.",
    "How interviewers scatter comes from studies of interviews in other fields; that it fits "
    "engineering loops is the largest leap in this model.",
    "Half of what is left after severity and question is taken as halo; nobody has measured it "
    "for engineering loops.",
    "Another panel has as many interviewers, who rate what these rated. How often it would "
    "confirm a trap nobody has measured.",
)
VOTE_ASSUMPTION = (
    "Other people vote: each for the mean of what they rate, and as far above or below it as "
    "this panel did, as far as so few votes can tell."
)


def model_json(model: RaterModel) -> dict[str, Any]:
    """The model's version, its parameters, and the spreads in levels that follow from them."""
    return {
        "version": VERSION,
        **asdict(model),
        "spread": "flat" if model.spread == FLAT else model.spread,
        "rating_sd": model.rating_sd,
        "shared_sd": model.shared_sd,
        "rest_sd": model.rest_sd,
    }


def assumptions(policy: Policy) -> tuple[str, ...]:
    """What the odds under a policy take for granted, in sentences."""
    return (*ASSUMPTIONS, VOTE_ASSUMPTION) if policy.reads_votes else ASSUMPTIONS


def odds_json(
    noted: OddsRange, not_noted: OddsRange | None, policy: Policy, why_not: str = ""
) -> dict[str, Any]:
    """Odds with their model, their range, and the branches where a confirmed trap matters.

    `outcomes` are those if another panel notes this one's confirmed traps too; `branches` is
    null where that makes no difference. `not_estimated` says why a panel is told no odds; then,
    and where there are branches, no single figure is in words.
    """
    shown = _odds(noted)
    if why_not or not_noted:
        shown["in_words"] = None
    return {
        **shown,
        "not_estimated": why_not or None,
        "method": noted.stated.method,
        "standard_error": noted.stated.standard_error,
        "model": {**model_json(noted.stated.model), "assumptions": list(assumptions(policy))},
        "branches": not_noted and {"noted": _odds(noted), "not_noted": _odds(not_noted)},
    }


def calibration_json(found: Calibration, model: RaterModel) -> dict[str, Any]:
    """Said against happened by outcome and tenth, with Brier scores beside each other."""
    return {
        "candidates": found.candidates,
        "brier": found.brier,
        "hoped": found.hoped,
        "base_rate": found.base_rate,
        "ideal": found.ideal,
        "again": {"said": found.again_said, "happened": found.again},
        "bins": [{**asdict(each), "outcome": str(each.outcome)} for each in found.bins],
        "model": model_json(model),
    }


def _odds(known: OddsRange) -> dict[str, Any]:
    return {
        "outcomes": _outcomes(known.stated),
        "levels": dict(known.stated.levels),
        "range": {
            _setting(setting): {"outcomes": _outcomes(each), "levels": dict(each.levels)}
            for setting, each in known.settings
        },
        "span": {str(verdict): list(known.of(verdict)) for verdict in known.stated.outcomes},
        "moves_most": {str(v): known.moves_most(v) for v in known.stated.outcomes},
        "in_words": {
            str(v): about(chance, known.of(v)) for v, chance in known.stated.outcomes.items()
        },
    }


def _setting(setting: Mapping[str, float]) -> str:
    """A setting as a key: a reliability by itself as "0.28", else "sd 0.5", "spread flat"."""
    if list(setting) == [RELIABILITY]:
        return f"{setting[RELIABILITY]:.2f}"
    values = ((name, "flat" if at == FLAT else f"{at:g}") for name, at in setting.items())
    return ", ".join(f"{name} {value}" for name, value in values)


def _outcomes(odds: Odds) -> dict[str, float]:
    return {str(verdict): chance for verdict, chance in odds.outcomes.items()}


def flips_json(flips: Flips) -> dict[str, Any]:
    """Flips and inert changes; each change names its dimension, from and to.

    A change of one interview alone names that too, and one that holds votes still those.
    """
    return {
        "flips": [_flip(flip) for flip in flips.flips],
        "not_assessed": [_flip(flip) for flip in flips.unread],
        "inert": [change_json(change) for change in flips.inert],
    }


def _flip(flip: Flip) -> dict[str, Any]:
    return {
        "change": [change_json(change) for change in flip.changes],
        "verdict": str(flip.outcome.verdict),
        "level": flip.outcome.level,
    }


def change_json(change: Change) -> dict[str, Any]:
    """One change, by the keys of the loop file's documentation."""
    before, after = _spelled(change.before), _spelled(change.after)
    said = {"dimension": change.dimension, "from": before, "to": after}
    more = {"interview": change.interview, "held": change.held}
    return said | {key: value for key, value in more.items() if value}


def flip_words(flip: Flip, policy: Policy, rubric: Rubric) -> str:
    """The changes of a flip in a clause: "Scope: Mid → Senior and coding: 3.5 → 2.99"."""
    return opening(listed([change_words(change, policy, rubric) for change in flip.changes]))


def change_words(change: Change, policy: Policy, rubric: Rubric) -> str:
    """A change in a clause: "scope: Mid → Senior"."""
    by = f" by {change.title}" if change.interview else ""
    if change.dimension in TRAPS:
        trap = f"the trap “{rubric.trap(change.dimension).name}”"
        off = str(change.after).startswith(NOT_CONFIRMED)
        return f"without {trap}{by}" if off else f"{trap} confirmed{by}"
    if change.after == NOT_ASSESSED:
        return f"{spoken(change.dimension)}: not assessed{by or ' by anybody'}"
    if change.dimension == POLICY:
        return f"policy: {change.title}"
    what = "target" if change.dimension == TARGET else spoken(change.dimension)
    held = f" ({spoken(change.held)} held still)" if change.held else ""
    before, after = value_words(change.before, policy), value_words(change.after, policy)
    return f"{what}: {before} → {after}{held}"


def outcome_words(outcome: Award, policy: Policy) -> str:
    """An outcome as every page words it: "Downlevel: offer at Mid"."""
    return verdict_words(outcome.verdict, outcome.level, policy)


def value_words(value: Value, policy: Policy) -> str:
    """A read or a score as it stands in a sentence."""
    if isinstance(value, float):
        return number(value)
    if value == NO_SIGNAL:
        return "no signal"
    return policy.ladder.name(value) if value in policy.ladder else str(_spelled(value))


def _spelled(value: Value) -> Value:
    """What is said of confirmations and counts, as words; a level or a score as it is."""
    counted = (CONFIRMED, NOT_CONFIRMED, TOO_FEW)
    return str(value).replace("_", " ") if str(value).startswith(counted) else value
