"""A policy: the values that every rule reads, as they stand in a policy file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from .ladder import Ladder
from .rubric import BEHAVIORAL_KIND, KINDS

VOTES = "recommendation"
BAR_RAISER = "bar_raiser"
PEOPLE, SCORECARDS_EACH = "people", "scorecards"

PerLevel = Mapping[str, Any]


@dataclass(frozen=True)
class Cap:
    """A trap that, confirmed by enough interviewers, holds a dimension's panel read at a level."""

    dimension: str
    at: str
    trap: str
    interviewers: int


@dataclass(frozen=True)
class Aggregation:
    """How single reads become the panel's: what backs nothing, which caps, how votes add up.

    `votes` is "lowest" where every vote must agree, or "lower_median" where most must.
    `counts` is "people": everybody votes once, each bar raiser can say no, and traps are those of
    behavioural interviews. "scorecards" is how packets were decided at first: every
    recommendation was a vote, bar raisers' added up as the panel's do, and any interview could
    confirm a trap.
    """

    backs_nothing: tuple[str, ...] = ()
    caps: tuple[Cap, ...] = ()
    votes: str = "lowest"
    counts: str = PEOPLE

    def heard_in(self, kind: str | None) -> tuple[str, ...]:
        """The kinds of interview that can confirm a trap, for a rule that asks for one or none."""
        among = (BEHAVIORAL_KIND,) if self.counts == PEOPLE else KINDS
        return tuple(each for each in among if kind in (None, each))


@dataclass(frozen=True)
class TrapRule:
    """Fires when enough interviewers confirm a trap, unless others have evidence against it.

    `kind` limits whose confirmation counts to one kind of interview. `sole_read_of` names a
    dimension: a single read that counts, whose interviewer confirms the trap, is enough too.
    `unless_for` and `unless_reads`: a confirmation doesn't count where another interviewer has
    evidence for that dimension, at that level or above, that backs something.
    """

    trap: str
    interviewers: int
    kind: str | None = None
    sole_read_of: str | None = None
    unless_for: str | None = None
    unless_reads: str | None = None


@dataclass(frozen=True)
class ReadRule:
    """Fires when the panel reads a dimension at least `levels` levels below the level under test.

    The dimension may also be `recommendation` or `bar_raiser`: votes are reads of a level.
    """

    dimension: str
    levels: int = 1


@dataclass(frozen=True)
class Veto:
    """A rule that no other strength can buy back, from `applies_from` upwards.

    `judged_at` is "target" or "every_level"; `effect` is "no_hire" or "blocks_level".
    """

    id: str
    question: str
    applies_from: str
    judged_at: str
    effect: str
    rule: TrapRule | ReadRule
    motive: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Mean:
    """The plain average that a reader wrongly expects a committee to take.

    A level dimension scores `at_target` at the target, one more or less for each level above
    or below, kept within `least` and `most`; `bar` is the mean that hires.
    """

    bar: float = 3.0
    at_target: int = 3
    least: int = 1
    most: int = 4


@dataclass(frozen=True)
class Policy:
    """Everything that decides, by level; the field names are the keys of the policy file.

    `sufficiency`: what is counted (scorecards, a dimension, coding, recommendation) to how
    many each level needs. `gates`: coding's least mean by level. `bars`: the read each
    dimension needs by level. `downlevel`: how many levels below a target may be offered.
    `mean` is set for a policy that averages; `foil` is the average shown beside every policy.
    `breaks`: a law of decisions that the policy breaks on purpose, to why it does.
    """

    name: str
    version: int
    title: str
    summary: str
    ladder: Ladder
    sufficiency: Mapping[str, PerLevel] = field(default_factory=dict)
    gates: Mapping[str, PerLevel] = field(default_factory=dict)
    vetoes: tuple[Veto, ...] = ()
    bars: Mapping[str, PerLevel] = field(default_factory=dict)
    downlevel: PerLevel = field(default_factory=dict)
    aggregation: Aggregation = Aggregation()
    mean: Mean | None = None
    foil: Mean = Mean()
    sources: tuple[str, ...] = ()
    # What a policy says of itself decides nothing, and doesn't travel with a packet.
    breaks: Mapping[str, str] = field(default_factory=dict, compare=False)

    def levels_tried(self, target: str) -> tuple[str, ...]:
        """The levels tested for a target, the target first, as far down as may be offered."""
        return self.ladder.up_to(target, self.downlevel.get(target, 0))

    @property
    def reads_votes(self) -> bool:
        """Whether any rule looks at recommendations rather than at the panel's signals."""
        return bool(self.votes_read)

    @property
    def votes_read(self) -> frozenset[str]:
        """The kinds of vote that any rule counts or weighs."""
        ruled = {v.rule.dimension for v in self.vetoes if isinstance(v.rule, ReadRule)}
        return frozenset({VOTES, BAR_RAISER} & (ruled | set(self.bars) | set(self.sufficiency)))

    def weighs(self, votes: str, target: str) -> bool:
        """Whether a rule looks at votes of a kind when the target is aimed at."""
        tried = self.levels_tried(target)
        if any(level in self.bars.get(votes, {}) for level in tried):
            return True
        return any(
            isinstance(veto.rule, ReadRule)
            and veto.rule.dimension == votes
            and any(self.applies(veto, level, target) for level in tried)
            for veto in self.vetoes
        )

    def applies(self, veto: Veto, level: str, target: str) -> bool:
        """Whether a veto is judged at a level under test, given the target."""
        if self.ladder.rank(level) < self.ladder.rank(veto.applies_from):
            return False
        return veto.judged_at == "every_level" or level == target

    @cached_property
    def traps(self) -> frozenset[str]:
        """The traps that any rule looks at."""
        ruled = {veto.rule.trap for veto in self.vetoes if isinstance(veto.rule, TrapRule)}
        capped = {cap.trap for cap in self.aggregation.caps}
        return frozenset(ruled | capped | {*self.aggregation.backs_nothing})

    @cached_property
    def veto_by_id(self) -> Mapping[str, Veto]:
        """The vetoes by their id."""
        return {veto.id: veto for veto in self.vetoes}

    def value(self, key: str) -> str | int | float:
        """The policy value behind a dotted key of a trace; KeyError where there is none."""
        section, _, rest = key.partition(".")
        name, _, last = rest.rpartition(".")
        if section == "veto":
            veto = self.veto_by_id[name]
            found = getattr(veto, last, None)
            return found if found is not None else _value(getattr(veto.rule, last))
        if section == "mean" and self.mean is not None:
            return _value(getattr(self.mean, last))
        if section == "downlevel":
            return int(self.downlevel.get(last, 0))
        tables = {"sufficiency": self.sufficiency, "gates": self.gates, "bars": self.bars}
        return _value(tables[section][name][last])


def _value(found: Any) -> str | int | float:
    if not isinstance(found, str | int | float):
        raise KeyError(found)
    return found
