"""What each interviewer of a loop reads, side by side: a row for each dimension."""

from collections.abc import Sequence
from dataclasses import dataclass

from committee.domain.ladder import Ladder
from committee.domain.rubric import DIMENSIONS, RATED_IN
from committee.files.rubrics import load_rubric
from committee.present.voice.words import RECOMMENDATIONS
from committee.store.loops_with_rows import Panel
from committee.store.tables.loops import SUBMITTED
from committee.store.tables.scorecards import Revision

NOTHING = "–"


@dataclass(frozen=True)
class ReadsMatrix:
    """Who submitted, and for each dimension that somebody rated what each of them reads."""

    interviewers: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]


def matrix_of(panel: Panel, ladder: Ladder) -> ReadsMatrix | None:
    """The reads of a panel as they are submitted; None where nothing is."""
    seats = [seat for seat in panel.seats if seat.state == SUBMITTED]
    cards = [panel.sent[seat.id or 0] for seat in seats]
    if not cards:
        return None
    names, rubric = tuple(seat.interviewer.name for seat in seats), load_rubric()
    rated = {dimension for seat in seats for dimension in RATED_IN[seat.kind]}
    rows = [
        (rubric.name(dimension), tuple(_read(card, dimension, ladder) for card in cards))
        for dimension in DIMENSIONS
        if dimension in rated
    ]
    return ReadsMatrix(names, (*rows, ("Recommendation", _votes(cards, ladder))))


def _read(card: Revision, dimension: str, ladder: Ladder) -> str:
    scores = card.body.get("scores") or {}
    if dimension in scores:
        return str(scores[dimension])
    level = (card.body.get("reads") or {}).get(dimension)
    return ladder.name(level) if level in ladder.ids else NOTHING


def _votes(cards: Sequence[Revision], ladder: Ladder) -> tuple[str, ...]:
    said = []
    for card in cards:
        vote, at = card.body.get("recommendation"), card.body.get("at")
        level = f" at {ladder.name(at)}" if at and vote in ("yes", "strong_yes") else ""
        said.append(f"{RECOMMENDATIONS[vote]}{level}" if vote else NOTHING)
    return tuple(said)
