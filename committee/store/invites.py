"""Invites: the one open link by which somebody new comes in."""

from datetime import timedelta

from sqlmodel import Session, col, exists, select

from committee.domain.odd_characters import clean
from committee.errors import ConflictError, FormError, NotFoundError
from committee.store.tables.people import COACH, INVITING

from . import roles
from .one_time_links import ASK, GONE, end_links, make_link, open_links, spend, standing_link
from .people import by_email, create_person
from .row_helpers import number_of
from .tables import Assignment, Invite, Loop, Person

LASTING = timedelta(days=7)


def create_invite(
    session: Session,
    email: str,
    name: str,
    *,
    as_: str,
    by: Person | None,
    loop: Loop | None = None,
    lasting: timedelta = LASTING,
) -> tuple[Invite, str]:
    """An invite and its token, which is told only now; earlier invites of the person end.

    The person exists from here on, so that interviews can be assigned to them at once; they
    can't sign in before they have come through the link. `as_` is one of `INVITING`; who was
    invited to coach stays so. ConflictError for somebody who has joined, FormError for a
    closed account.
    """
    if as_ not in INVITING:
        raise FormError(
            f"nobody can be invited as “{as_}”.", remedy=f"Choose of {', '.join(INVITING)}."
        )
    person = by_email(session, email) or create_person(session, email, name)
    if person.disabled_at is not None:
        raise FormError(f"the account of {person.name} is closed.", remedy="Open it again first.")
    if person.joined:
        raise ConflictError(f"{person.name} has joined already.", remedy="They can sign in.")
    standing = open_invite(session, person)
    end_links(session, person, INVITING)
    as_ = COACH if standing and standing.as_ == COACH else as_
    return make_link(session, person, as_, lasting, by=by, loop=loop)


def open_invite(session: Session, person: Person, loop: Loop | None = None) -> Invite | None:
    """The invite by which a person can still come in, also once `loop` waits for them."""
    found = open_links(session, INVITING, person)
    return next((each for each in found if not _leads_too_far(session, each, loop)), None)


def let_in_by(session: Session, person: Person) -> Person | None:
    """Who made the link by which a person came in, where that is known and somebody."""
    used = select(Invite).where(
        col(Invite.person_id) == number_of(person),
        col(Invite.as_).in_(INVITING),
        col(Invite.used_at).is_not(None),
    )
    link = session.exec(used.order_by(col(Invite.id).desc())).first()
    return session.get(Person, link.created_by) if link and link.created_by else None


def standing_invite(session: Session, token: str) -> Invite:
    """The invite that a token opens; NotFoundError, also where it would lead too far by now."""
    invite = standing_link(session, token, INVITING)
    if not invite.person.joined and _leads_too_far(session, invite):
        raise NotFoundError(GONE, remedy=ASK)
    return invite


def _leads_too_far(session: Session, invite: Invite, loop: Loop | None = None) -> bool:
    """Whether who made an invite would see more by it than they coach.

    A link lets its holder in as that person, and a limited coach has held those that she made.
    """
    maker = session.get(Person, invite.created_by) if invite.created_by else None
    mine = roles.coached(session, maker) if maker else None
    if maker is None or mine is None:
        return False
    elsewhere = loop is not None and loop.cohort_id not in mine
    return elsewhere or roles.waits_beyond(session, maker, invite.person)


def end_if_needless(session: Session, person: Person) -> None:
    """End the invite of somebody whom nothing waits for any more: no interview, loop or role."""
    waiting = select(
        exists().where(col(Assignment.interviewer_id) == number_of(person))
        | exists().where(col(Loop.candidate_id) == number_of(person))
    )
    standing = open_invite(session, person)
    if standing and standing.as_ != COACH and not session.exec(waiting).one():
        end_links(session, person, INVITING)


def redeem(session: Session, token: str, password_hash: str, *, name: str | None = None) -> Person:
    """Let somebody new in, exactly once.

    NotFoundError for a used or unknown link, FormError for somebody who has an account,
    ConflictError where another was faster.
    """
    invite = standing_invite(session, token)
    if invite.person.joined:
        raise FormError("this address has an account.", remedy="Sign in.")
    spend(session, invite)
    person = invite.person
    if person.joined:
        raise ConflictError("this address has an account.", remedy="Sign in.")
    person.password_hash = password_hash
    person.name = clean(name or "").strip() or person.name
    person.coach = person.coach or invite.as_ == COACH
    session.flush()
    return person
