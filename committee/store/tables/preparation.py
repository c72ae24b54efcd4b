"""What a candidate prepares with: a bank of stories, and rehearsals."""

from datetime import datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from committee.domain.rubric import REACHES
from committee.store.column_types import LINE, NAME, Document, Line, Moment, Prose, now

from .base import Row, one_of


class Story(Row, table=True):
    """One story of a person's bank, told in STAR-L; `key` is its id in a loop file."""

    __table_args__ = (UniqueConstraint("person_id", "key"), one_of("reach", REACHES))

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id")
    key: str = Field(sa_type=Line(NAME))
    title: str = Field(sa_type=Line(NAME))
    covers: list[str] = Field(default_factory=list, sa_type=Document)
    reach: str | None = Field(default=None, sa_type=Line(20))
    values: list[str] = Field(default_factory=list, sa_type=Document)
    situation: str = Field(default="", sa_type=Prose)
    task: str = Field(default="", sa_type=Prose)
    action: str = Field(default="", sa_type=Prose)
    result: str = Field(default="", sa_type=Prose)
    learnings: str = Field(default="", sa_type=Prose)
    version: int = 1


class Rehearsal(Row, table=True):
    """One spoken answer: the prompt, and what was marked in it."""

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    prompt: str = Field(sa_type=Line(LINE))
    marks: dict[str, Any] = Field(default_factory=dict, sa_type=Document)
    at: datetime = Field(default_factory=now, sa_type=Moment)
