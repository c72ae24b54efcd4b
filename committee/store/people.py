"""Accounts: made, found, signed out everywhere, disabled."""

import re
from collections.abc import Collection

from sqlalchemy import or_, tuple_
from sqlmodel import Session, col, select

from committee.domain.odd_characters import clean
from committee.errors import ConflictError, FormError, NotFoundError
from committee.store.tables.people import ADDRESS, AS, COACH, INVITING, PASSWORD

from .column_types import now
from .one_time_links import end_links, open_links
from .row_helpers import add
from .sessions import end_all
from .tables import Person

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+")


def normal_email(email: str) -> str:
    """An address as it is stored and compared; FormError if it can't be one."""
    plain = clean(email).strip().casefold()
    if not _EMAIL.fullmatch(plain):
        raise FormError("this is not an e-mail address.", where="E-mail", remedy="Mend it.")
    return plain


def create_person(
    session: Session,
    email: str,
    name: str,
    *,
    password_hash: str | None = None,
    coach: bool = False,
) -> Person:
    """A new account; ConflictError if the address has one."""
    person = Person(
        email=normal_email(email), name=_named(name), password_hash=password_hash, coach=coach
    )
    return add(session, person, "this address has an account.", "Use another, or sign in.")


def by_email(session: Session, email: str) -> Person | None:
    """The account of an address, whatever its case."""
    plain = clean(email).strip().casefold()
    return session.exec(select(Person).where(Person.email == plain)).one_or_none()


def by_id(session: Session, number: int) -> Person | None:
    """The account of that number."""
    return session.get(Person, number)


def by_ids(session: Session, numbers: Collection[int]) -> list[Person]:
    """The accounts of those numbers."""
    if not numbers:
        return []
    return list(session.exec(select(Person).where(col(Person.id).in_(numbers))))


def by_sso_subject(session: Session, subject: str) -> Person | None:
    """The account that single sign-on knows by that name."""
    return session.exec(select(Person).where(Person.sso_subject == subject)).one_or_none()


def link_sso(session: Session, person: Person, subject: str) -> Person:
    """Know somebody by single sign-on from now on; whoever was invited has come in by it."""
    current = _current(session, person)
    if current.disabled_at is None:
        invite = next(iter(open_links(session, INVITING, current)), None)
        current.coach = current.coach or (invite is not None and invite.as_ == COACH)
        current.sso_subject = subject
        # Whoever came in before by a link may have been somebody else: the provider has proven
        # whose address it is, and nothing that was set without that proof stays.
        current.password_hash = None
        end_links(session, current, (*INVITING, PASSWORD))
        end_all(session, current)
        session.flush()
    return current


def people(
    session: Session, most: int, *, words: str = "", after: int | None = None
) -> list[Person]:
    """At most `most` people, by name, from after the one of id `after`.

    With `words` only those that have them in their name or address.
    """
    order = tuple_(col(Person.name), col(Person.id))
    found = select(Person).order_by(*order).limit(most)
    if after is not None and (last := by_id(session, after)):
        found = found.where(order > tuple_(last.name, after))
    if words:
        texts = (Person.name, Person.email)
        found = found.where(or_(*(col(t).icontains(words, autoescape=True) for t in texts)))
    return list(session.exec(found))


def set_password_hash(session: Session, person: Person, password_hash: str) -> Person:
    """Change a password; every session of theirs ends, and every link to a new one."""
    current = _current(session, person)
    current.password_hash = password_hash
    end_links(session, current, (PASSWORD,))
    return _signed_out(session, current)


def disable(session: Session, person: Person) -> Person:
    """Close an account; every session of theirs ends, and every link that they were sent."""
    current = _current(session, person)
    current.disabled_at = now()
    end_links(session, current, AS)
    return _signed_out(session, current)


def enable(session: Session, person: Person) -> Person:
    """Open a closed account again."""
    current = _current(session, person)
    current.disabled_at = None
    session.flush()
    return current


def ask_to_be_forgotten(session: Session, person: Person) -> None:
    """Write down that somebody wishes to be forgotten; asking again changes nothing."""
    current = _current(session, person)
    current.forget_asked_at = current.forget_asked_at or now()
    session.flush()


def make_coach(session: Session, person: Person, coach: bool = True) -> Person:
    """Make somebody a coach, or a coach somebody like others."""
    current = _current(session, person)
    current.coach = coach
    session.flush()
    return current


def rename(session: Session, person: Person, name: str) -> Person:
    """Change what somebody is called."""
    current = _current(session, person)
    current.name = _named(name)
    session.flush()
    return current


def change_address(session: Session, person: Person, email: str) -> Person:
    """Change the address that somebody signs in with; ConflictError if it has an account.

    Links that went to the address before end.
    """
    current, wanted = _current(session, person), normal_email(email)
    if by_email(session, wanted) is not None:
        raise ConflictError(f"{wanted} has an account.", remedy="Choose another address.")
    current.email = wanted
    end_links(session, current, (PASSWORD, ADDRESS))
    session.flush()
    return current


def _named(name: str) -> str:
    plain = clean(name).strip()
    if not plain:
        raise FormError("a name is missing.", where="Name", remedy="Give one.")
    return plain


def _current(session: Session, person: Person) -> Person:
    current = session.get(Person, person.id)
    if current is None:
        raise NotFoundError("there is no such person.", remedy="Check the address.")
    return current


def _signed_out(session: Session, person: Person) -> Person:
    session.flush()
    end_all(session, person)
    return person
