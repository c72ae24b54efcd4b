"""Tries counted in the database, so that all processes of an installation count together."""

from datetime import timedelta
from math import ceil

from sqlalchemy import delete, or_, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col

from .column_types import now
from .tables import Tries


def count_try(session: Session, key: str, window: timedelta) -> tuple[int, int]:
    """Count a try before it is made: how many there are now, and seconds until they are forgotten.

    One statement counts, so that of many at once none goes uncounted. A window that ends
    further away than two last was begun by a clock that has been set back: it is over. (One
    that ends a little further away than one lasts was begun by somebody else just now.)
    """
    today = now()
    over = or_(col(Tries.until) <= today, col(Tries.until) > today + 2 * window)
    session.connection().execute(delete(Tries).where(over))
    dialect = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
    anew = dialect.insert(Tries).values(key=key, failed=1, until=today + window)
    counted = anew.on_conflict_do_update(
        index_elements=["key"], set_={"failed": Tries.failed + 1}
    ).returning(col(Tries.failed), col(Tries.until))
    failed, until = session.connection().execute(counted).one()
    return failed, max(1, ceil((until - today).total_seconds()))


def take_back(session: Session, key: str) -> None:
    """Count a try less: it was none that failed."""
    held = update(Tries).where(col(Tries.key) == key, col(Tries.failed) > 0)
    session.connection().execute(held.values(failed=Tries.failed - 1))


def forget_tries(session: Session, key: str) -> None:
    """Count from nothing again."""
    session.connection().execute(delete(Tries).where(col(Tries.key) == key))
