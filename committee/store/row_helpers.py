"""Adding a row and looking one up: what every repository does alike."""

from typing import Any, TypeVar

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from committee.errors import ConflictError, NotFoundError

from .tables import Row

T = TypeVar("T", bound=Row)


def add(session: Session, row: T, conflict: str, remedy: str = "") -> T:
    """Insert a row and read it back as the database holds it; ConflictError if it's taken."""
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError as error:
        raise ConflictError(conflict, remedy=remedy) from error
    session.refresh(row)
    return row


def only(session: Session, table: type[T], *conditions: Any) -> T:
    """The one row that meets the conditions; NotFoundError."""
    return the(session.exec(select(table).where(*conditions)).one_or_none())


def the(row: T | None) -> T:
    """A row that was looked for; NotFoundError, alike for whatever is missing."""
    if row is None:
        raise NotFoundError("there is nothing here.", remedy="Check the address.")
    return row


def number_of(row: Any) -> int:
    """The primary key of a row that is in the database."""
    number: int | None = row.id
    assert number is not None, "the row was never saved"
    return number
