"""One interviewer's reads on the level grid, before anybody else's are beside them."""

from committee.domain.ladder import Ladder
from committee.domain.number_input import number
from committee.domain.rubric import BEHAVIORAL, CODING, RATED_IN, Rubric
from committee.present.charts.level_grid import Grid, GridRow
from committee.present.voice import words
from committee.scorecard.draft import Draft


def own_grid(draft: Draft, target: str, ladder: Ladder, rubric: Rubric) -> Grid:
    """The grid of a single scorecard's draft; it says what was read and judges nothing."""
    return Grid(
        levels=tuple(level.name for level in ladder.levels),
        target=ladder.rank(target),
        rows=tuple(_row(draft, d, ladder, rubric) for d in RATED_IN[draft.kind]),
    )


def backing(draft: Draft, dimension: str) -> str:
    """How many pieces were logged on a dimension, and whether they back a read of it."""
    about = draft.on(dimension)
    said = f"{words.counted(len(about), 'piece')} of evidence"
    shared = all("we" in row.traps for row in about)
    asked = bool(about) and dimension in BEHAVIORAL
    return f"{said}, all of it “we”: it backs no read" if asked and shared else said


def _row(draft: Draft, dimension: str, ladder: Ladder, rubric: Rubric) -> GridRow:
    name = rubric.name(dimension)
    note = backing(draft, dimension)
    if dimension == CODING:
        score = number(draft.scores.get(CODING, ""))
        said = "not scored" if score is None else f"{words.number(score)} of 4"
        return GridRow(name, note, "quiet", "a score", f"{said}; {note}", words=said)
    read = draft.reads.get(dimension, "")
    if read not in ladder:
        return GridRow(name, note, "quiet", "not assessed", note, words="not assessed")
    rank, mark = ladder.rank(read), f"reads {ladder.name(read)}"
    return GridRow(name, note, "aim", mark, f"{mark}; {note}", rings=(rank,), panel=rank)
