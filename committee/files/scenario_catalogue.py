"""What a coach can show: the scenarios in the order in which they teach, and demonstrations."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field

from committee import assets
from committee.domain.packet import Packet
from committee.present.simulator.scene import SceneWords

from .loop_schema import LevelId, Name, Strict, Text
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


class SceneEntry(Strict):
    """One scene of a demonstration."""

    title: Name
    say: Text
    ask: Text


Scenes = Annotated[list[SceneEntry], Field(min_length=5, max_length=5)]


class ScriptEntry(Strict):
    """The scenes for any two packets."""

    title: Name
    line: Text
    scene: Scenes


class DemonstrationEntry(ScriptEntry):
    """A demonstration of two scenarios."""

    id: Name
    a: Name
    b: Name
    target: LevelId
    policy: Name


class DemonstrationsFile(Strict):
    """The demonstrations."""

    demonstration: Annotated[list[DemonstrationEntry], Field(min_length=1)]
    any: ScriptEntry


@dataclass(frozen=True)
class Scenario:
    """A loop that teaches something; `watch` says what to change in it, and what then happens."""

    id: str
    title: str
    lesson: str
    watch: str
    packet: Packet


@dataclass(frozen=True)
class Script:
    """Five scenes: scores, reads, outcomes, what coding changes, and the change that flips it."""

    title: str
    line: str
    scenes: tuple[SceneWords, ...]


@dataclass(frozen=True)
class Demonstration:
    """A script for two scenarios, by their ids, at a target and under a policy."""

    id: str
    a: str
    b: str
    target: str
    policy: str
    script: Script


@cache
def scenarios() -> Mapping[str, Scenario]:
    """The scenarios by their ids, in the order in which they teach."""
    found = (_scenario(entry) for entry in _scenarios_file().scenario)
    return {scenario.id: scenario for scenario in found}


@cache
def demonstrations() -> tuple[Demonstration, ...]:
    """The demonstrations, the first of them for a coach who has never seen Committee."""
    return tuple(
        Demonstration(entry.id, entry.a, entry.b, entry.target, entry.policy, _script(entry))
        for entry in _demonstrations_file().demonstration
    )


@cache
def any_script() -> Script:
    """The script for any two packets."""
    return _script(_demonstrations_file().any)


def _script(entry: ScriptEntry) -> Script:
    scenes = tuple(SceneWords(scene.title, scene.say, scene.ask) for scene in entry.scene)
    return Script(entry.title, entry.line, scenes)


def _scenario(entry: ScenarioEntry) -> Scenario:
    folder = assets.FIXTURES / "scenarios"
    path = next(path for end in SUFFIXES if (path := folder / f"{entry.id}{end}").is_file())
    packet = read_loop(path, load_ladder())
    return Scenario(entry.id, entry.title, entry.lesson, entry.watch, packet)


def _scenarios_file() -> ScenariosFile:
    path = assets.FIXTURES / "scenarios.toml"
    return validated(ScenariosFile, _data(path), str(path))


def _demonstrations_file() -> DemonstrationsFile:
    path = assets.FIXTURES / "demonstrations.toml"
    return validated(DemonstrationsFile, _data(path), str(path))


def _data(path: Path) -> dict[str, object]:
    return parse(read_text(path), str(path), "toml")
