"""The interviewer's guide: questions on a theme, and for what is still missing."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Guide:
    """Questions by theme; and one each by STAR-L step and by dimension, for while it's missing."""

    themes: Mapping[str, tuple[str, ...]]
    steps: Mapping[str, str]
    dimensions: Mapping[str, str]
