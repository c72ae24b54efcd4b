"""Backups that the worker makes: when one is due, which are kept, and who may read them."""

import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from committee.config import Settings
from committee.errors import StoreError
from committee.jobs.scheduled_backups import is_late, keep_backup, kept_backups, newest_age
from committee.store.backup_trial import tried
from committee.store.column_types import now
from tests.waiting import wait_until

from .conftest import Decided
from .test_worker import worker

NOON = datetime(2026, 3, 12, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def kept(decided: Decided, tmp_path: Path) -> Settings:
    return Settings(
        database_url=decided.url,
        queue_url=f"sqlite:///{tmp_path / 'queue.db'}",
        files=decided.office.folder,
        backups=tmp_path / "kept" / "backups",
        backup_hours=6,
        keep_backups=3,
    )


def test_one_is_made_every_so_many_hours_and_the_newest_are_kept(kept: Settings) -> None:
    assert kept.backups
    made = [hour for hour in range(40) if keep_backup(kept, NOON + hour * HOUR)]
    assert made == [0, 6, 12, 18, 24, 30, 36]
    assert [each.at for each in kept_backups(kept)] == [NOON + h * HOUR for h in (36, 30, 24)]
    others = kept.backups / "committee-by-hand.zip"
    others.touch()
    assert keep_backup(kept, NOON + 42 * HOUR)
    assert others.exists()


def test_they_are_their_owners_to_read(kept: Settings) -> None:
    made = keep_backup(kept)
    assert made
    assert stat.filemode(made.stat().st_mode) == "-rw-------"
    assert stat.filemode(made.parent.stat().st_mode) == "drwx------"


def test_how_old_the_newest_is_whatever_the_clock_did(kept: Settings) -> None:
    assert (newest_age(kept, NOON), is_late(kept, NOON)) == (None, True)
    keep_backup(kept, NOON)
    assert newest_age(kept, NOON + 2 * HOUR) == 2 * HOUR
    assert not is_late(kept, NOON + 6.5 * HOUR)
    assert is_late(kept, NOON + 8 * HOUR)
    assert keep_backup(kept, NOON - 30 * HOUR), "one from a later clock is none"


def test_a_folder_that_cannot_be_made_is_said(kept: Settings, tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("no folder")
    with pytest.raises(StoreError, match="can’t be made"):
        keep_backup(kept)


def test_a_worker_makes_one_that_restores(kept: Settings) -> None:
    with worker(kept):
        wait_until(lambda: kept_backups(kept))
    (made,) = kept_backups(kept)
    assert now() - made.at < HOUR
    with tried(made.path) as (given, _):
        assert given.problems == []
        assert given.manifest["tables"]["loop"]["rows"] == 8
