"""What people expected of decisions before they were made."""

from datetime import datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from committee.domain.decision import Verdict
from committee.domain.track_record import SURE
from committee.store.column_types import Line, Moment, now

from .base import Row, one_of


class Prediction(Row, table=True):
    """One person's expectation of a loop's first decision, for that person alone to see.

    `tenths` says how sure they were; `heard` of the panel's `seats` were submitted by then, and
    `seen` says that they had read what others submitted.
    """

    __table_args__ = (
        UniqueConstraint("loop_id", "person_id"),
        one_of("verdict", tuple(Verdict)),
        CheckConstraint(f"tenths IN ({', '.join(map(str, SURE))})", name="tenths"),
    )

    id: int | None = Field(default=None, primary_key=True)
    loop_id: int = Field(foreign_key="loop.id")
    person_id: int = Field(foreign_key="person.id", index=True)
    verdict: str = Field(sa_type=Line(20))
    tenths: int
    heard: int
    seats: int
    seen: bool
    made_at: datetime = Field(default_factory=now, sa_type=Moment)
