"""What can be chosen on the evidence form, and each dimension to be rated with its anchors."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from committee.domain.ladder import Ladder
from committee.domain.packet import NOT_ASSESSED
from committee.domain.rubric import CODING, SYSTEM_DESIGN, Dimension, Rubric
from committee.scorecard.draft import Draft

from .interviewer_grid import backing


@dataclass(frozen=True)
class Choice:
    """One option: its value, its name, its key on the keyboard, what it means, and its state."""

    id: str
    name: str
    chosen: bool = False
    key: str = ""
    anchor: str = ""
    target: bool = False
    disabled: bool = False


@dataclass(frozen=True)
class RatingChoice:
    """One dimension to be rated: its levels with their anchors, and what backs a read.

    `typed` is the score as it was typed, for a dimension that is scored.
    """

    field: str
    name: str
    backing: str
    levels: tuple[Choice, ...]
    not_assessed: bool = False
    typed: str = ""
    needs_evidence: bool = False


def chosen(ids: Sequence[str], which: str | None, name: Callable[[str], str]) -> tuple[Choice, ...]:
    """Options by their ids, one of them chosen."""
    return tuple(Choice(id_, name(id_), id_ == which) for id_ in ids)


def rating_of(
    draft: Draft, dimension: str, target: str, ladder: Ladder, rubric: Rubric
) -> RatingChoice:
    """A dimension of a draft: scored if it is coding, else read at a level."""
    about = rubric.dimension(dimension)
    if dimension == CODING:
        return _score(draft, about)
    return _read(draft, about, target, ladder)


def _score(draft: Draft, about: Dimension) -> RatingChoice:
    typed = draft.scores.get(CODING, "")
    points = tuple(Choice(value, value, anchor=text) for value, text in about.score_anchors.items())
    return RatingChoice("score.coding", about.name, backing(draft, CODING), points, typed=typed)


def _read(draft: Draft, about: Dimension, target: str, ladder: Ladder) -> RatingChoice:
    read = draft.reads.get(about.id)
    shut = about.id != SYSTEM_DESIGN and not draft.on(about.id)
    return RatingChoice(
        field=f"read.{about.id}",
        name=about.name,
        backing="no evidence yet: can’t be rated" if shut else backing(draft, about.id),
        levels=tuple(
            Choice(
                level.id,
                level.name,
                level.id == read,
                anchor=about.anchors.get(level.id, ""),
                target=level.id == target,
                disabled=shut and level.id != read,
            )
            for level in ladder.levels
        ),
        not_assessed=read == NOT_ASSESSED,
        needs_evidence=about.id != SYSTEM_DESIGN,
    )
