"""Scorecards: a draft that only its author sees, and the revisions that were submitted."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, Relationship

from committee.store.column_types import LINE, Document, Line, Moment, now

from .base import Row
from .loops import ALWAYS
from .people import Person


class Draft(Row, table=True):
    """What an interviewer has typed so far; version 0 until something was saved."""

    id: int | None = Field(default=None, primary_key=True)
    assignment_id: int = Field(foreign_key="assignment.id", unique=True)
    body: dict[str, Any] = Field(default_factory=dict, sa_type=Document)
    version: int = 0
    saved_at: datetime | None = Field(default=None, sa_type=Moment)


class Revision(Row, table=True):
    """A scorecard as it was submitted; never changed, only followed by another.

    `submitted_after_seeing` and `changed_after_seeing` say how its author had read the others'
    before the first revision, and before a later one up to this; None if they wrote blind.
    """

    __table_args__ = (
        UniqueConstraint("assignment_id", "number"),
        CheckConstraint("number >= 1", name="number"),
        CheckConstraint("number = 1 OR reason IS NOT NULL", name="reason"),
    )

    id: int | None = Field(default=None, primary_key=True)
    assignment_id: int = Field(foreign_key="assignment.id")
    number: int
    body: dict[str, Any] = Field(sa_type=Document)
    reason: str | None = Field(default=None, sa_type=Line(LINE))
    author_id: int = Field(foreign_key="person.id")
    submitted_after_seeing: str | None = Field(default=None, sa_type=Line(20))
    changed_after_seeing: str | None = Field(default=None, sa_type=Line(20))
    submitted_at: datetime = Field(default_factory=now, sa_type=Moment)

    author: Person = Relationship(sa_relationship_kwargs=ALWAYS)
