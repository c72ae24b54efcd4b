"""People, and the links that bring them in or let them change what they sign in with."""

import secrets
from datetime import datetime

from sqlalchemy import false, text
from sqlmodel import Field, Relationship

from committee.store.column_types import LINE, NAME, Line, Moment, now

from .base import Row, one_of

INVITING = CANDIDATE, INTERVIEWER, COACH = ("candidate", "interviewer", "coach")
PASSWORD, ADDRESS = "password", "address"
AS = (*INVITING, PASSWORD, ADDRESS)
"""What a link is for: coming in as somebody, a new password, a changed address."""


def new_token() -> str:
    """A secret of 256 bits as text, of letters and digits alone: letters break at a hyphen."""
    return secrets.token_hex(32)


class Person(Row, table=True):
    """Somebody with an account, or somebody who was invited to one.

    A coach who is `limited` sees the cohorts of `CoachCohort` alone; one who isn't owns them all.
    `code_secret` is the sealed secret of an authenticator, `code_step` the last step whose code
    was used; `sso_subject` is what single sign-on calls them, after its issuer.
    """

    id: int | None = Field(default=None, primary_key=True)
    email: str = Field(sa_type=Line(NAME), unique=True)
    name: str = Field(sa_type=Line(NAME))
    password_hash: str | None = Field(default=None, sa_type=Line(NAME))
    coach: bool = False
    limited: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    code_secret: str | None = Field(default=None, sa_type=Line(LINE))
    code_step: int = Field(default=0, sa_column_kwargs={"server_default": text("0")})
    sso_subject: str | None = Field(default=None, sa_type=Line(LINE), unique=True)
    created_at: datetime = Field(default_factory=now, sa_type=Moment)
    disabled_at: datetime | None = Field(default=None, sa_type=Moment)
    forget_asked_at: datetime | None = Field(default=None, sa_type=Moment)

    @property
    def joined(self) -> bool:
        """Whether they have come in: by a password, or by single sign-on."""
        return self.password_hash is not None or self.sso_subject is not None


class Invite(Row, table=True):
    """A link that works once, for one person; it is found by a hash of its token.

    `sealed` is the token of an invite under the server's own secret, so that a coach sees the
    link again while it is open; it goes with the link.
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
    sealed: str | None = Field(default=None, sa_type=Line(LINE))

    person: Person = Relationship(
        sa_relationship_kwargs={"lazy": "joined", "foreign_keys": "Invite.person_id"}
    )
