"""The draft of a scorecard: everything that its interviewer has typed so far, sound or not.

A draft may be incomplete, and numbers in it stay as they were typed, so that what can't be
read isn't lost. Whatever wasn't said is "" or empty. Nothing changes in place: `replace` it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from committee.domain.answer_clock import Mark
from committee.domain.number_input import minute

MOST_MINUTES = 1440
"""A day: no interview is longer."""


@dataclass(frozen=True)
class EvidenceRow:
    """One piece of evidence as it stands in a form; `minute` is the text that was typed.

    `kind` is "" for a quote, which most are.
    """

    id: str
    quote: str = ""
    dimension: str = ""
    polarity: str = "for"
    step: str = ""
    story: str = ""
    reads: str = ""
    minute: str = ""
    traps: tuple[str, ...] = ()
    kind: str = ""

    @property
    def minutes(self) -> float | None:
        """The minute as a number; None where none is said, or what is said is none."""
        return minute(self.minute)

    @property
    def minute_fault(self) -> bool:
        """Whether what was typed as the minute is none of an interview."""
        heard = self.minutes
        return bool(self.minute) and (heard is None or not 0 <= heard <= MOST_MINUTES)

    @property
    def number(self) -> int:
        """When it was logged: the number that its id ends in, 0 if it ends in none."""
        last = self.id.rpartition("-")[2]
        return int(last) if last.isdecimal() else 0


@dataclass(frozen=True)
class Capture:
    """The capture box: the text in it, and the tags that it would be logged with."""

    text: str = ""
    step: str = ""
    dimension: str = ""
    story: str = ""
    polarity: str = ""
    reads: str = ""
    minute: str = ""
    theme: str = ""
    kind: str = ""


@dataclass(frozen=True)
class Act:
    """Something done to a draft: its name, what it is done to, and with what.

    `was` is what the field held where somebody typed over it; None where nobody knows.
    """

    name: str
    target: str = ""
    value: str = ""
    was: str | None = None

    @classmethod
    def pressed(cls, action: str) -> "Act":
        """The act that a button stands for, such as "remove:b1-3" or "move:b1-3 0"."""
        name, _, target = action.partition(":")
        if name in ("move", "settle"):
            target, _, value = target.partition(" ")
            return cls(name, target, value)
        return cls(name, target)


Change = tuple[Act, ...]
"""Acts that belong together, in the order in which they are to be done."""


@dataclass(frozen=True)
class Collision:
    """A text that was changed in two tabs at once: its field, and what it doesn't hold now."""

    field: str
    other: str


@dataclass(frozen=True)
class Draft:
    """One interviewer's scorecard before it is handed in; `id` and `kind` are the seat's.

    `scores` are as typed. `next_level` says by dimension what a read one level up would have
    needed. `evidence` is in the order in which it was logged; what was taken out
    stays in `removed`. The clock shows `seconds`, and since `since` (seconds of the epoch, None
    while it stands) those that pass. `dismissed` are the hints that were settled. The text in
    `capture` stands in the box of the tab `box_of`; `aside` are those of other tabs. `history`
    holds what takes back each act, the last one's last, and `undone` what does it again.
    `heard` is the number of the last act that came from each tab.
    """

    id: str
    kind: str
    interviewer: str = ""
    bar_raiser: bool = False
    reads: Mapping[str, str] = field(default_factory=dict)
    scores: Mapping[str, str] = field(default_factory=dict)
    recommendation: str = ""
    at: str = ""
    note: str = ""
    traps: tuple[str, ...] = ()
    next_level: Mapping[str, str] = field(default_factory=dict)
    evidence: tuple[EvidenceRow, ...] = ()
    removed: tuple[EvidenceRow, ...] = ()
    capture: Capture = Capture()
    seconds: float = 0.0
    since: float | None = None
    marks: tuple[Mark, ...] = ()
    dismissed: tuple[str, ...] = ()
    box_of: str = ""
    aside: Mapping[str, str] = field(default_factory=dict)
    collisions: tuple[Collision, ...] = ()
    history: tuple[Change, ...] = ()
    undone: tuple[Change, ...] = ()
    heard: Mapping[str, int] = field(default_factory=dict)

    def on(self, dimension: str) -> tuple[EvidenceRow, ...]:
        """The evidence that was logged on a dimension."""
        return tuple(row for row in self.evidence if row.dimension == dimension)

    def clock(self, now: float) -> float:
        """Seconds on the clock at a time of the epoch."""
        running = 0.0 if self.since is None else max(0.0, now - self.since)
        return round(self.seconds + running, 1)

    @property
    def inbox(self) -> tuple[EvidenceRow, ...]:
        """The evidence that nobody has sorted yet: what it shows isn't said."""
        return self.on("")

    def row(self, id_: str) -> EvidenceRow | None:
        """The piece of that id, logged or removed; None if there never was one."""
        found = (row for row in (*self.evidence, *self.removed) if row.id == id_)
        return next(found, None)

    @property
    def next_id(self) -> str:
        """An id that no piece of this interview has or had."""
        number = 1 + max((row.number for row in (*self.evidence, *self.removed)), default=0)
        return f"{self.id}-{number}"
