"""What keeps a draft from being handed in, each fault with the field that it stands at."""

from dataclasses import replace

from committee.domain.ladder import Ladder
from committee.domain.number_input import number
from committee.domain.packet import NOT_ASSESSED
from committee.domain.rubric import (
    CODING,
    HIGHEST_SCORE,
    LOWEST_SCORE,
    RATED_IN,
    SYSTEM_DESIGN,
)

from .draft import Draft, EvidenceRow
from .evidence_acts import LONGEST_QUOTE, MOST_MINUTES

Faults = dict[str, str]


def faults_of(draft: Draft, ladder: Ladder) -> Faults:
    """Field -> what is wrong there and what to do; empty when it may be handed in."""
    faults = _ratings(draft, ladder)
    if not draft.recommendation:
        faults["recommendation"] = "No recommendation yet. Choose one."
    if draft.capture.text.strip():
        faults["form.text"] = "This text isn’t logged yet. Log it, or clear the box."
    elif draft.aside:
        faults["form.text"] = "What you typed in another tab isn’t logged yet. Look at it below."
    for row in draft.evidence:
        faults |= _row(row)
    for each in draft.collisions:
        faults[each.field] = "It was changed in two tabs at once. Choose one text."
    return faults


def unbacked(draft: Draft, ladder: Ladder) -> Faults:
    """The ratings that no evidence backs, by field: they are refused while the form is filled."""
    return {
        f"read.{dimension}": "Nothing backs this level yet. Log evidence, or say “not assessed”."
        for dimension, level in draft.reads.items()
        if dimension != SYSTEM_DESIGN and level in ladder and not draft.on(dimension)
    }


def handed_in(draft: Draft) -> Draft:
    """The draft as it is handed in: a no speaks of no level, whatever its form still holds."""
    return draft if draft.recommendation in ("yes", "strong_yes") else replace(draft, at="")


def _ratings(draft: Draft, ladder: Ladder) -> Faults:
    faults = unbacked(draft, ladder)
    for dimension in RATED_IN[draft.kind]:
        if dimension == CODING:
            faults |= _score(draft.scores.get(CODING, ""))
        elif draft.reads.get(dimension) not in (*ladder.ids, NOT_ASSESSED):
            faults[f"read.{dimension}"] = "Not rated yet. Choose a level, or “not assessed”."
    return faults


def _score(typed: str) -> Faults:
    score = number(typed)
    if not typed:
        return {"score.coding": "No score yet. Give one from 1.0 to 4.0."}
    if score is None:
        return {"score.coding": f"“{typed[:40]}” isn’t a number here. Correct it."}
    if not LOWEST_SCORE <= score <= HIGHEST_SCORE:
        return {"score.coding": f"{score:g} is off the scale. It goes from 1.0 to 4.0."}
    return {}


def _row(row: EvidenceRow) -> Faults:
    name, quote, faults = f"e.{row.id}", row.quote.strip(), {}
    if not quote:
        faults[f"{name}.quote"] = "This piece has no words. Write them, or remove it."
    elif len(quote) > LONGEST_QUOTE:
        faults[f"{name}.quote"] = f"At most {LONGEST_QUOTE:,} characters. Split it."
    minutes = row.minutes
    if row.minute and minutes is None:
        faults[f"{name}.minute"] = f"“{row.minute[:40]}” isn’t a number here. Correct it."
    elif minutes is not None and not 0 <= minutes <= MOST_MINUTES:
        faults[f"{name}.minute"] = f"From 0 to {MOST_MINUTES} minutes. Correct it."
    return faults
