"""The rubric: what is scored, in which kind of interview, and how each level reads."""

from collections.abc import Mapping
from dataclasses import dataclass, field

BEHAVIORAL = ("scope", "leadership", "failure", "communication")
CODING = "coding"
SYSTEM_DESIGN = "system_design"

BEHAVIORAL_KIND = "behavioral"
RATED_IN: Mapping[str, tuple[str, ...]] = {
    BEHAVIORAL_KIND: BEHAVIORAL,
    "coding": (CODING,),
    "system_design": (SYSTEM_DESIGN,),
}
KINDS = tuple(RATED_IN)
LEVEL_DIMENSIONS = (*BEHAVIORAL, SYSTEM_DESIGN)
DIMENSIONS = (*BEHAVIORAL, CODING, SYSTEM_DESIGN)

TRAPS = ("we", "safe-story", "verbosity", "no-real-failure", "no-influence")
STEPS = ("situation", "task", "action", "result", "learnings")
TECHNICAL_STEPS = ("clarify", "decompose", "trade-off", "depth", "operate")
"""Steps of coding and system design; loop files have no place for them."""
POLARITIES = ("for", "against")
RECOMMENDATIONS = ("strong_no", "no", "yes", "strong_yes")
THEMES = (
    "conflict",
    "failure",
    "ambiguity",
    "leadership",
    "technical-judgment",
    "cross-team-influence",
)
REACHES = ("task", "team", "org", "company")
LOWEST_SCORE, HIGHEST_SCORE = 1.0, 4.0


@dataclass(frozen=True)
class Dimension:
    """One thing that is scored; `anchors` say what evidence reads like at each level.

    A dimension measured by score has `score_anchors` instead, keyed by the score.
    """

    id: str
    name: str
    kind: str
    measured: str
    question: str
    motive: str
    anchors: Mapping[str, str] = field(default_factory=dict)
    score_anchors: Mapping[str, str] = field(default_factory=dict)
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Trap:
    """A way of telling a story that hides the level; `probe` is the question to ask next."""

    id: str
    name: str
    seen_in: str
    meaning: str
    probe: str


@dataclass(frozen=True)
class Term:
    """A word of the form: its name, its key on the keyboard, what it means, how to ask for it.

    `level` is set for a reach: the level that a reach like it is read at.
    """

    id: str
    name: str
    key: str = ""
    anchor: str = ""
    prompt: str = ""
    level: str = ""


@dataclass(frozen=True)
class Rubric:
    """All dimensions, traps, STAR-L steps, story themes and reaches, in reading order."""

    dimensions: tuple[Dimension, ...]
    traps: tuple[Trap, ...]
    steps: tuple[Term, ...]
    themes: tuple[Term, ...]
    reaches: tuple[Term, ...]

    def dimension(self, dimension_id: str) -> Dimension:
        """The dimension of that id; KeyError for an unknown one."""
        return {dimension.id: dimension for dimension in self.dimensions}[dimension_id]

    def trap(self, trap_id: str) -> Trap:
        """The trap of that id; KeyError for an unknown one."""
        return {trap.id: trap for trap in self.traps}[trap_id]

    def name(self, dimension_id: str) -> str:
        """What people call a dimension."""
        return self.dimension(dimension_id).name


@dataclass(frozen=True)
class ValueList:
    """A company's values, by their names, for mapping stories to."""

    id: str
    name: str
    values: tuple[str, ...]
