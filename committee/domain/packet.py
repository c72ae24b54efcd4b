"""The packet: a candidate's stories and the scorecards of the panel, with their evidence."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from .rubric import RATED_IN

NOT_ASSESSED = "not_assessed"
QUOTE, PARAPHRASE, OBSERVATION = EVIDENCE_KINDS = ("quote", "paraphrase", "observation")
"""What a piece of evidence is: words that were said, what was said in the interviewer's words, or
what the interviewer saw."""
MOST_INTERVIEWS = 100
"""How many interviews a loop has at most."""


@dataclass(frozen=True)
class Story:
    """One story of the candidate's bank: what it covers and how far it says it reached."""

    id: str
    title: str
    covers: tuple[str, ...] = ()
    reach: str | None = None
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class Evidence:
    """One thing the candidate said or did, and what it speaks for or against.

    `kind` is one of `EVIDENCE_KINDS`; only a quote's words were said. `minute` counts from the
    start of the interview. `traps` are those that the interviewer confirmed in this very piece.
    """

    id: str
    dimension: str
    quote: str
    polarity: str
    step: str | None = None
    story: str | None = None
    reads: str | None = None
    minute: float | None = None
    traps: tuple[str, ...] = ()
    kind: str = QUOTE


@dataclass(frozen=True)
class Scorecard:
    """What one interviewer hands in: reads or scores, evidence, and a recommendation.

    `reads` maps a dimension to a level or to "not_assessed"; `scores` maps coding to a
    score from 1.0 to 4.0. `at` is the level that a yes speaks of, the loop's target if it is
    left out; a no speaks of none. `note` is private to the committee.
    `next_level` says by dimension what a read one level up would have needed.
    `submitted_after_seeing` and `changed_after_seeing` say how the interviewer had read the
    others' before that (one of `blindness.SEEN_AS`), None if they wrote blind.
    """

    id: str
    kind: str
    interviewer: str
    reads: Mapping[str, str] = field(default_factory=dict)
    scores: Mapping[str, float] = field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()
    recommendation: str | None = None
    at: str | None = None
    bar_raiser: bool = False
    submitted: bool = True
    traps: tuple[str, ...] = ()
    note: str | None = None
    next_level: Mapping[str, str] = field(default_factory=dict)
    submitted_after_seeing: str | None = None
    changed_after_seeing: str | None = None

    @property
    def dimensions(self) -> tuple[str, ...]:
        """The dimensions that this kind of interview rates."""
        return RATED_IN[self.kind]

    @property
    def says_yes(self) -> bool:
        """Whether the interviewer recommends a hire; only then has `at` a meaning."""
        return self.recommendation in ("yes", "strong_yes")

    def read(self, dimension: str) -> str | None:
        """The level read on a dimension, or None where it was not assessed."""
        level = self.reads.get(dimension, NOT_ASSESSED)
        return None if level == NOT_ASSESSED else level

    def on(self, dimension: str) -> tuple[Evidence, ...]:
        """The evidence of this scorecard that speaks of a dimension."""
        return tuple(piece for piece in self.evidence if piece.dimension == dimension)


@dataclass(frozen=True)
class Packet:
    """What a committee reads: one candidate, one target, and every scorecard of the loop."""

    candidate: str
    target: str
    scorecards: tuple[Scorecard, ...] = ()
    stories: tuple[Story, ...] = ()
    role: str | None = None
    held_on: date | None = None

    @cached_property
    def submitted(self) -> tuple[Scorecard, ...]:
        """The scorecards that exist for a decision, ordered by id so that order can't matter."""
        return tuple(sorted((s for s in self.scorecards if s.submitted), key=lambda s: s.id))

    @property
    def evidence(self) -> Iterator[tuple[Scorecard, Evidence]]:
        """Every piece of evidence of the submitted scorecards, with its scorecard."""
        return ((card, piece) for card in self.submitted for piece in card.evidence)
