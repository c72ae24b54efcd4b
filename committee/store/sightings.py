"""Who has read others' scorecards of a loop before handing in their own."""

from contextlib import suppress
from dataclasses import dataclass

from sqlalchemy import bindparam, exists
from sqlmodel import Session, col, select

from committee.domain.blindness import OTHER_ACCOUNT, same_mailbox, same_name
from committee.errors import ConflictError

from .row_helpers import add, number_of
from .tables import Assignment, Loop, Person, Revision, SameBrowser, Sighting

SEEN = select(Sighting.id).where(
    Sighting.loop_id == bindparam("loop"), Sighting.person_id == bindparam("person")
)
OTHERS = select(
    exists().where(
        col(Assignment.loop_id) == bindparam("loop"),
        col(Assignment.interviewer_id) != bindparam("person"),
        col(Revision.assignment_id) == col(Assignment.id),
    )
)


@dataclass(frozen=True)
class Seen:
    """That others' scorecards had been read: one of `SEEN_AS`, and the sighting.

    `why` says by what another's account is taken for the same person's: "name", "address" or
    "browser"; empty where the sighting is their own.
    """

    how: str
    sighting: Sighting
    why: str = ""


def sees_first(session: Session, loop: Loop, person: Person) -> bool:
    """Whether somebody who reads a loop now reads others' scorecards of it for the first time."""
    given = {"loop": loop.id, "person": person.id}
    if session.exec(SEEN, params=given).first() is not None:
        return False
    return bool(session.exec(OTHERS, params=given).one())


def note_sighting(session: Session, loop: Loop, person: Person, how: str, page: str) -> None:
    """Write down that somebody reads others' scorecards of a loop; only the first time counts."""
    if sees_first(session, loop, person):
        row = Sighting(loop_id=number_of(loop), person_id=number_of(person), how=how, page=page)
        with suppress(ConflictError):  # Two pages opened at once: either was the first.
            add(session, row, "this was noted at the same time.")


def note_browser(session: Session, person: Person, before: int) -> None:
    """Write down that another account was signed in to in this browser before."""
    pair = (SameBrowser.person_id == person.id, SameBrowser.other_id == before)
    known = session.exec(select(SameBrowser).where(*pair)).first()
    there = session.exec(select(Person.id).where(Person.id == before)).first()
    if known is None and before != person.id and there is not None:
        session.add(SameBrowser(person_id=number_of(person), other_id=before))
        session.flush()


def seen_by(session: Session, loop: Loop, author: Person) -> Seen | None:
    """Whether an author, or an account taken for theirs, has read others' scorecards of a loop."""
    found = session.exec(select(Sighting).where(Sighting.loop_id == loop.id)).all()
    own = next((each for each in found if each.person_id == author.id), None)
    if own:
        return Seen(own.how, own)
    shared = _shared_browsers(session, author) if found else set()
    for each in found:
        if why := _taken_for(author, each.person, shared):
            return Seen(OTHER_ACCOUNT, each, why)
    return None


def _taken_for(author: Person, other: Person, shared: set[int]) -> str:
    if same_mailbox(author.email, other.email):
        return "address"
    if same_name(author.name, other.name):
        return "name"
    return "browser" if other.id in shared else ""


def _shared_browsers(session: Session, person: Person) -> set[int]:
    pairs = select(SameBrowser).where(
        (SameBrowser.person_id == person.id) | (SameBrowser.other_id == person.id)
    )
    rows = session.exec(pairs).all()
    return {row.other_id if row.person_id == person.id else row.person_id for row in rows}
