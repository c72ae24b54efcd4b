"""The journal: who did what when, and never a word of evidence."""

from sqlmodel import Session, col, select

from .tables import JournalEntry, Person


def record(
    session: Session, action: str, actor: Person | None, subject: str = "", detail: str = ""
) -> None:
    """Write down that somebody did something; `actor` is None for somebody unknown."""
    actor_id = actor.id if actor else None
    session.add(JournalEntry(action=action, actor_id=actor_id, subject=subject, detail=detail))
    session.flush()


def entries(session: Session, limit: int = 100, before: int | None = None) -> list[JournalEntry]:
    """The newest entries first; `before` is the id of the last one already seen."""
    newest = select(JournalEntry).order_by(col(JournalEntry.id).desc()).limit(limit)
    if before is not None:
        newest = newest.where(col(JournalEntry.id) < before)
    return list(session.exec(newest))
