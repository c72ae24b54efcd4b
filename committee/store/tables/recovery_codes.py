"""Codes for a day without a telephone."""

from sqlmodel import Field

from committee.store.column_types import Line

from .base import Row


class RecoveryCode(Row, table=True):
    """A code that stands in for the second factor, once; only a hash of it is kept."""

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    code_hash: str = Field(sa_type=Line(64), unique=True)
