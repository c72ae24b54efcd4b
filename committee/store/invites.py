"""Invites: a link that works once, of which only a hash is kept."""

from datetime import timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import update
from sqlmodel import Session, col, select

from committee.domain.odd_characters import clean
from committee.errors import ConflictError, FormError, NotFoundError
from committee.store.tables.people import AS, new_token

from .column_types import now
from .loops import set_candidate
from .people import by_email, create_person
from .row_helpers import add, number_of
from .tables import Invite, Loop, Person

GONE = "this invite has been used, or has run out."
ASK = "Ask the coach for a new one."


def create_invite(
    session: Session,
    email: str,
    name: str,
    *,
    as_: str,
    by: Person | None,
    loop: Loop | None = None,
    days: int = 7,
) -> tuple[Invite, str]:
    """An invite and its token, which is told only now.

    The person exists from here on, so that interviews can be assigned to them at once; they
    can't sign in before they have come through the link. `as_` is one of `AS`; with a `loop`,
    a candidate becomes that loop's.
    """
    if as_ not in AS:
        raise FormError(f"nobody can be invited as “{as_}”.", remedy=f"Choose of {', '.join(AS)}.")
    person = by_email(session, email) or create_person(session, email, name)
    token = new_token()
    invite = Invite(
        token_hash=_hash(token),
        person_id=number_of(person),
        as_=as_,
        loop_id=number_of(loop) if loop else None,
        created_by=number_of(by) if by else None,
        expires_at=now() + timedelta(days=days),
    )
    return add(session, invite, "the invite could not be made.", "Try again."), token


def renew_invite(
    session: Session, person: Person, *, by: Person | None, loop: Loop | None = None
) -> tuple[Invite, str]:
    """A new invite for an interviewer, as `create_invite` makes it; their earlier ones end.

    ConflictError for somebody who has joined already.
    """
    if person.password_hash is not None:
        raise ConflictError(f"{person.name} has joined already.", remedy="They can sign in.")
    theirs = (col(Invite.person_id) == number_of(person), col(Invite.as_) == "interviewer")
    unspent = (col(Invite.used_at).is_(None), col(Invite.expires_at) > now())
    session.connection().execute(update(Invite).where(*theirs, *unspent).values(expires_at=now()))
    return create_invite(session, person.email, person.name, as_="interviewer", by=by, loop=loop)


def invited(session: Session, token: str) -> tuple[Invite, Person]:
    """The invite that a token opens and who it is for; NotFoundError once it's used or run out."""
    invite = session.exec(select(Invite).where(*_usable(token))).one_or_none()
    if invite is None:
        raise NotFoundError(GONE, remedy=ASK)
    return invite, session.get_one(Person, invite.person_id)


def redeem(
    session: Session,
    token: str,
    password_hash: str | None = None,
    *,
    name: str | None = None,
    signed_in: Person | None = None,
) -> Person:
    """Let somebody in, exactly once.

    Who has a password already isn't given another by a link: they sign in first, and come as
    `signed_in`. NotFoundError for a used or unknown link, ConflictError where another was faster.
    """
    invite, person = invited(session, token)
    if person.password_hash is not None and (signed_in is None or signed_in.id != person.id):
        raise FormError("this address has an account.", remedy="Sign in, then open the link again.")
    if person.password_hash is None and password_hash is None:
        raise FormError("a password is missing.", where="Password", remedy="Choose one.")
    used = update(Invite).where(*_usable(token)).values(used_at=now())
    if session.connection().execute(used).rowcount != 1:
        raise ConflictError(GONE, remedy=ASK)
    session.refresh(person)
    if person.password_hash is None:
        person.password_hash = password_hash
        person.name = clean(name or "").strip() or person.name
    if invite.as_ == "coach":
        person.coach = True
    if invite.as_ == "candidate" and invite.loop_id is not None:
        set_candidate(session, session.get_one(Loop, invite.loop_id), person)
    session.flush()
    return person


def _hash(token: str) -> str:
    return sha256(token.encode("utf-8", "replace")).hexdigest()


def _usable(token: str) -> tuple[Any, Any, Any]:
    """The conditions of an invite that still works, for a query."""
    return (
        col(Invite.token_hash) == _hash(token),
        col(Invite.used_at).is_(None),
        col(Invite.expires_at) > now(),
    )
