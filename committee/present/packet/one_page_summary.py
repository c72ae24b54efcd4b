"""One page for a meeting: what a summary leaves out, in which order, until it fits."""

import re
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

from .packet_view import SUMMARY, PacketView

_QUOTED = re.compile("“([^”]+)”")
_SENTENCE = 6
"""How many times as long as a name a whole text may be."""


def shorter(view: PacketView) -> Iterator[PacketView]:
    """A view, and for a summary ever shorter ones, each of which says what it leaves out.

    What a meeting misses least goes first. The outcome and the sentence that caused it stay, to
    the last letter.
    """
    yield view
    for step in _STEPS if view.edition == SUMMARY else ():
        if (without := step(view)) != view:
            view = without
            yield view


def _shortened(most: int) -> Callable[[PacketView], PacketView]:
    """Cuts names and quoted titles to `most` characters, and other texts to several times that."""

    def cut(text: str, limit: int) -> str:
        return text if len(text) <= limit else f"{text[: limit - 1].rstrip()}…"

    def shorten(text: str) -> str:
        titles = _QUOTED.sub(lambda title: f"“{cut(title[1], most)}”", text)
        return cut(titles, _SENTENCE * most)

    def step(view: PacketView) -> PacketView:
        short: PacketView = _each_text(view, shorten)
        short = replace(
            short,
            candidate=cut(view.candidate, most),
            subtitle=tuple(cut(part, most) for part in view.subtitle),
            headline=replace(short.headline, sentence=view.headline.sentence),
        )
        return view if short == view else _say(short, "the ends of long names and texts")

    return step


def _each_text(thing: Any, change: Callable[[str], str]) -> Any:
    """A tree of plain data with every text in it changed."""
    if isinstance(thing, str):
        return change(thing)
    if isinstance(thing, tuple):
        return tuple(_each_text(each, change) for each in thing)
    if is_dataclass(thing) and not isinstance(thing, type):
        held = {field.name: getattr(thing, field.name) for field in fields(thing)}
        return replace(thing, **{name: _each_text(held[name], change) for name in held})
    return thing


def _say(view: PacketView, words: str) -> PacketView:
    return replace(view, cut=tuple(dict.fromkeys((*view.cut, words))))


def _without_motive(view: PacketView) -> PacketView:
    if not view.headline.motive:
        return view
    return _say(replace(view, headline=replace(view.headline, motive="")), "why the rule exists")


def _without_odds(view: PacketView) -> PacketView:
    return _say(replace(view, panel=None), "the odds of another panel") if view.panel else view


def _without_changes(view: PacketView) -> PacketView:
    if not view.changes.lines:
        return view
    none = replace(view.changes, lines=())
    return _say(replace(view, changes=none), "what would have changed the outcome")


def _without_grid(view: PacketView) -> PacketView:
    parts = tuple(part for part in view.parts if part != "grid")
    return _say(replace(view, parts=parts), "how each answer reads")


_STEPS: tuple[Callable[[PacketView], PacketView], ...] = (
    _shortened(60),
    lambda view: replace(view, advice=view.advice[:1]),
    _without_motive,
    _without_odds,
    lambda view: replace(view, advice=()),
    _shortened(24),
    _without_changes,
    _without_grid,
)
