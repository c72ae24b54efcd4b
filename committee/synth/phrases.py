"""The words that made-up loops are composed of, from `phrases.toml`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

Cell = tuple[tuple[str | None, str], ...]
"""Sentences that may be said, each with its STAR-L step."""


@dataclass(frozen=True)
class Phrases:
    """The whole of `phrases.toml`; `data` keeps the shape of the file."""

    data: Mapping[str, Any]

    @property
    def levels(self) -> tuple[str, ...]:
        """The levels that the sentences are written for, lowest first."""
        return tuple(self.data["levels"])

    def reach(self, rank: int) -> str:
        """How far a story goes that reads at a rank."""
        return str(self.data["reach"][self.levels[rank]])

    def listed(self, name: str) -> list[str]:
        """One of the plain lists: roles, values, locales."""
        return list(self.data[name])

    def said(self, dimension: str, key: str) -> Cell:
        """What is said on a dimension at a level (for coding, at a whole score)."""
        return _cell(self.data[dimension][key])

    def showing(self, trap: str, dimension: str) -> Cell:
        """What is said on a dimension by somebody who is in a trap."""
        return _cell(self.data["trap"][trap][dimension])

    def titles(self, sort: str, reach: str) -> list[str]:
        """Titles of stories of a reach; `sort` is "plain" or "failure"."""
        return list(self.data["titles"][sort][reach])

    def notes(self, vote: str) -> list[str]:
        """Private notes that go with a "yes" or a "no"."""
        return list(self.data["notes"][vote])


@cache
def load_phrases() -> Phrases:
    """The phrases that come with Committee."""
    path = Path(__file__).with_name("phrases.toml")
    return Phrases(tomllib.loads(path.read_text(encoding="utf-8")))


def setting(rng: Random, phrases: Phrases, thing: str) -> dict[str, str]:
    """A value for each slot of a story about one thing, with a capitalised twin of each."""
    slots = phrases.data["slots"]
    chosen = {name: rng.choice(options) for name, options in slots.items()}
    chosen["thing"] = thing
    chosen["team"], chosen["other"], chosen["third"] = rng.sample(slots["team"], 3)
    return chosen | {name.capitalize(): opened(value) for name, value in chosen.items()}


def opened(text: str) -> str:
    """A text with a capital at its start."""
    return text[:1].upper() + text[1:]


def _cell(steps: Mapping[str, list[str]]) -> Cell:
    return tuple((step, text) for step, texts in steps.items() for text in texts)
