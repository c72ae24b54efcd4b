"""Where the queue is: SQLite, PostgreSQL or Redis, by its address alone."""

import logging
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

from huey import Huey, PostgresHuey, RedisHuey, SqliteHuey  # type: ignore[import-untyped]

from committee.errors import CommitteeError, SettingsError
from committee.logs import JsonLine

NAME = "committee"
SETTING = "COMMITTEE_QUEUE_URL"
PATIENCE = 5
"""Seconds in which a server has to answer: a coach may be waiting for it."""
CLIENTS = ("psycopg", "redis")
"""The packages, for those who use them, whose errors say that a queue can't be used."""


def opened_at(address: str) -> Huey:
    """The queue at an address; SettingsError if it isn't one, or can't be opened."""
    scheme, _, rest = address.partition("://")
    if scheme not in OPENERS or not rest:
        raise SettingsError(
            "this is not the address of a queue.",
            where=SETTING,
            remedy="Give sqlite:///var/queue.db, postgresql://user@host/name or redis://host/0.",
        )
    with told():
        return OPENERS[scheme](address)


@contextmanager
def told() -> Iterator[None]:
    """What goes wrong with a queue inside the block, as a SettingsError for its reader."""
    try:
        yield
    except Exception as error:
        if not _is_broken(error):
            raise
        raise _unusable(error) from error


class Complaints(logging.StreamHandler[Any]):
    """What a running worker says of its queue: a broken one once, in words, not every second."""

    last = ""

    def __init__(self, as_json: bool) -> None:
        super().__init__(sys.stderr)
        self.setFormatter(JsonLine(as_json))

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        if not (isinstance(error, CommitteeError) or (error and _is_broken(error))):
            super().emit(record)
        elif (said := _said(error)) != self.last:
            self.last = said
            told = {"msg": said, "args": (), "exc_info": None, "exc_text": None}
            super().emit(logging.makeLogRecord({**record.__dict__, **told}))


def _is_broken(error: BaseException) -> bool:
    package = type(error).__module__.partition(".")[0]
    return isinstance(error, OSError | ValueError | sqlite3.Error) or package in CLIENTS


def _said(error: BaseException) -> str:
    return str(error if isinstance(error, CommitteeError) else _unusable(error))


def _unusable(error: BaseException) -> SettingsError:
    reason = str(error).strip().splitlines() or [type(error).__name__]
    return SettingsError(
        f"the queue can’t be used: {reason[0].rstrip('.')}.",
        where=SETTING,
        remedy="Check that it runs, and that its address and rights are right.",
    )


def _sqlite(address: str) -> Huey:
    path = Path(address.removeprefix("sqlite:///"))
    path.parent.mkdir(parents=True, exist_ok=True)
    return SqliteHuey(NAME, filename=str(path), results=False)


def _postgres(address: str) -> Huey:
    plain = address.replace("+psycopg", "", 1)
    _need("psycopg", "postgresql")
    return PostgresHuey(NAME, dsn=plain, results=False, connect_timeout=PATIENCE)


def _redis(address: str) -> Huey:
    _need("redis", "redis")
    from redis import ConnectionPool
    from redis.backoff import NoBackoff
    from redis.retry import Retry

    once = Retry(NoBackoff(), 0)
    pool = ConnectionPool.from_url(
        address, socket_connect_timeout=PATIENCE, socket_timeout=PATIENCE, retry=once
    )
    return RedisHuey(NAME, connection_pool=pool, results=False)


def _need(package: str, extra: str) -> None:
    try:
        import_module(package)
    except ImportError as error:
        raise SettingsError(
            f"this queue needs a package that isn’t installed ({package}).",
            where=SETTING,
            remedy=f"Install it: pip install 'committee[{extra}]'.",
        ) from error


OPENERS: dict[str, Callable[[str], Huey]] = {
    "sqlite": _sqlite,
    "postgres": _postgres,
    "postgresql": _postgres,
    "postgresql+psycopg": _postgres,
    "redis": _redis,
    "rediss": _redis,
    "unix": _redis,
}
