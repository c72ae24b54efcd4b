"""The journal: who did what when, and never a word of evidence."""

from collections.abc import Collection

from sqlalchemy import or_
from sqlmodel import Session, col, select

from .tables import JournalEntry, Person


def record(
    session: Session, action: str, actor: Person | None, subject: str = "", detail: str = ""
) -> None:
    """Write down that somebody did something; `actor` is None for somebody unknown."""
    actor_id = actor.id if actor else None
    session.add(JournalEntry(action=action, actor_id=actor_id, subject=subject, detail=detail))
    session.flush()


def entries(
    session: Session,
    reader: Person,
    most: int,
    *,
    words: str = "",
    before: int | None = None,
    hidden: Collection[str] = (),
) -> list[JournalEntry]:
    """The newest entries first: at most `most`, from before the id `before`.

    With `words` only those that have them in who, what or detail. Of the subjects `hidden` the
    reader sees what they did themselves.
    """
    newest = select(JournalEntry).order_by(col(JournalEntry.id).desc()).limit(most)
    if before is not None:
        newest = newest.where(col(JournalEntry.id) < before)
    if hidden:
        own = col(JournalEntry.actor_id) == reader.id
        newest = newest.where(or_(own, col(JournalEntry.subject).not_in(hidden)))
    if words:
        named = select(Person.id).where(col(Person.name).icontains(words, autoescape=True))
        texts = (JournalEntry.action, JournalEntry.detail)
        said = (col(text).icontains(words, autoescape=True) for text in texts)
        newest = newest.where(or_(col(JournalEntry.actor_id).in_(named), *said))
    return list(session.exec(newest))
