"""The policy file's form, key by key."""

from typing import Annotated, Literal

from pydantic import Field

from .loop_schema import Dimension, LevelId, Name, Strict, Text, Trap

Counted = Literal[
    "scorecards", "signals", "scope", "leadership", "failure", "communication", "coding",
    "system_design", "recommendation", "bar_raiser",
]  # fmt: skip
Barred = Literal[
    "scope", "leadership", "failure", "communication", "system_design", "recommendation"
]


class LevelEntry(Strict):
    """A rung of a ladder."""

    id: Name
    name: Name
    target: bool = True
    titles: dict[Name, Name] = {}


class LadderFile(Strict):
    """A ladder: its levels, lowest first."""

    level: Annotated[list[LevelEntry], Field(min_length=2, max_length=20)]
    note: str = ""
    sources: list[Text] = []


class CapEntry(Strict):
    """A trap that holds a dimension's panel read at a level."""

    dimension: Dimension
    at: LevelId
    trap: Trap
    interviewers: Annotated[int, Field(ge=1, le=20)]


class AggregationEntry(Strict):
    """How single reads become the panel's."""

    backs_nothing: list[Trap] = []
    votes: Literal["lowest", "lower_median"] = "lowest"
    counts: Literal["people", "scorecards"] = "people"
    cap: list[CapEntry] = []


class VetoHead(Strict):
    """What every veto says, whatever makes it fire."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
    question: Text
    motive: str = ""
    sources: list[Text] = []
    applies_from: LevelId
    judged_at: Literal["target", "every_level"] = "every_level"
    effect: Literal["no_hire", "blocks_level"]


class TrapVetoEntry(VetoHead):
    """A veto that fires on a confirmed trap."""

    when: Literal["trap_confirmed"]
    trap: Trap
    interviewers: Annotated[int, Field(ge=1, le=20)] = 1
    kind: Literal["behavioral", "coding", "system_design"] | None = None
    sole_read_of: Barred | None = None
    unless_for: Dimension | None = None
    unless_reads: LevelId | None = None


class ReadVetoEntry(VetoHead):
    """A veto that fires on a read, or a vote, below the level under test."""

    when: Literal["reads_below_level"]
    dimension: Barred | Literal["bar_raiser"]
    levels: Annotated[int, Field(ge=1, le=20)] = 1


Points = Annotated[int, Field(ge=0, le=100)]


class MeanEntry(Strict):
    """The plain average of a policy that averages."""

    bar: Annotated[float, Field(ge=1, le=4)]
    at_target: Points = 3
    least: Points = 1
    most: Points = 4


VetoEntry = Annotated[TrapVetoEntry | ReadVetoEntry, Field(discriminator="when")]


class PolicyFile(Strict):
    """A policy, by the names of its stages."""

    name: Name
    version: Annotated[int, Field(ge=1)]
    title: Name
    summary: Text
    ladder: Name | LadderFile = "ladder"
    sources: list[Text] = []
    aggregation: AggregationEntry = AggregationEntry()
    sufficiency: dict[Counted, dict[LevelId, Annotated[int, Field(ge=0, le=50)]]] = {}
    gates: dict[Literal["coding"], dict[LevelId, Annotated[float, Field(ge=1, le=4)]]] = {}
    veto: list[VetoEntry] = []
    bars: dict[Barred, dict[LevelId, LevelId]] = {}
    mean: MeanEntry | None = None
    downlevel: dict[LevelId, Annotated[int, Field(ge=0, le=20)]] = {}
    breaks: Annotated[
        dict[Name, Text],
        Field(description="A law of decisions that is broken on purpose, to why it is."),
    ] = {}
