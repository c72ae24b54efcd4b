"""One piece of logged evidence as a row: its minute, its words, and its tags."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from committee.domain.ladder import Ladder
from committee.domain.rubric import Rubric
from committee.errors import FormError
from committee.present.voice.number_input import clock, minute_text
from committee.speech import read_answer


@dataclass(frozen=True)
class PieceView:
    """A piece of evidence; `parts` are its words, each with whether "we" acts in them.

    `minute` is how a clock shows it; the piece's own may be finer.
    """

    id: str
    piece: Mapping[str, Any]
    minute: str
    minute_typed: str
    parts: tuple[tuple[str, bool], ...]
    tags: tuple[str, ...]


def piece_view(
    piece: Mapping[str, Any], ladder: Ladder, rubric: Rubric, stories: Mapping[str, str]
) -> PieceView:
    """The row of a piece as it stands in a draft; `stories` gives titles by id."""
    quote = piece.get("quote", "")
    return PieceView(
        id=piece["id"],
        piece=piece,
        minute=clock(piece["minute"] * 60) if "minute" in piece else "",
        minute_typed=minute_text(piece["minute"]) if "minute" in piece else "",
        parts=_parts(quote),
        tags=tuple(_tags(piece, ladder, rubric, stories)),
    )


def _tags(
    piece: Mapping[str, Any], ladder: Ladder, rubric: Rubric, stories: Mapping[str, str]
) -> list[str]:
    steps = {step.id: step.name for step in rubric.steps}
    names = {dimension.id: dimension.name for dimension in rubric.dimensions}
    tags = [steps.get(piece.get("step", ""), ""), names.get(piece.get("dimension", ""), "")]
    tags.append("against" if piece.get("polarity") == "against" else "")
    tags.append(f"reads {ladder.name(piece['reads'])}" if piece.get("reads") in ladder else "")
    tags.append(stories.get(piece.get("story", ""), ""))
    traps = {trap.id: trap.name for trap in rubric.traps}
    tags += [f"trap: {traps[trap]}" for trap in piece.get("traps", ()) if trap in traps]
    return [tag for tag in tags if tag]


def _parts(quote: str) -> tuple[tuple[str, bool], ...]:
    try:
        found = read_answer(quote).subjects.plural
    except FormError:
        return ((quote, False),)
    parts, at = [], 0
    for finding in found:
        if finding.start >= at:
            parts += [
                (quote[at : finding.start], False),
                (quote[finding.start : finding.end], True),
            ]
            at = finding.end
    return tuple(part for part in (*parts, (quote[at:], False)) if part[0])
