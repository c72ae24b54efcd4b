"""Who is signed in, browser by browser."""

from datetime import datetime

from sqlalchemy import false
from sqlmodel import Field

from committee.store.column_types import NAME, Line, Moment, now

from .base import Row


class SignIn(Row, table=True):
    """A session in one browser; only a hash of the token in its cookie is kept.

    One that `stays` doesn't end by not being used.
    """

    id: int | None = Field(default=None, primary_key=True)
    token_hash: str = Field(sa_type=Line(64), unique=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    browser: str = Field(default="", sa_type=Line(NAME))
    created_at: datetime = Field(default_factory=now, sa_type=Moment)
    seen_at: datetime = Field(default_factory=now, sa_type=Moment)
    stays: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
