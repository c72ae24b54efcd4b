"""The engine and its sessions: one way to begin a transaction that loses nothing."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError
from sqlmodel import Session as Session

from committee.errors import StoreError

from .database_down import tell_unavailable

__all__ = ["Engine", "Session", "make_engine", "session"]

BUSY_MILLISECONDS = 20_000
PATIENCE = 5
"""Seconds in which a database server has to let us in."""
WAL_IS_SOUND_FROM = (3, 51, 3)
"""Before it, SQLite could damage a database in WAL mode when a checkpoint met a writer."""


def make_engine(url: str) -> Engine:
    """An engine for SQLite or PostgreSQL; `url` is an SQLAlchemy address."""
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise StoreError(
            "this is not the address of a database.",
            where="COMMITTEE_DATABASE_URL",
            remedy="Give one like sqlite:///committee.db or postgresql://user@host/name.",
        ) from error
    if parsed.drivername in ("postgresql", "postgres"):
        parsed = parsed.set(drivername="postgresql+psycopg")
    if parsed.get_backend_name() not in ("sqlite", "postgresql"):
        raise StoreError(
            f"{parsed.get_backend_name()} is not a database that Committee can use.",
            where="COMMITTEE_DATABASE_URL",
            remedy="Use SQLite or PostgreSQL.",
        )
    is_file = parsed.get_backend_name() == "sqlite"
    try:
        engine = create_engine(
            parsed,
            json_serializer=_json,
            hide_parameters=True,
            connect_args={} if is_file else {"connect_timeout": PATIENCE},
            # Only a server can hang up on a connection that stands idle.
            pool_pre_ping=not is_file,
        )
    except ModuleNotFoundError as error:
        raise StoreError(
            "PostgreSQL needs a package that isn’t installed.",
            where="COMMITTEE_DATABASE_URL",
            remedy="Install it: pip install 'committee[postgresql]'.",
        ) from error
    tell_unavailable(engine)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


@contextmanager
def session(engine: Engine, *, reads_only: bool = False, loose: bool = False) -> Iterator[Session]:
    """One transaction: committed at the end, rolled back if anything is raised.

    Rows stay readable afterwards, so that a page is rendered when the transaction has ended.
    With `reads_only` SQLite lets others write meanwhile. With `loose` each of its statements is
    kept by itself there, and holds nobody up before it or after it.
    """
    begin = "" if loose else "BEGIN" if reads_only else "BEGIN IMMEDIATE"
    bound = engine.execution_options(begin=begin)
    with Session(bound, expire_on_commit=False) as opened, opened.begin():
        yield opened


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def _prepare_sqlite(connection: sqlite3.Connection, _: object) -> None:
    # The driver's own BEGIN is deferred: two writers that both began by reading can't go on.
    connection.isolation_level = None
    wal = sqlite3.sqlite_version_info >= WAL_IS_SOUND_FROM
    connection.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
    connection.execute(f"PRAGMA journal_mode = {'WAL' if wal else 'DELETE'}")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    # Its own knows the letters of ASCII alone, and "émile" wouldn't find Émile.
    connection.create_function("lower", 1, lambda text: text and text.lower(), deterministic=True)


def _begin_sqlite(connection: Connection) -> None:
    begin = connection.get_execution_options().get("begin", "BEGIN IMMEDIATE")
    if begin:
        connection.exec_driver_sql(begin)
