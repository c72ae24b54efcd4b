"""What a coach can show: the scenarios in the order in which they teach."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from committee import assets
from committee.domain.packet import Packet

from .loop_schema import Name, Strict, Text
from .loops import SUFFIXES, read_loop
from .policies import load_ladder
from .strict_text import parse, read_text
from .validation_errors import validated


class PairEntry(Strict):
    """The two scenarios that stand for the lesson."""

    hire: Name
    downlevel: Name


class ScenarioEntry(Strict):
    """One scenario."""

    id: Name
    title: Name
    lesson: Text
    watch: Text


class ScenariosFile(Strict):
    """The scenarios."""

    pair: PairEntry
    scenario: list[ScenarioEntry]


@dataclass(frozen=True)
class Scenario:
    """A loop that teaches something; `watch` says what to change in it, and what then happens."""

    id: str
    title: str
    lesson: str
    watch: str
    packet: Packet

    @property
    def of_a_trap(self) -> bool:
        """Whether it shows one of the traps."""
        return self.id.startswith("trap-")


@cache
def scenarios() -> Mapping[str, Scenario]:
    """The scenarios by their ids, in the order in which they teach."""
    found = (_scenario(entry) for entry in _scenarios_file().scenario)
    return {scenario.id: scenario for scenario in found}


@cache
def pair() -> tuple[str, str]:
    """The ids of the two that stand for the lesson: the hire, and the one downleveled."""
    found = _scenarios_file().pair
    return found.hire, found.downlevel


def _scenario(entry: ScenarioEntry) -> Scenario:
    folder = assets.FIXTURES / "scenarios"
    path = next(path for end in SUFFIXES if (path := folder / f"{entry.id}{end}").is_file())
    packet = read_loop(path, load_ladder())
    return Scenario(entry.id, entry.title, entry.lesson, entry.watch, packet)


def _scenarios_file() -> ScenariosFile:
    path = assets.FIXTURES / "scenarios.toml"
    return validated(ScenariosFile, _data(path), str(path))


def _data(path: Path) -> dict[str, object]:
    return parse(read_text(path), str(path), "toml")
