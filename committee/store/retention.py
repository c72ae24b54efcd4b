"""Loops that have been kept for as long as they may be: found, and deleted for good."""

from datetime import datetime, timedelta

from sqlalchemy import func
from sqlmodel import Session, col, select

from .column_types import now
from .journal import record
from .tables import Assignment, Draft, Loop, Revision, Snapshot
from .taken_away import delete_loop


def outlived(session: Session, days: int, at: datetime | None = None) -> list[Loop]:
    """The loops in which nothing was saved, submitted or decided for `days` days, oldest first."""
    before = (at or now()) - timedelta(days=days)
    touched = (
        select(Assignment.loop_id, func.max(Revision.submitted_at).label("last"))
        .join(Revision)
        .group_by(col(Assignment.loop_id))
        .subquery()
    )
    drafted = (
        select(Assignment.loop_id, func.max(Draft.saved_at).label("last"))
        .join(Draft)
        .group_by(col(Assignment.loop_id))
        .subquery()
    )
    decided = (
        select(Snapshot.loop_id, func.max(Snapshot.decided_at).label("last"))
        .group_by(col(Snapshot.loop_id))
        .subquery()
    )
    old = select(Loop).where(Loop.created_at < before).order_by(col(Loop.created_at))
    for sub in (touched, drafted, decided):
        old = old.outerjoin(sub, sub.c.loop_id == Loop.id)
        old = old.where((sub.c.last < before) | sub.c.last.is_(None))
    return list(session.exec(old))


def delete_outlived(session: Session, days: int) -> list[str]:
    """Delete every loop that has been kept for `days` days; returns their public ids."""
    gone = outlived(session, days)
    for loop in gone:
        record(session, "deleted by retention", None, f"loop:{loop.key}")
        delete_loop(session, loop)
    return [loop.key for loop in gone]
