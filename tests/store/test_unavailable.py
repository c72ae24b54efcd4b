"""A database that can't be used says so in words, and a wrong statement of ours doesn't."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from committee.errors import StoreError
from committee.store.engine import make_engine, session


@contextmanager
def refused(why: str) -> Iterator[None]:
    with pytest.raises(StoreError, match=f"can’t be used: {why}") as told:
        yield
    assert told.value.where.startswith("COMMITTEE_DATABASE_URL (")


def test_sqlite_that_cannot_be_opened_written_or_is_none(tmp_path: Path) -> None:
    whole = tmp_path / "whole.db"
    with sqlite3.connect(whole) as made:
        made.execute("CREATE TABLE kept (words TEXT)")
    junk = tmp_path / "junk.db"
    junk.write_bytes(os.urandom(4096))
    cases = {
        "its file can’t be opened": f"sqlite:///{tmp_path / 'missing' / 'one.db'}",
        "its file is no database": f"sqlite:///{junk}",
        "it can only be read": f"sqlite:///file:{whole}?mode=ro&uri=true",
    }
    for why, url in cases.items():
        with refused(why), session(make_engine(url)) as opened:
            opened.connection().execute(text("INSERT INTO kept VALUES ('a')"))


def test_a_full_disk(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path / 'small.db'}")
    with engine.connect() as connection:
        connection.exec_driver_sql("CREATE TABLE kept (words TEXT)")
        connection.commit()
        connection.exec_driver_sql("PRAGMA max_page_count = 4")
        connection.rollback()
        with refused("the disk is full"):
            connection.execute(text("INSERT INTO kept VALUES (:words)"), {"words": "a" * 99_999})


def test_a_server_that_does_not_answer() -> None:
    with (
        refused("it doesn’t answer"),
        session(make_engine("postgresql://nobody@127.0.0.1:1/name")) as s,
    ):
        s.connection()


def test_a_wrong_statement_stays_what_it_is(tmp_path: Path) -> None:
    with (
        pytest.raises(OperationalError),
        session(make_engine(f"sqlite:///{tmp_path / 'one.db'}")) as opened,
    ):
        opened.connection().execute(text("SELECT * FROM nowhere"))
