"""Which cohorts a limited coach sees."""

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from .base import Row


class CoachCohort(Row, table=True):
    """A cohort that a limited coach sees."""

    __table_args__ = (UniqueConstraint("person_id", "cohort_id"),)

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id")
    cohort_id: int = Field(foreign_key="cohort.id", index=True)
