"""What every table shares: one metadata with named constraints, and a key that can't be guessed."""

import secrets
from collections.abc import Iterable

from sqlalchemy import CheckConstraint, MetaData
from sqlmodel import SQLModel

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Row(SQLModel):
    """The base of every table; constraints have names, so that a migration can change them."""

    metadata = MetaData(naming_convention=NAMES)


def new_key() -> str:
    """A public id of 16 characters that can't be guessed."""
    return secrets.token_urlsafe(12)


def one_of(column: str, values: Iterable[str], name: str | None = None) -> CheckConstraint:
    """A constraint that a column holds one of some plain words."""
    words = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({words})", name=name or column)
