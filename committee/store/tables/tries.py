"""Tries that failed, by whom they were made or against whom."""

from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlmodel import Field

from committee.store.column_types import Line, Moment

from .base import Row


class Tries(Row, table=True):
    """How many tries failed since a window began, which ends at `until`.

    `key` is a keyed digest of an account or a network, so that the table names nobody.
    """

    __table_args__ = (CheckConstraint("failed >= 0", name="failed"),)

    key: str = Field(primary_key=True, sa_type=Line(64))
    failed: int
    until: datetime = Field(sa_type=Moment, index=True)
