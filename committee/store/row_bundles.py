"""Rows as one text, to be deleted and put back: they come back under numbers of their own."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, Date, delete, insert, select
from sqlmodel import Session

from .column_types import Moment
from .tables import Row

Those = Mapping[type[Row], Any]
"""Tables, each after those it points to, with which of their rows are meant."""
Rows = dict[str, list[dict[str, Any]]]


def gathered(session: Session, those: Those) -> str:
    """These rows as JSON, for `rows_of` to read."""
    rows = {_of(table).name: _rows(session, table, which) for table, which in those.items()}
    return json.dumps(rows, ensure_ascii=False, default=_iso)


def delete_rows(session: Session, those: Those) -> None:
    """Delete these rows, those that point to others first."""
    for table, which in [*those.items()][::-1]:
        session.connection().execute(delete(table).where(which))


def forget_row(session: Session, row: Row) -> None:
    """Let a session forget a row that is about to be deleted; what it held stays readable."""
    if row in session:
        session.expunge(row)


def put_back(session: Session, rows: Rows) -> None:
    """Insert rows that were gathered, under new numbers.

    Their own may be taken by now, so that every reference among the rows is renewed.
    """
    numbers: dict[tuple[str, int], int] = {}
    for name, each in rows.items():
        table = Row.metadata.tables[name]
        for row in each:
            known = {key: value for key, value in row.items() if key in table.c and key != "id"}
            values = {key: _value(table.c[key], value, numbers) for key, value in known.items()}
            done = session.connection().execute(insert(table).values(values))
            assert done.inserted_primary_key is not None
            numbers[name, row["id"]] = done.inserted_primary_key[0]


def rows_of(text: str) -> Rows:
    """The rows that a text holds, by the name of their table."""
    rows: Rows = json.loads(text)
    return rows


def _rows(session: Session, table: type[Row], which: Any) -> list[dict[str, Any]]:
    of = _of(table)
    found = session.connection().execute(select(of).where(which).order_by(of.c.id))
    return [dict(row) for row in found.mappings()]


def _of(table: type[Row]) -> Any:
    return Row.metadata.tables[str(table.__tablename__)]


def _iso(value: date) -> str:
    return value.isoformat()


def _value(column: Column[Any], value: Any, numbers: Mapping[tuple[str, int], int]) -> Any:
    if isinstance(value, str) and isinstance(column.type, Moment):
        return datetime.fromisoformat(value)
    if isinstance(value, str) and isinstance(column.type, Date):
        return date.fromisoformat(value)
    for key in column.foreign_keys:
        return numbers.get((key.column.table.name, value), value)
    return value
