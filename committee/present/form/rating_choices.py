"""What can be chosen on the evidence form, and each dimension to be rated with its anchors."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from committee.domain.ladder import Ladder
from committee.domain.packet import NOT_ASSESSED
from committee.domain.rubric import CODING, SYSTEM_DESIGN, Dimension, Rubric

from .form_hints import Document
from .own_grid import backing


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
class Rating:
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
    document: Document, dimension: str, target: str, ladder: Ladder, rubric: Rubric
) -> Rating:
    """A dimension of a draft: scored if it is coding, else read at a level."""
    about = rubric.dimension(dimension)
    if dimension == CODING:
        return _score(document, about)
    return _read(document, about, target, ladder)


def _score(document: Document, about: Dimension) -> Rating:
    typed = document.get("form", {}).get("typed", {}).get("score.coding")
    score = document.get("scores", {}).get(CODING)
    shown = typed or ("" if score is None else f"{score:g}")
    points = tuple(Choice(value, value, anchor=text) for value, text in about.score_anchors.items())
    return Rating("score.coding", about.name, backing(document, CODING), points, typed=shown)


def _read(document: Document, about: Dimension, target: str, ladder: Ladder) -> Rating:
    read = document.get("reads", {}).get(about.id)
    heard = any(piece.get("dimension") == about.id for piece in document.get("evidence", ()))
    shut = about.id != SYSTEM_DESIGN and not heard
    return Rating(
        field=f"read.{about.id}",
        name=about.name,
        backing="no evidence yet: can’t be rated" if shut else backing(document, about.id),
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
