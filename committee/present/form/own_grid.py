"""One interviewer's reads on the level grid, before anybody else's are beside them."""

from committee.domain.ladder import Ladder
from committee.domain.rubric import BEHAVIORAL, CODING, RATED_IN, Rubric
from committee.present.charts.level_grid import Grid, GridRow
from committee.present.voice import words

from .form_hints import Document


def own_grid(document: Document, target: str, ladder: Ladder, rubric: Rubric) -> Grid:
    """The grid of a single scorecard's document; it says what was read and judges nothing."""
    return Grid(
        levels=tuple(level.name for level in ladder.levels),
        target=ladder.rank(target),
        rows=tuple(_row(document, d, ladder, rubric) for d in RATED_IN[document["kind"]]),
    )


def backing(document: Document, dimension: str) -> str:
    """How many pieces were logged on a dimension, and whether they back a read of it."""
    about = [p for p in document.get("evidence", ()) if p.get("dimension") == dimension]
    said = f"{words.counted(len(about), 'piece')} of evidence"
    shared = all("we" in piece.get("traps", ()) for piece in about)
    asked = bool(about) and dimension in BEHAVIORAL
    return f"{said}, all of it “we”: it backs no read" if asked and shared else said


def _row(document: Document, dimension: str, ladder: Ladder, rubric: Rubric) -> GridRow:
    name = rubric.name(dimension)
    note = backing(document, dimension)
    if dimension == CODING:
        score = document.get("scores", {}).get(CODING)
        said = "not scored" if score is None else f"{words.number(score)} of 4"
        return GridRow(name, note, "quiet", "a score", f"{said}; {note}", words=said)
    read = document.get("reads", {}).get(dimension)
    if read not in ladder:
        return GridRow(name, note, "quiet", "not assessed", note, words="not assessed")
    rank, mark = ladder.rank(read), f"reads {ladder.name(read)}"
    return GridRow(name, note, "aim", mark, f"{mark}; {note}", rings=(rank,), panel=rank)
