"""The ladder: the levels a packet can read at, lowest first."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property


@dataclass(frozen=True)
class Level:
    """One rung: its id, its name for people, and what companies call it.

    `target` is false for a level that can be read but never aimed for or offered.
    """

    id: str
    name: str
    target: bool = True
    titles: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Ladder:
    """Levels in rising order; a level's rank is its place in that order, from 0."""

    levels: tuple[Level, ...]
    sources: tuple[str, ...] = ()

    @cached_property
    def _ranks(self) -> dict[str, int]:
        return {level.id: rank for rank, level in enumerate(self.levels)}

    def __contains__(self, level: object) -> bool:
        return level in self._ranks

    def __len__(self) -> int:
        return len(self.levels)

    @property
    def ids(self) -> tuple[str, ...]:
        """Every level that can be read, lowest first."""
        return tuple(level.id for level in self.levels)

    @property
    def targets(self) -> tuple[str, ...]:
        """Every level that can be aimed for, lowest first."""
        return tuple(level.id for level in self.levels if level.target)

    def rank(self, level: str) -> int:
        """The place of a level on the ladder, from 0; KeyError for an unknown level."""
        return self._ranks[level]

    def at(self, rank: int) -> str:
        """The id of the level at a rank."""
        return self.levels[rank].id

    def name(self, level: str) -> str:
        """What people call a level."""
        return self.levels[self._ranks[level]].name

    def up_to(self, target: str, steps: int) -> tuple[str, ...]:
        """The target and at most `steps` offerable levels under it, highest first."""
        offerable = self.targets
        place = offerable.index(target)
        return tuple(reversed(offerable[max(0, place - steps) : place + 1]))
