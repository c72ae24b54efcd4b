"""Backups that the worker makes: one every so many hours, in a folder that keeps the newest."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from committee.config import Settings
from committee.errors import StoreError
from committee.store.backup import backup
from committee.store.column_types import now

NAME = re.compile(r"committee-(\d{8}T\d{6}Z)\.zip")
WRITTEN = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True)
class KeptBackups:
    """A backup in the folder, and when it was made."""

    path: Path
    at: datetime


def kept_backups(settings: Settings) -> list[KeptBackups]:
    """The backups in the folder, the newest first; other files there are nobody's business."""
    folder = settings.backups
    if folder is None or not folder.is_dir():
        return []
    named = ((path, NAME.fullmatch(path.name)) for path in folder.iterdir())
    found = [KeptBackups(path, _moment(match[1])) for path, match in named if match]
    return sorted(found, key=lambda kept: kept.at, reverse=True)


def newest_age(settings: Settings, at: datetime | None = None) -> timedelta | None:
    """How old the newest backup is; one from a clock that was later counts for nothing."""
    today = at or now()
    ages = (today - kept.at for kept in kept_backups(settings))
    return min((age for age in ages if age >= timedelta()), default=None)


def is_late(settings: Settings, at: datetime | None = None) -> bool:
    """Whether a backup should have been made by now, with an hour for making it."""
    age = newest_age(settings, at)
    return age is None or age > timedelta(hours=settings.backup_hours + 1)


def keep_backup(settings: Settings, at: datetime | None = None) -> Path | None:
    """Make a backup if one is due, and remove those beyond the number to keep; the file made."""
    folder, today = settings.backups, at or now()
    age = newest_age(settings, today)
    if folder is None or (age is not None and age < timedelta(hours=settings.backup_hours)):
        return None
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"the folder for backups can’t be made ({error.strerror}).",
            where="COMMITTEE_BACKUPS",
            remedy="Name another, or give the worker the right to write there.",
        ) from error
    made = folder / f"committee-{today.strftime(WRITTEN)}.zip"
    backup(settings.database_url, made)
    for old in kept_backups(settings)[settings.keep_backups :]:
        old.path.unlink(missing_ok=True)
    return made


def last_gone(settings: Settings, at: datetime) -> datetime:
    """When what was removed at that moment is in no scheduled backup any more."""
    return at + timedelta(hours=settings.backup_hours) * settings.keep_backups


def _moment(name: str) -> datetime:
    return datetime.strptime(name, WRITTEN).replace(tzinfo=UTC)
