"""The loop file's form, key by key; the published JSON Schema is generated from these models."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from committee.domain.packet import MOST_INTERVIEWS
from committee.domain.short_text import LONGEST, is_visible, tidy


def _says_something(text: str) -> str:
    if not is_visible(text):
        raise ValueError("a text that isn’t blank")
    return text


NOT_BLANK = {"pattern": r"\S"}
Name = Annotated[
    str,
    Field(min_length=1, max_length=LONGEST, json_schema_extra=NOT_BLANK),
    AfterValidator(_says_something),
    AfterValidator(tidy),
]
Text = Annotated[
    str,
    Field(min_length=1, max_length=10_000, json_schema_extra=NOT_BLANK),
    AfterValidator(_says_something),
]
Reason = Annotated[
    str,
    Field(min_length=1, max_length=500, json_schema_extra=NOT_BLANK),
    AfterValidator(_says_something),
]
LevelId = Annotated[str, Field(max_length=100, description="A level of the policy’s ladder.")]
Trap = Literal["we", "safe-story", "verbosity", "no-real-failure", "no-influence"]
Dimension = Literal["scope", "leadership", "failure", "communication", "coding", "system_design"]
SeenAs = Literal["coach", "panel", "other_account"]
Step = Literal["situation", "task", "action", "result", "learnings"]
Theme = Literal[
    "conflict", "failure", "ambiguity", "leadership", "technical-judgment", "cross-team-influence"
]


def _day(value: Any) -> Any:
    """JSON has no dates: the ISO form stands for one."""
    if not isinstance(value, str):
        return value
    try:
        day = date.fromisoformat(value)
    except ValueError:
        day = None
    if day is None or day.isoformat() != value:
        raise ValueError("a day such as 2026-03-12")
    return day


class Strict(BaseModel):
    """A table in which an unknown key, or a value of another type, is an error."""

    model_config = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False)


Day = Annotated[date, BeforeValidator(_day)]


class LoopHead(Strict):
    """Who was met, and for which level."""

    candidate: Name
    target: LevelId
    role: Name | None = None
    held_on: Day | None = None


class StoryEntry(Strict):
    """A story of the candidate's bank."""

    id: Name
    title: Name
    covers: list[Theme] = []
    reach: Literal["task", "team", "org", "company"] | None = None
    values: Annotated[list[Name], Field(max_length=50)] = []


class EvidenceEntry(Strict):
    """One thing that the candidate said or did."""

    id: Name
    dimension: Dimension
    quote: Text
    step: Step | None = None
    story: Name | None = None
    polarity: Literal["for", "against"]
    reads: LevelId | None = None
    minute: Annotated[float, Field(ge=0, le=1440)] | None = None
    traps: list[Trap] = []
    kind: Literal["quote", "paraphrase", "observation"] = "quote"


class InterviewEntry(Strict):
    """One interview with its scorecard."""

    id: Name
    kind: Literal["behavioral", "coding", "system_design"]
    interviewer: Name
    recommendation: Literal["strong_no", "no", "yes", "strong_yes"] | None = None
    at: LevelId | None = None
    bar_raiser: bool = False
    submitted: bool = True
    traps: list[Trap] = []
    note: Text | None = None
    next_level: dict[Dimension, Text] = {}
    submitted_after_seeing: SeenAs | None = None
    changed_after_seeing: SeenAs | None = None
    reads: dict[Dimension, LevelId] = {}
    scores: dict[Dimension, Annotated[float, Field(ge=1.0, le=4.0)]] = {}
    evidence: Annotated[list[EvidenceEntry], Field(max_length=1000)] = []


class LoopFile(Strict):
    """A loop: the candidate, their stories, and every interview with its evidence."""

    loop: LoopHead
    story: Annotated[list[StoryEntry], Field(max_length=200)] = []
    interview: Annotated[list[InterviewEntry], Field(max_length=MOST_INTERVIEWS)] = []
