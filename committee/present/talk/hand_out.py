"""The hand-out of a talk: what stood on the screen, with what was said."""

from dataclasses import dataclass

from .scene_view import SceneView
from .talk_script import Gloss


@dataclass(frozen=True)
class HandOut:
    """Every scene of a script, with the words that each explains."""

    title: str
    line: str
    scenes: tuple[SceneView, ...]
    terms: tuple[tuple[Gloss, ...], ...]
