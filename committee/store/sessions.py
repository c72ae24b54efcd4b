"""Sessions: begun, found by their token while they last, ended one by one or all at once."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import bindparam, delete, insert, or_, update
from sqlalchemy import select as choose
from sqlalchemy.exc import DBAPIError
from sqlmodel import col, select

from committee.errors import StoreError
from committee.store.tables.people import new_token

from .column_types import now
from .engine import Engine, Session, session
from .one_time_links import hash_of
from .row_helpers import number_of
from .tables import Person, SignIn

MOST = 50
"""How many sessions somebody has at once; the oldest end."""
SEEN_AGAIN = timedelta(minutes=5)
"""How much later a session is seen again before that is written down."""
BY_TOKEN = choose(Person, SignIn).where(
    col(SignIn.token_hash) == bindparam("token"),
    col(SignIn.person_id) == col(Person.id),
    col(Person.disabled_at).is_(None),
)
"""Asked by every request: building it anew took longer than the database takes to answer."""


@dataclass(frozen=True)
class Lasting:
    """How long a session lasts: without being used, and in all."""

    idle: timedelta
    whole: timedelta


def begin(opened: Session, person: Person, browser: str = "", *, stays: bool = False) -> str:
    """A new session; returns its token, which is told only now.

    One that `stays` lasts its whole time, used or not.
    """
    token, number, today = new_token(), number_of(person), now()
    row = {"token_hash": hash_of(token), "person_id": number, "browser": browser, "stays": stays}
    opened.connection().execute(insert(SignIn).values(**row, created_at=today, seen_at=today))
    kept = select(col(SignIn.id)).where(SignIn.person_id == number)
    kept = kept.order_by(col(SignIn.id).desc()).limit(MOST)
    old = delete(SignIn).where(col(SignIn.person_id) == number)
    opened.connection().execute(old.where(col(SignIn.id).not_in(kept)))
    return token


def found(opened: Session, token: str, lasting: Lasting) -> tuple[Person, SignIn] | None:
    """Whose session a token is; None once it was ended, ran out, or the account was closed.

    Only time that has passed counts: a clock that is set back ends nobody's.
    """
    row = opened.execute(BY_TOKEN, {"token": hash_of(token)}).one_or_none()
    if row is None:
        return None
    person, held = row
    today = now()
    unused = today - held.seen_at > lasting.idle and not held.stays
    if unused or today - held.created_at > lasting.whole:
        return None
    return person, held


def is_stale(held: SignIn) -> bool:
    """Whether it should be written down that a session is in use."""
    return abs(now() - held.seen_at) > SEEN_AGAIN


def see_again(engine: Engine, number: int) -> None:
    """Write down that a session is in use; a database that can't take that now refuses nobody."""
    with suppress(DBAPIError, StoreError), session(engine) as opened:
        used = update(SignIn).where(col(SignIn.id) == number).values(seen_at=now())
        opened.connection().execute(used)


def sessions_of(opened: Session, person: Person, lasting: Lasting) -> list[SignIn]:
    """The sessions of somebody that still last, the latest used first."""
    today = now()
    mine = select(SignIn).where(
        SignIn.person_id == person.id,
        or_(SignIn.seen_at >= today - lasting.idle, col(SignIn.stays)),  # type: ignore[arg-type]
        SignIn.created_at >= today - lasting.whole,
    )
    return list(opened.exec(mine.order_by(col(SignIn.seen_at).desc())))


def end(opened: Session, person: Person, number: int) -> bool:
    """End one session of somebody; whether there was one."""
    one = delete(SignIn).where(col(SignIn.id) == number, col(SignIn.person_id) == person.id)
    return bool(opened.connection().execute(one).rowcount)


def end_all(opened: Session, person: Person) -> None:
    """Sign somebody out everywhere."""
    theirs = delete(SignIn).where(col(SignIn.person_id) == person.id)
    opened.connection().execute(theirs)
