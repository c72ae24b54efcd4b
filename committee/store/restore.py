"""Restoring: a backup, checked to the last byte, into an empty database of either kind."""

import json
from datetime import date, datetime
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from sqlalchemy import Connection, Date, Table, func, insert, select
from sqlalchemy.exc import DBAPIError

from committee.errors import FileError, StoreError
from committee.safe_files import unpacked

from .backup import BATCH, FORMAT, Manifest, tables_of
from .column_types import Moment
from .engine import make_engine
from .schema import count_rows, migrate, newest_revision, unreachable

MOST_BYTES = 100_000_000_000
"""What a backup may unpack to; what of it is in memory at once is a row."""
LONGEST_ROW = 50_000_000


def restore(path: Path, url: str) -> Manifest:
    """Fill an empty database from a backup and bring it to the newest schema.

    StoreError, with nothing written, for a damaged file, one of a newer version, or a database
    that holds rows.
    """
    try:
        with unpacked(path, MOST_BYTES) as archive:
            manifest = _sound_manifest(archive, path)
            _refuse_full(url)
            migrate(url, manifest["revision"])
            engine = make_engine(url)
            try:
                with engine.begin() as connection:
                    _fill(connection, archive, manifest)
            finally:
                engine.dispose()
    except FileError as error:
        raise _damaged(path, error.found.rstrip(".")) from error
    except OSError as error:
        raise _damaged(path, str(error)) from error
    except DBAPIError as error:
        raise unreachable(error) from error
    migrate(url)
    return manifest


def _sound_manifest(archive: ZipFile, path: Path) -> Manifest:
    try:
        manifest: Manifest = json.loads(archive.open("manifest.json").read(LONGEST_ROW))
        form, revision, tables = (manifest[key] for key in ("format", "revision", "tables"))
        expected = {name: table["sha256"] for name, table in tables.items()}
    except (KeyError, TypeError, ValueError) as error:
        raise _damaged(path, "it isn’t a backup of Committee") from error
    if form != FORMAT or revision is None or revision > newest_revision():
        raise StoreError(
            f"the backup is of revision {revision}, which this version doesn’t know.",
            where=str(path),
            remedy="Restore it with the version that made it, or a newer one.",
        )
    for name, digest in expected.items():
        if f"{name}.jsonl" not in archive.namelist():
            raise _damaged(path, f"{name}.jsonl is missing")
        with archive.open(f"{name}.jsonl") as file:
            found = sha256()
            while chunk := file.read(1 << 20):
                found.update(chunk)
        if found.hexdigest() != digest:
            raise _damaged(path, f"{name}.jsonl isn’t what was written")
    return manifest


def _refuse_full(url: str) -> None:
    engine = make_engine(url)
    try:
        with engine.connect() as connection:
            rows = sum(count_rows(connection).values())
    finally:
        engine.dispose()
    if rows:
        raise StoreError(
            f"the database holds {rows} rows, and a backup goes into an empty one.",
            where="COMMITTEE_DATABASE_URL",
            remedy="Name a new database. Nothing was changed.",
        )


def _fill(connection: Connection, archive: ZipFile, manifest: Manifest) -> None:
    for table in tables_of(connection):
        with archive.open(f"{table.name}.jsonl") as file:
            batch: list[dict[str, Any]] = []
            for line in iter(partial(file.readline, LONGEST_ROW), b""):
                batch.append(_row(table, json.loads(line)))
                if len(batch) == BATCH:
                    connection.execute(insert(table), batch)
                    batch = []
            if batch:
                connection.execute(insert(table), batch)
        if connection.dialect.name == "postgresql":
            _continue_numbers(connection, table)


def _continue_numbers(connection: Connection, table: Table) -> None:
    """Let PostgreSQL count on from the highest number that was restored, where rows have one."""
    if "id" not in table.c:
        return
    last = connection.scalar(select(func.max(table.c.id)))
    if last is not None:
        sequence = func.pg_get_serial_sequence(f'"{table.name}"', "id")
        connection.execute(select(func.setval(sequence, last)))


def _row(table: Table, values: dict[str, Any]) -> dict[str, Any]:
    return {name: _from_json(table.c[name].type, value) for name, value in values.items()}


def _from_json(kind: Any, value: Any) -> Any:
    if isinstance(value, str) and isinstance(kind, Moment):
        return datetime.fromisoformat(value)
    if isinstance(value, str) and isinstance(kind, Date):
        return date.fromisoformat(value)
    return value


def _damaged(path: Path, why: str) -> StoreError:
    return StoreError(
        f"the backup can’t be restored: {why}.",
        where=str(path),
        remedy="Nothing was changed. Take another backup.",
    )
