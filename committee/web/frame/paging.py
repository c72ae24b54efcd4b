"""Lists that outgrow a page: what is looked for in them, and from where they go on."""

from dataclasses import dataclass
from typing import TypeVar

from flask import request

from committee.errors import NotFoundError

from .forms import NAME, tidy
from .parameters import LARGEST_ID

T = TypeVar("T")

PAGE = 50


@dataclass(frozen=True)
class Asked:
    """What an address asks of a list.

    `words` is empty where everything is asked for; `after` is the id of the last row that was
    seen, None for the first page.
    """

    words: str
    after: int | None


def asked() -> Asked:
    """What this request's address asks for; NotFoundError for too large a number."""
    words = tidy(request.args.get("find", "")) or ""
    after = request.args.get("after", type=int)
    if after and after > LARGEST_ID:
        raise NotFoundError("no list goes on from there.")
    return Asked(words[:NAME], after if after and after > 0 else None)


def one_page(rows: list[T]) -> tuple[list[T], T | None]:
    """The rows of one page, and its last where more follow; `rows` are one more than a page."""
    return rows[:PAGE], rows[PAGE - 1] if len(rows) > PAGE else None
