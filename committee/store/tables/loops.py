"""Cohorts, their loops, and who interviews in them."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, UniqueConstraint, false
from sqlmodel import Field, Relationship

from committee.domain.rubric import KINDS
from committee.store.column_types import LINE, NAME, Line, Moment, now

from .base import Row, new_key, one_of
from .people import Person

OPEN, SUBMITTED, HANDED_BACK, DECLINED, NO_SHOW = STATES = (
    "open", "submitted", "handed_back", "declined", "no_show",
)  # fmt: skip
LEFT = (DECLINED, NO_SHOW)
"""The states of interviews in which nobody will write."""
ALWAYS = {"lazy": "joined"}


class Cohort(Row, table=True):
    """A group of candidates that a coach takes through mock loops."""

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(default_factory=new_key, sa_type=Line(40), unique=True)
    name: str = Field(sa_type=Line(NAME))
    created_at: datetime = Field(default_factory=now, sa_type=Moment)
    archived_at: datetime | None = Field(default=None, sa_type=Moment)


class Loop(Row, table=True):
    """One candidate's loop; `version` counts every change that a decision could rest on."""

    __table_args__ = (CheckConstraint("version >= 1", name="version"),)

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(default_factory=new_key, sa_type=Line(40), unique=True)
    cohort_id: int = Field(foreign_key="cohort.id", index=True)
    candidate_name: str = Field(sa_type=Line(NAME))
    candidate_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    target: str = Field(sa_type=Line(100))
    policy: str = Field(sa_type=Line(100))
    role: str | None = Field(default=None, sa_type=Line(NAME))
    held_on: date | None = None
    created_at: datetime = Field(default_factory=now, sa_type=Moment)
    archived_at: datetime | None = Field(default=None, sa_type=Moment)
    version: int = 1
    bank_shared: bool = Field(default=False, sa_column_kwargs={"server_default": false()})

    cohort: Cohort = Relationship(sa_relationship_kwargs=ALWAYS)


class Assignment(Row, table=True):
    """One interview of a loop and who holds it; `label` is its id in the loop file.

    `left_reason` is why its interviewer declined it. `assessed` says whether the scorecard as it
    was last handed in says anything. `asked_at` is since when its holder is asked to write, None
    where it is older than that is known.
    """

    __table_args__ = (
        UniqueConstraint("loop_id", "label"),
        one_of("kind", KINDS),
        one_of("state", STATES),
    )

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(default_factory=new_key, sa_type=Line(40), unique=True)
    loop_id: int = Field(foreign_key="loop.id")
    interviewer_id: int = Field(foreign_key="person.id", index=True)
    label: str = Field(sa_type=Line(NAME))
    kind: str = Field(sa_type=Line(20))
    bar_raiser: bool = False
    due_on: date | None = None
    state: str = Field(default=OPEN, sa_type=Line(20))
    assessed: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    hand_back_reason: str | None = Field(default=None, sa_type=Line(LINE))
    left_reason: str | None = Field(default=None, sa_type=Line(LINE))
    asked_at: datetime | None = Field(default_factory=now, sa_type=Moment)

    loop: Loop = Relationship(sa_relationship_kwargs=ALWAYS)
    interviewer: Person = Relationship(sa_relationship_kwargs=ALWAYS)

    @property
    def owed(self) -> bool:
        """Whether a scorecard of it is still to come."""
        return self.state not in (SUBMITTED, *LEFT)

    @property
    def opens(self) -> bool:
        """Whether it lets its author read the others': handed in, and not empty."""
        return self.state == SUBMITTED and self.assessed
