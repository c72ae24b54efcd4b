"""Whether this computer's clock fits what was written down before."""

from datetime import datetime, timedelta

from sqlalchemy import func
from sqlmodel import Session, select

from .column_types import now
from .tables import Draft, Job, JournalEntry


def written_ahead(session: Session) -> timedelta:
    """How far into the future the newest row was written, as this clock sees it; none as a rule."""
    newest = (JournalEntry.at, Draft.saved_at, Job.beat_at)
    found = (session.exec(select(func.max(column))).one() for column in newest)
    today = now()
    return max((_since(at, today) for at in found if at is not None), default=timedelta())


def _since(at: datetime, today: datetime) -> timedelta:
    return max(at - today, timedelta())
