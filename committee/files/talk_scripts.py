"""Scripts of demonstrations as TOML, with the words they explain and why there are such rules."""

from functools import cache
from typing import Annotated, Literal

from pydantic import Field

from committee import assets
from committee.present.talk.talk_script import Gloss, Ground, Reason, Scene, Script

from .loop_schema import LevelId, Name, Strict, Text
from .strict_text import parse, read_text
from .validation_errors import validated

Kind = Literal["scores", "said", "reads", "outcome", "coding", "change", "luck", "policies", "why"]
FEWEST_SCENES, MOST_SCENES, MOST_IDS = 3, 9, 4
Ids = Annotated[list[Name], Field(max_length=MOST_IDS)]
Spare = Annotated[str, Field(max_length=5000)]


class SceneEntry(Strict):
    """One scene."""

    shows: Kind
    title: Name
    say: Text
    ask: Text | None = None
    about: Text | None = None
    a: Ids = []
    b: Ids = []


class SpareEntry(Strict):
    """A scene that somebody wrote and doesn't show; anything may be missing."""

    shows: Kind
    title: Annotated[str, Field(max_length=200)] = ""
    say: Spare = ""
    ask: Spare = ""
    about: Spare = ""
    a: Ids = []
    b: Ids = []


class ScenesEntry(Strict):
    """Scenes for any two packets."""

    title: Name
    line: Text
    scene: Annotated[list[SceneEntry], Field(min_length=FEWEST_SCENES, max_length=MOST_SCENES)]


class ScriptEntry(ScenesEntry):
    """Scenes for two packets."""

    id: Name
    a: Name
    b: Name
    target: LevelId
    policy: Name
    names: Literal["away"] | None = None
    spare: Annotated[list[SpareEntry], Field(max_length=MOST_SCENES)] = []


class GlossEntry(Strict):
    """A word and what it is; `forms` are others that stand for it."""

    says: Text
    forms: list[Name] = []


class GroundEntry(Strict):
    """A sentence and its source."""

    says: Text
    source: Text


class ReasonEntry(Strict):
    """What is to be said of some rules."""

    rules: list[Name]
    why: GroundEntry
    whose: GroundEntry
    against: GroundEntry


class ScriptsFile(Strict):
    """All of them."""

    terms: dict[str, GlossEntry]
    reason: list[ReasonEntry]
    demonstration: Annotated[list[ScriptEntry], Field(min_length=1)]
    any: ScenesEntry
    voted: ScenesEntry
    changed: ScenesEntry


@cache
def demonstrations() -> tuple[Script, ...]:
    """The demonstrations, the first of them for a coach who has never seen Committee."""
    return tuple(script_from(entry) for entry in _file().demonstration)


@cache
def any_script() -> Script:
    """The script for any two packets."""
    return script_from(_file().any)


@cache
def voted_script() -> Script:
    """The script for any two packets before a committee that counts votes."""
    return script_from(_file().voted)


@cache
def changed_script() -> Script:
    """The script for one packet as it was heard, beside itself with something changed."""
    return script_from(_file().changed)


@cache
def terms() -> tuple[Gloss, ...]:
    """The words that scenes explain."""
    return tuple(
        Gloss(word, entry.says, (word, f"{word}s", *entry.forms))
        for word, entry in _file().terms.items()
    )


@cache
def reasons() -> tuple[Reason, ...]:
    """Why there are such rules; the last for whatever rule the others don't speak of."""
    return tuple(
        Reason(
            tuple(entry.rules),
            *(Ground(each.says, each.source) for each in (entry.why, entry.whose, entry.against)),
        )
        for entry in _file().reason
    )


def script_from(entry: ScenesEntry) -> Script:
    """A script of its entry in a file."""
    named = entry.model_dump(include={"id", "a", "b", "target", "policy"})
    if isinstance(entry, ScriptEntry):
        named["away"] = entry.names is not None
    return Script(entry.title, entry.line, tuple(map(_scene, entry.scene)), **named)


def _scene(entry: SceneEntry) -> Scene:
    return Scene(
        entry.shows, entry.title, entry.say, entry.ask or "", entry.about or "",
        tuple(entry.a), tuple(entry.b),
    )  # fmt: skip


@cache
def _file() -> ScriptsFile:
    path = assets.FIXTURES / "demonstrations.toml"
    return validated(ScriptsFile, parse(read_text(path), str(path), "toml"), str(path))
