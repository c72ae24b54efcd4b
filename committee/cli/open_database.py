"""A database that a command may use as it is, and one of its cohorts."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from committee.errors import NotFoundError

if TYPE_CHECKING:
    from committee.store.engine import Session
    from committee.store.tables import Cohort

MOST_TOLD = 10


@contextmanager
def reading(address: str) -> Iterator["Session"]:
    """A session that only reads; StoreError for a database that is missing or not up to date."""
    from committee.store.engine import make_engine, session
    from committee.store.schema import refuse_unready

    refuse_unready(address)
    with session(make_engine(address), reads_only=True) as opened:
        yield opened


def cohort_with(opened: "Session", key: str) -> "Cohort":
    """The cohort of an id; NotFoundError that says where ids are found, and which there are."""
    from committee.store.loops import cohort_by_key, cohorts

    try:
        return cohort_by_key(opened, key)
    except NotFoundError as error:
        known = [f"{each.key} ({each.name})" for each in cohorts(opened)[:MOST_TOLD]]
        here = f"The newest are {', '.join(known)}." if known else "There are none yet."
        raise NotFoundError(
            f"no cohort has the id “{key}”.",
            remedy=f"The id ends the address of a cohort’s page, …/cohorts/ID. {here}",
        ) from error
