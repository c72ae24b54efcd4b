"""What was decided and frozen, what the candidate may read, and who did what."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, Text, UniqueConstraint, text
from sqlmodel import Field, Relationship

from committee.domain.decision import Verdict
from committee.store.column_types import LINE, NAME, Line, Moment, Prose, now

from .base import Row, new_key, one_of
from .loops import ALWAYS
from .people import Person


class Snapshot(Row, table=True):
    """A decided packet as canonical JSON; `sha256` is of its UTF-8 bytes, in hex.

    `note` is the decider's, for who may read the loop. `decided_by` is None where that isn't
    known: the decision came in from its PDF, and `decided_at` is when.
    """

    __table_args__ = (
        UniqueConstraint("loop_id", "number"),
        one_of("verdict", tuple(Verdict)),
        CheckConstraint("length(sha256) = 64", name="sha256"),
    )

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(default_factory=new_key, sa_type=Line(40), unique=True)
    loop_id: int = Field(foreign_key="loop.id")
    number: int
    body: str = Field(sa_type=Text)
    sha256: str = Field(sa_type=Line(64), index=True)
    policy: str = Field(sa_type=Line(100))
    verdict: str = Field(sa_type=Line(20))
    level: str | None = Field(default=None, sa_type=Line(100))
    decided_by: int | None = Field(default=None, foreign_key="person.id")
    decided_at: datetime = Field(default_factory=now, sa_type=Moment)
    note: str | None = Field(default=None, sa_type=Line(LINE))


class Release(Row, table=True):
    """A snapshot that the candidate may read until it is withdrawn; one at a time for a loop.

    `note` is what the coach says on top of it; `read_at` is when the candidate first opened it.
    """

    __table_args__ = (
        Index(
            "ix_release_standing",
            "loop_id",
            unique=True,
            sqlite_where=text("withdrawn_at IS NULL"),
            postgresql_where=text("withdrawn_at IS NULL"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    loop_id: int = Field(foreign_key="loop.id")
    snapshot_id: int = Field(foreign_key="snapshot.id", index=True)
    released_by: int = Field(foreign_key="person.id")
    released_at: datetime = Field(default_factory=now, sa_type=Moment)
    withdrawn_by: int | None = Field(default=None, foreign_key="person.id")
    withdrawn_at: datetime | None = Field(default=None, sa_type=Moment)
    note: str | None = Field(default=None, sa_type=Prose)
    read_at: datetime | None = Field(default=None, sa_type=Moment)

    snapshot: Snapshot = Relationship(sa_relationship_kwargs=ALWAYS)


class JournalEntry(Row, table=True):
    """Who did what when; never a word of evidence. `subject` is like "loop:KEY".

    `times` is more than 1 where the same was done over and over, first `at`.
    """

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(default_factory=now, sa_type=Moment, index=True)
    actor_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    action: str = Field(sa_type=Line(60))
    subject: str = Field(default="", sa_type=Line(NAME))
    detail: str = Field(default="", sa_type=Line(LINE))
    times: int = Field(default=1, sa_column_kwargs={"server_default": "1"})

    actor: Person | None = Relationship(sa_relationship_kwargs=ALWAYS)
