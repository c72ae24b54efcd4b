"""Work in the background: the rows are the truth, whatever happened to a worker."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint
from sqlmodel import Field, Relationship

from committee.store.column_types import LINE, Document, Line, Moment, now

from .base import Row, new_key, one_of
from .loops import ALWAYS, Cohort

WAITING, RUNNING, DONE, FAILED, CANCELLED = JOB_STATES = (
    "waiting",
    "running",
    "done",
    "failed",
    "cancelled",
)


class Job(Row, table=True):
    """Something asked for in the background; `done` of `total` steps are finished."""

    __table_args__ = (
        one_of("state", JOB_STATES),
        CheckConstraint("done >= 0 AND done <= total", name="progress"),
    )

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(default_factory=new_key, sa_type=Line(40), unique=True)
    kind: str = Field(sa_type=Line(40))
    cohort_id: int | None = Field(default=None, foreign_key="cohort.id", index=True)
    asked_by: int = Field(foreign_key="person.id")
    request: dict[str, Any] = Field(default_factory=dict, sa_type=Document)
    state: str = Field(default=WAITING, sa_type=Line(20), index=True)
    done: int = 0
    total: int = 0
    error: str | None = Field(default=None, sa_type=Line(LINE))
    created_at: datetime = Field(default_factory=now, sa_type=Moment)
    beat_at: datetime | None = Field(default=None, sa_type=Moment)
    finished_at: datetime | None = Field(default=None, sa_type=Moment)
    cohort: Cohort = Relationship(sa_relationship_kwargs=ALWAYS)
