"""Who has read others' scorecards of a loop before handing in their own."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import bindparam, exists
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select

from committee.domain.read_others_first import OTHER_ACCOUNT, same_mailbox, same_name

from .column_types import now
from .row_helpers import number_of
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


def has_read(session: Session, loop: Loop, person: Person) -> bool:
    """Whether somebody has read others' scorecards of a loop."""
    given = {"loop": loop.id, "person": person.id}
    return session.exec(SEEN, params=given).first() is not None


def unread(session: Session, many: Iterable[Loop], person: Person) -> set[int]:
    """Of many loops the numbers of those in which somebody has yet to read others' scorecards."""
    numbers = [number_of(loop) for loop in many]
    mine = (Sighting.person_id == person.id, col(Sighting.loop_id).in_(numbers))
    others = select(Assignment.loop_id).join(Revision).distinct()
    others = others.where(
        col(Assignment.loop_id).in_(numbers), Assignment.interviewer_id != person.id
    )
    return {*session.exec(others)} - {*session.exec(select(Sighting.loop_id).where(*mine))}


def note_sightings(session: Session, hows: Mapping[int, str], person: Person, page: str) -> None:
    """Write down how somebody reads others' scorecards, by loop; only the first time counts."""
    read = {"person_id": number_of(person), "page": page, "at": now()}
    rows = [{"loop_id": loop, "how": how, **read} for loop, how in hows.items()]
    dialect = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
    # Two pages opened at once: either was the first.
    session.connection().execute(dialect.insert(Sighting).on_conflict_do_nothing(), rows)


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
