"""Words of the trade, each explained on the scene where it first stands."""

import re
from collections.abc import Iterable, Sequence
from html import unescape

from .talk_script import Gloss

_TAGS = re.compile(r"<(title|desc)\b.*?</\1>|<[^>]+>", re.DOTALL)


def text_of(markup: str) -> str:
    """What somebody reads of a scene."""
    return " ".join(unescape(_TAGS.sub(" ", markup)).split())


def standing_in(text: str, terms: Iterable[Gloss]) -> list[Gloss]:
    """The terms that stand in a text, in the order in which they first do."""
    found: dict[str, int] = {}
    by_form = {form.lower(): term for term in terms for form in term.forms}
    # The longest form first: a bar raiser is no bar.
    longest = sorted(by_form, key=len, reverse=True)
    pattern = "|".join(rf"\b{re.escape(form)}\b" for form in longest)
    for hit in re.finditer(pattern, text, re.IGNORECASE) if pattern else ():
        found.setdefault(by_form[hit.group().lower()].word, hit.start())
    return sorted((t for t in by_form.values() if t.word in found), key=lambda t: found[t.word])


def first_standing(
    texts: Sequence[str], terms: Sequence[Gloss], told: Sequence[Iterable[str]] = ()
) -> list[tuple[Gloss, ...]]:
    """For each scene the terms that first stand on it; `told` are those that it explains itself."""
    known: set[str] = set()
    found: list[tuple[Gloss, ...]] = []
    for at, text in enumerate(texts):
        known |= set(told[at]) if told else set()
        new = dict.fromkeys(t for t in standing_in(text, terms) if t.word not in known)
        known |= {term.word for term in new}
        found.append(tuple(new))
    return found
