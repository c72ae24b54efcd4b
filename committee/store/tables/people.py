"""People, and the links that bring them in or let them change what they sign in with."""

import secrets
from datetime import datetime

from sqlmodel import Field, Relationship

from committee.store.column_types import NAME, Line, Moment, now

from .base import Row, one_of

INVITING = CANDIDATE, INTERVIEWER, COACH = ("candidate", "interviewer", "coach")
PASSWORD, ADDRESS = "password", "address"
AS = (*INVITING, PASSWORD, ADDRESS)
"""What a link is for: coming in as somebody, a new password, a changed address."""


def new_token() -> str:
    """A secret of 256 bits as text."""
    return secrets.token_urlsafe(32)


class Person(Row, table=True):
    """Somebody with an account; without a password hash they were invited and haven't come yet."""

    id: int | None = Field(default=None, primary_key=True)
    email: str = Field(sa_type=Line(NAME), unique=True)
    name: str = Field(sa_type=Line(NAME))
    password_hash: str | None = Field(default=None, sa_type=Line(NAME))
    coach: bool = False
    created_at: datetime = Field(default_factory=now, sa_type=Moment)
    disabled_at: datetime | None = Field(default=None, sa_type=Moment)
    forget_asked_at: datetime | None = Field(default=None, sa_type=Moment)


class Invite(Row, table=True):
    """A link that works once, for one person; only a hash of its token is kept.

    `email` is the address to be confirmed, where that is what it's for; `ended_at` is when it
    was taken back, or replaced by another.
    """

    __table_args__ = (one_of("as_", AS),)

    id: int | None = Field(default=None, primary_key=True)
    token_hash: str = Field(sa_type=Line(64), unique=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    as_: str = Field(sa_type=Line(20))
    loop_id: int | None = Field(default=None, foreign_key="loop.id", index=True)
    email: str | None = Field(default=None, sa_type=Line(NAME))
    created_by: int | None = Field(default=None, foreign_key="person.id")
    created_at: datetime = Field(default_factory=now, sa_type=Moment)
    expires_at: datetime = Field(sa_type=Moment)
    used_at: datetime | None = Field(default=None, sa_type=Moment)
    ended_at: datetime | None = Field(default=None, sa_type=Moment)

    person: Person = Relationship(
        sa_relationship_kwargs={"lazy": "joined", "foreign_keys": "Invite.person_id"}
    )
