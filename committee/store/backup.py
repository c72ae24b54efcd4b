"""Backups: every row in one portable file, taken while others write, read back on either database.

A backup is a ZIP: `manifest.json`, and for each table `<table>.jsonl`, a row a line, as they
stood at one moment. The manifest names the schema's revision, and the rows and the SHA-256 of
each table, so that a damaged file is found before anything is written.
"""

import json
import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from sqlalchemy import (
    JSON,
    Connection,
    DateTime,
    MetaData,
    Table,
    event,
    select,
)
from sqlalchemy.exc import DBAPIError

from committee.errors import StoreError

from .column_types import Moment
from .engine import make_engine
from .schema import BOOKMARK, refuse_missing, revision_of, unreachable

FORMAT = 1
BATCH = 500
Manifest = dict[str, Any]


def backup(url: str, path: Path) -> Manifest:
    """Write all rows as they stand at one moment; returns the manifest.

    Others go on writing meanwhile. The file appears whole or not at all, readable by its owner
    only: it holds everything, evidence and password hashes too.
    """
    refuse_missing(url)
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise StoreError(
            f"the backup can’t be written ({error.strerror}).",
            where=str(path),
            remedy="Choose another place.",
        ) from error
    try:
        with os.fdopen(handle, "wb") as file:
            with _standing_still(url) as connection, ZipFile(file, "w", ZIP_DEFLATED) as archive:
                manifest = _write(connection, archive)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except DBAPIError as error:
        raise unreachable(error) from error
    finally:
        Path(name).unlink(missing_ok=True)
    return manifest


@contextmanager
def _standing_still(url: str) -> Iterator[Connection]:
    """A connection that sees the database as it is now, however long it is read."""
    engine = make_engine(url)
    with tempfile.TemporaryDirectory() as folder:
        if engine.dialect.name == "sqlite":
            copy = Path(folder) / "copy.db"
            with closing(engine.raw_connection()) as live, closing(sqlite3.connect(copy)) as still:
                source = live.driver_connection
                assert isinstance(source, sqlite3.Connection)
                source.backup(still)
            engine.dispose()
            engine = make_engine(f"sqlite:///{copy}")
        with engine.connect() as plain:
            if engine.dialect.name == "postgresql":
                plain = plain.execution_options(
                    isolation_level="REPEATABLE READ", postgresql_readonly=True
                )
            yield plain
        engine.dispose()


def _write(connection: Connection, archive: ZipFile) -> Manifest:
    tables = {}
    for table in tables_of(connection):
        rows, digest = 0, sha256()
        with archive.open(f"{table.name}.jsonl", "w") as file:
            whole = select(table).order_by(*table.primary_key)
            found = connection.execute(whole, execution_options={"yield_per": BATCH})
            for row in found.mappings():
                line = json.dumps(dict(row), ensure_ascii=False, default=_iso).encode() + b"\n"
                file.write(line)
                digest.update(line)
                rows += 1
        tables[table.name] = {"rows": rows, "sha256": digest.hexdigest()}
    manifest = {"format": FORMAT, "revision": revision_of(connection), "tables": tables}
    archive.writestr("manifest.json", json.dumps(manifest, indent=1))
    return manifest


def tables_of(connection: Connection) -> list[Table]:
    """The tables as the database has them, each after those it points to."""
    metadata = MetaData()

    @event.listens_for(metadata, "column_reflect")
    def same_on_both(_: object, __: object, column: Any) -> None:
        if isinstance(column["type"], DateTime):
            column["type"] = Moment()
        elif isinstance(column["type"], JSON):
            column["type"] = JSON()

    metadata.reflect(connection)
    return [table for table in metadata.sorted_tables if table.name != BOOKMARK]


def _iso(value: date) -> str:
    return value.isoformat()
