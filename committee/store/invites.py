"""Invites: the one open link by which somebody new comes in."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from sqlmodel import Session, col, exists, func, select

from committee.domain.odd_characters import clean
from committee.errors import ConflictError, FormError, NotFoundError
from committee.store.tables.loops import SUBMITTED
from committee.store.tables.people import COACH, INVITING, new_token

from . import roles
from .column_types import now
from .one_time_links import ASK, GONE, end_links, make_link, open_links, spend, standing_link
from .people import by_email, create_person
from .row_helpers import number_of
from .tables import Assignment, Invite, Loop, Person

LASTING, LONGEST = timedelta(days=7), timedelta(days=90)
"""How long an invite lasts at least, also after the last interview is due; and at most."""

Seal = Callable[[str], str]


def create_invite(
    session: Session,
    email: str,
    name: str,
    *,
    as_: str,
    by: Person | None,
    loop: Loop | None = None,
    due_on: date | None = None,
    seal: Seal | None = None,
) -> tuple[Invite, str]:
    """An invite and its token; earlier invites of the person end.

    It lasts until a week after `due_on`, or after the last interview that the person holds is
    due. What `seal` makes of the token is kept, to show the link again.

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
    lasting, token = _lasting(session, person, due_on), new_token()
    sealed = seal(token) if seal else None
    return make_link(session, person, as_, lasting, by=by, loop=loop, token=token, sealed=sealed)


def keep_until_due(session: Session, person: Person) -> None:
    """Let the invite of somebody last until a week after their last interview is due."""
    standing, until = open_invite(session, person), now() + _lasting(session, person)
    if standing and standing.expires_at < until:
        standing.expires_at = until
        session.add(standing)
        session.flush()


def _lasting(session: Session, person: Person, due_on: date | None = None) -> timedelta:
    owed = select(func.max(Assignment.due_on)).where(
        Assignment.interviewer_id == number_of(person), Assignment.state != SUBMITTED
    )
    days = [day for day in (due_on, session.exec(owed).one()) if day]
    if not days:
        return LASTING
    return min(max(max(days) - now().date(), timedelta(0)) + LASTING, LONGEST)


def open_invite(session: Session, person: Person, loop: Loop | None = None) -> Invite | None:
    """The invite by which a person can still come in, also once `loop` waits for them."""
    found = open_links(session, INVITING, person)
    return next((each for each in found if not _leads_too_far(session, each, loop)), None)


def open_invites(session: Session, persons: Iterable[Person]) -> dict[int, Invite]:
    """The invites by which these people can still come in, by the number of the person."""
    numbers = {number_of(each) for each in persons if not each.joined and not each.disabled_at}
    found = open_links(session, INVITING, among=numbers) if numbers else []
    return {each.person_id: each for each in found if not _leads_too_far(session, each)}


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
