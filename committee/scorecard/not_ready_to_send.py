"""What is wrong in a draft, each fault with the field that it stands at.

Some of it can be said while it is typed; some only when the scorecard is to be handed in.
"""

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

from .draft import MOST_MINUTES, Draft, EvidenceRow
from .evidence_acts import LONGEST_QUOTE

Faults = dict[str, str]
QUARTERS = 4
"""How finely a coding score is told: nobody can tell less than a quarter apart."""
TOO_LONG = f"At most {LONGEST_QUOTE:,} characters. Split it."


def typed_wrongly(draft: Draft) -> Faults:
    """What can't stand as it is typed, told at once: a text too long, a score, a minute."""
    faults = _score(draft.scores[CODING]) if draft.scores.get(CODING) else {}
    if len(draft.capture.text.strip()) > LONGEST_QUOTE:
        faults["form.text"] = TOO_LONG
    for row in draft.evidence:
        if len(row.quote.strip()) > LONGEST_QUOTE:
            faults[f"e.{row.id}.quote"] = TOO_LONG
        if row.minute_fault:
            faults[f"e.{row.id}.minute"] = (
                f"“{row.minute[:40]}” is no minute of an interview, from 0 to {MOST_MINUTES}. "
                "Correct it, or this piece goes without one."
            )
    return faults


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


def handed_in(draft: Draft, now: float) -> Draft:
    """The draft as it is handed in at a time: a no speaks of no level, and the clock stops.

    A minute that can't be read is left out: it is told where it is typed, and stops nobody.
    """
    sure = draft.recommendation in ("yes", "strong_yes")
    rows = tuple(replace(row, minute="") if row.minute_fault else row for row in draft.evidence)
    stopped = replace(draft, seconds=draft.clock(now), since=None)
    return replace(stopped, at=draft.at if sure else "", evidence=rows)


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
    if score * QUARTERS % 1:
        return {"score.coding": f"“{typed[:40]}” is finer than a quarter. Give 3, 3.25 or 3.5."}
    return {}


def _row(row: EvidenceRow) -> Faults:
    name, quote, faults = f"e.{row.id}", row.quote.strip(), {}
    if not quote:
        faults[f"{name}.quote"] = "This piece has no words. Write them, or remove it."
    elif len(quote) > LONGEST_QUOTE:
        faults[f"{name}.quote"] = TOO_LONG
    if not row.dimension:
        faults[f"{name}.dimension"] = "Not sorted yet. Say what it shows, or remove it."
    return faults
