"""Links that work once: made, found, spent, ended.

They are found by a hash of their token. An invite's token is kept besides as its maker sealed it,
which the database alone can't open, until the link is used or ended.
"""

from collections.abc import Collection, Sequence
from datetime import timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import update
from sqlmodel import Session, col, select

from committee.errors import ConflictError, NotFoundError
from committee.store.tables.people import new_token

from .column_types import now
from .row_helpers import add, number_of, only
from .tables import Invite, Loop, Person

GONE = "this link has been used, or has run out."
ASK = "Ask the coach for a new one."


def make_link(
    session: Session,
    person: Person,
    as_: str,
    lasting: timedelta,
    *,
    by: Person | None = None,
    loop: Loop | None = None,
    email: str | None = None,
    token: str = "",
    sealed: str | None = None,
) -> tuple[Invite, str]:
    """A link and its token, which is told only now; `by` is None for the program itself."""
    token = token or new_token()
    link = Invite(
        token_hash=hash_of(token),
        person_id=number_of(person),
        as_=as_,
        loop_id=number_of(loop) if loop else None,
        email=email,
        created_by=number_of(by) if by else None,
        expires_at=now() + lasting,
        sealed=sealed,
    )
    return add(session, link, "the link could not be made.", "Try again."), token


def standing_link(session: Session, token: str, kinds: Sequence[str]) -> Invite:
    """The link of these kinds that a token opens; NotFoundError once it's used or gone.

    Nothing opens for somebody whose account is closed.
    """
    found = select(Invite).where(
        col(Invite.token_hash) == hash_of(token), col(Invite.as_).in_(kinds), *_open()
    )
    link = session.exec(found).one_or_none()
    if link is None or link.person.disabled_at is not None:
        raise NotFoundError(GONE, remedy=ASK)
    return link


def spend(session: Session, link: Invite) -> None:
    """Use a link; ConflictError where somebody else just did."""
    used = update(Invite).where(Invite.id == link.id, *_open()).values(used_at=now(), sealed=None)  # type: ignore[arg-type]
    if session.connection().execute(used).rowcount != 1:
        raise ConflictError(GONE, remedy=ASK)
    session.refresh(link)
    session.refresh(link.person)


def open_links(
    session: Session,
    kinds: Sequence[str],
    person: Person | None = None,
    among: Collection[int] | None = None,
) -> list[Invite]:
    """The links of these kinds that still work, the newest first.

    Of one person, of those of these numbers, or everybody's.
    """
    found = select(Invite).where(col(Invite.as_).in_(kinds), *_open())
    if person is not None:
        found = found.where(Invite.person_id == number_of(person))
    if among is not None:
        found = found.where(col(Invite.person_id).in_(among))
    return list(session.exec(found.order_by(col(Invite.id).desc())))


def open_link(session: Session, number: int) -> Invite:
    """The link of that number, if it still works; NotFoundError."""
    return only(session, Invite, Invite.id == number, *_open())


def end_link(session: Session, link: Invite) -> None:
    """Take a link back."""
    _end(session, Invite.id == link.id)


def end_links(session: Session, person: Person, kinds: Sequence[str]) -> None:
    """Take back every link of these kinds that a person was given."""
    _end(session, Invite.person_id == number_of(person), col(Invite.as_).in_(kinds))


def _end(session: Session, *those: Any) -> None:
    gone = update(Invite).where(*those, *_open()).values(ended_at=now(), sealed=None)
    session.connection().execute(gone)


def hash_of(token: str) -> str:
    """What is kept of a token."""
    return sha256(token.encode("utf-8", "replace")).hexdigest()


def _open() -> tuple[Any, ...]:
    """The conditions of a link that still works, for a query."""
    return (
        col(Invite.used_at).is_(None),
        col(Invite.ended_at).is_(None),
        col(Invite.expires_at) > now(),
    )
