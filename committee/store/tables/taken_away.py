"""What was deleted, for as long as it can be brought back."""

from datetime import datetime

from sqlalchemy import Text
from sqlmodel import Field, Relationship

from committee.store.column_types import NAME, Line, Moment, now

from .base import Row, new_key, one_of
from .people import Person

TAKEN = COHORT, LOOP, SEAT, DECISION = ("cohort", "loop", "seat", "decision")


class TakenAway(Row, table=True):
    """A cohort, a loop, a seat or a decision that was deleted; `rows` is all that it was, as JSON.

    `person_id` is whose seat it was, or a loop's candidate, if that is somebody here. What was
    deleted together has one `at`.
    """

    __table_args__ = (one_of("kind", TAKEN),)

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(default_factory=new_key, sa_type=Line(40), unique=True)
    kind: str = Field(sa_type=Line(20))
    name: str = Field(sa_type=Line(NAME))
    cohort_key: str = Field(sa_type=Line(40))
    loop_key: str = Field(default="", sa_type=Line(40), index=True)
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    by_id: int = Field(foreign_key="person.id")
    at: datetime = Field(default_factory=now, sa_type=Moment)
    rows: str = Field(sa_type=Text)

    person: Person | None = Relationship(
        sa_relationship_kwargs={"lazy": "joined", "foreign_keys": "TakenAway.person_id"}
    )
    by: Person = Relationship(
        sa_relationship_kwargs={"lazy": "joined", "foreign_keys": "TakenAway.by_id"}
    )
