"""A scorecard before it is submitted, a dimension at a time: the rating beside what it rests on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from committee.domain.guide import Guide
from committee.domain.ladder import Ladder
from committee.domain.packet import NOT_ASSESSED
from committee.domain.rubric import BEHAVIORAL_KIND, CODING, RATED_IN, Rubric
from committee.errors import FormError
from committee.scorecard.draft import Draft, EvidenceRow
from committee.speech import read_answer

from .evidence_rows import PieceView
from .review_nudges import excerpt, rating_nudges

FOR, AGAINST = "for", "against"


@dataclass(frozen=True)
class DimensionReview:
    """One dimension: its rating in a word, the pieces on either side, what is odd.

    `speak_for` and `speak_against` have the strongest piece first. `one_more` is the level over
    the read, "" where there is none; `next_field` is where the form keeps what that would have
    needed, and `needed` is what stands there.
    """

    name: str
    rating: str
    speak_for: tuple[PieceView, ...]
    speak_against: tuple[PieceView, ...]
    missing: tuple[str, ...]
    contradictions: tuple[str, ...]
    asks: tuple[str, ...]
    one_more: str
    next_field: str
    needed: str


def review_by_dimension(
    draft: Draft,
    pieces: Mapping[str, PieceView],
    target: str,
    ladder: Ladder,
    rubric: Rubric,
    guide: Guide,
) -> tuple[DimensionReview, ...]:
    """What an interviewer looks at once more, in the order of the rubric; `pieces` by id."""

    def review(dimension: str) -> DimensionReview:
        rows, read = draft.on(dimension), draft.reads.get(dimension, "")
        rank = ladder.rank(read) if read in ladder else None
        above = rank is not None and rank + 1 < len(ladder)
        return DimensionReview(
            name=rubric.name(dimension),
            rating=_rating(draft, dimension, ladder),
            speak_for=tuple(pieces[id_] for id_ in _strongest_first(rows, FOR, ladder)),
            speak_against=tuple(pieces[id_] for id_ in _strongest_first(rows, AGAINST, ladder)),
            missing=tuple(_missing(draft, dimension, rows, guide)),
            contradictions=tuple(_contradictions(rows, rank, ladder)),
            asks=tuple(rating_nudges(draft, dimension, target, ladder, rubric)),
            one_more=ladder.name(ladder.at((rank or 0) + 1)) if above else "",
            next_field=f"next.{dimension}",
            needed=draft.next_level.get(dimension, ""),
        )

    return tuple(review(dimension) for dimension in RATED_IN[draft.kind])


def _rating(draft: Draft, dimension: str, ladder: Ladder) -> str:
    if dimension == CODING:
        return f"{draft.scores.get(CODING, 'no score')} of 4"
    read = draft.reads.get(dimension, "")
    return f"reads {ladder.name(read)}" if read in ladder else "not assessed"


def _strongest_first(rows: Sequence[EvidenceRow], side: str, ladder: Ladder) -> list[str]:
    """The ids of the pieces on a side, by their level, then by how much is told in each.

    For a read the highest level counts, against it the lowest.
    """
    sign = 1 if side == FOR else -1

    def weight(row: EvidenceRow) -> tuple[float, int]:
        level = sign * ladder.rank(row.reads) if row.reads in ladder else float("-inf")
        return level, _told(row.quote)

    on_side = [row for row in rows if row.polarity == side]
    return [row.id for row in sorted(on_side, key=weight, reverse=True)]


def _told(quote: str) -> int:
    """How many kinds of thing a quote tells: an own act, a decision, a result, a number."""
    try:
        said = read_answer(quote)
    except FormError:
        return 0
    kinds = (said.subjects.own, said.decisions, said.results, said.numbers)
    return sum(bool(found) for found in kinds)


def _missing(draft: Draft, dimension: str, rows: Sequence[EvidenceRow], guide: Guide) -> list[str]:
    rated = draft.reads.get(dimension, "") not in ("", NOT_ASSESSED)
    if not rows:
        return (
            [f"Nothing was logged. “{guide.dimensions[dimension]}”"]
            if draft.kind == BEHAVIORAL_KIND
            else []
        )
    said = []
    if not rated and dimension != CODING:
        said.append("There is evidence, and it isn’t assessed.")
    if draft.kind == BEHAVIORAL_KIND and rated:
        steps = {row.step for row in rows}
        lacking = [step for step in ("action", "result") if step not in steps]
        if lacking and any(steps):
            asks = " ".join(f"“{guide.steps[step]}”" for step in lacking)
            said.append(f"No {' and no '.join(lacking)} among its pieces. {asks}")
    return said


def _contradictions(rows: Sequence[EvidenceRow], rank: int | None, ladder: Ladder) -> list[str]:
    levels = sorted(
        (row for row in rows if row.reads in ladder), key=lambda row: ladder.rank(row.reads)
    )
    said = []
    if levels and ladder.rank(levels[-1].reads) - ladder.rank(levels[0].reads) > 1:
        low, high = levels[0], levels[-1]
        said.append(
            f"{excerpt(low)} reads {ladder.name(low.reads)}, and {excerpt(high)} reads"
            f" {ladder.name(high.reads)}. Which of them is the candidate?"
        )
    for row in levels:
        own = ladder.rank(row.reads)
        if rank is not None and row.polarity == FOR and own < rank:
            said.append(f"{excerpt(row)} speaks for it and reads {ladder.name(row.reads)} only.")
        if rank is not None and row.polarity == AGAINST and own > rank:
            said.append(f"{excerpt(row)} speaks against it and reads {ladder.name(row.reads)}.")
    return said
