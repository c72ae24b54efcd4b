"""Who has read others' scorecards of a loop, and whose accounts may be one person's."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, Relationship

from committee.domain.read_others_first import AS_COACH, AS_PANEL
from committee.store.column_types import NAME, Line, Moment, now

from .base import Row, one_of
from .loops import ALWAYS
from .people import Person


class Sighting(Row, table=True):
    """The first time that somebody read others' scorecards of a loop; `page` is where."""

    __table_args__ = (
        UniqueConstraint("loop_id", "person_id"),
        one_of("how", (AS_COACH, AS_PANEL)),
    )

    id: int | None = Field(default=None, primary_key=True)
    loop_id: int = Field(foreign_key="loop.id")
    person_id: int = Field(foreign_key="person.id", index=True)
    how: str = Field(sa_type=Line(20))
    page: str = Field(sa_type=Line(NAME))
    at: datetime = Field(default_factory=now, sa_type=Moment)

    person: Person = Relationship(sa_relationship_kwargs=ALWAYS)


class SameBrowser(Row, table=True):
    """Two accounts that were signed in to in one browser, one after the other."""

    __table_args__ = (UniqueConstraint("person_id", "other_id"),)

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id")
    other_id: int = Field(foreign_key="person.id", index=True)
    at: datetime = Field(default_factory=now, sa_type=Moment)
