"""What keeps a scorecard from being submitted, each fault with the field that it stands at."""

from typing import Any

from committee.domain.ladder import Ladder
from committee.domain.packet import NOT_ASSESSED
from committee.domain.rubric import (
    CODING,
    HIGHEST_SCORE,
    LOWEST_SCORE,
    RATED_IN,
    SYSTEM_DESIGN,
)
from committee.errors import FileError
from committee.files.loops import packet_of

from .draft_acts import LONGEST_QUOTE, MOST_MINUTES
from .form_fields import Document

Faults = dict[str, str]
FORM_ONLY = "form"


def faults_of(document: Document, ladder: Ladder, stories: list[Any]) -> Faults:
    """Field -> what is wrong there and what to do; empty when it may be submitted."""
    faults = {**_ratings(document, ladder), **_unread(document)}
    if not document.get("recommendation"):
        faults["recommendation"] = "No recommendation yet. Choose one."
    if document.get("form", {}).get("text", "").strip():
        faults["form.text"] = "This text isn't logged yet. Log it, or clear the box."
    for piece in document.get("evidence", []):
        faults |= _piece(piece)
    return faults or _broken(document, ladder, stories)


def unbacked(document: Document, ladder: Ladder) -> Faults:
    """The ratings that no evidence backs, by field: they are refused while the form is filled."""
    return {
        f"read.{dimension}": "Nothing backs this level yet. Log evidence, or say “not assessed”."
        for dimension, level in document.get("reads", {}).items()
        if dimension != SYSTEM_DESIGN
        and level in ladder
        and not any(piece.get("dimension") == dimension for piece in document.get("evidence", []))
    }


def interview_of(document: Document) -> Document:
    """The document as an entry of a loop file: without what only the form needs."""
    return {key: value for key, value in document.items() if key != FORM_ONLY}


def handed_in(document: Document) -> Document:
    """The document as it is submitted: a no speaks of no level, whatever its form still holds."""
    yes = document.get("recommendation") in ("yes", "strong_yes")
    return {key: value for key, value in document.items() if yes or key != "at"}


def _unread(document: Document) -> Faults:
    typed = document.get("form", {}).get("typed", {})
    return {
        field: f"“{text[:40]}” isn't a number here. Correct it." for field, text in typed.items()
    }


def _ratings(document: Document, ladder: Ladder) -> Faults:
    faults = unbacked(document, ladder)
    reads, scores = document.get("reads", {}), document.get("scores", {})
    for dimension in RATED_IN[document["kind"]]:
        if dimension == CODING:
            score = scores.get(CODING)
            if score is None:
                faults["score.coding"] = "No score yet. Give one from 1.0 to 4.0."
            elif not LOWEST_SCORE <= score <= HIGHEST_SCORE:
                faults["score.coding"] = f"{score:g} is off the scale. It goes from 1.0 to 4.0."
        elif reads.get(dimension) not in (*ladder.ids, NOT_ASSESSED):
            faults[f"read.{dimension}"] = "Not rated yet. Choose a level, or “not assessed”."
    return faults


def _piece(piece: Document) -> Faults:
    name, faults = f"e.{piece['id']}", {}
    quote = piece.get("quote", "").strip()
    if not quote:
        faults[f"{name}.quote"] = "This piece has no words. Write them, or remove it."
    elif len(quote) > LONGEST_QUOTE:
        faults[f"{name}.quote"] = f"At most {LONGEST_QUOTE:,} characters. Split it."
    if not 0 <= piece.get("minute", 0) <= MOST_MINUTES:
        faults[f"{name}.minute"] = f"From 0 to {MOST_MINUTES} minutes. Correct it."
    return faults


def _broken(document: Document, ladder: Ladder, stories: list[Any]) -> Faults:
    """What a loop file with this interview would be refused for, if anything is left."""
    loop = {"candidate": "the candidate", "target": ladder.targets[0]}
    data = {"loop": loop, "story": stories, "interview": [interview_of(document)]}
    try:
        packet_of(data, "this scorecard", ladder)
    except FileError as error:
        return {"form": str(error)}
    return {}
