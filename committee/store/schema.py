"""The schema: brought to its newest revision without losing a row, and checked."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, func, inspect, select, table
from sqlalchemy.exc import DBAPIError

from committee.errors import StoreError

from .engine import make_engine
from .tables import Row

MIGRATIONS = Path(__file__).parent / "migrations"
BOOKMARK = "alembic_version"
ONE_AT_A_TIME = 0x636F6D6D
"""The number of the PostgreSQL lock that a migration holds; any number no other program uses."""


def migrate(url: str, revision: str = "head") -> None:
    """Bring a database to a revision, the newest if none is named; a row lost undoes all of it."""
    engine = make_engine(url)
    _make_folder(engine)
    try:
        with _quietly(engine) as connection:
            _refuse_newer(revision_of(connection), engine)
            before = count_rows(connection)
            command.upgrade(config(connection), revision)
            _refuse_loss(connection, before)
    except DBAPIError as error:
        raise unreachable(error) from error
    finally:
        engine.dispose()


def check(url: str) -> list[str]:
    """What is wrong with a database, in sentences; empty if nothing is."""
    if revision_at(url) is None:
        return [f"the schema is at nothing, and {newest_revision()} is needed"]
    engine = make_engine(url)
    try:
        with engine.connect() as connection:
            return [*_damage(connection), *_differences(connection)]
    except DBAPIError as error:
        raise unreachable(error) from error
    finally:
        engine.dispose()


def revision_at(url: str) -> str | None:
    """The revision that a database is at, None if nobody has begun it; this doesn't either."""
    engine = make_engine(url)
    name = engine.url.database
    if engine.dialect.name == "sqlite" and not (name and Path(name).exists()):
        return None
    try:
        with engine.connect() as connection:
            return revision_of(connection)
    except DBAPIError as error:
        raise unreachable(error) from error
    finally:
        engine.dispose()


def refuse_missing(url: str) -> str:
    """The revision that a database is at; StoreError if there is none."""
    at = revision_at(url)
    if at is None:
        raise StoreError(
            "there is no database of Committee here yet.",
            where=make_engine(url).url.render_as_string(),
            remedy="Name another in COMMITTEE_DATABASE_URL, or begin this one with"
            " `committee create-coach` or `committee import`.",
        )
    return at


def refuse_unready(url: str) -> None:
    """StoreError unless there is a database, and its schema is the newest."""
    at, engine = refuse_missing(url), make_engine(url)
    _refuse_newer(at, engine)
    if at != newest_revision():
        raise StoreError(
            f"the database is an older Committee’s: its schema is at {at}, and"
            f" {newest_revision()} is needed.",
            where=engine.url.render_as_string(),
            remedy="Keep a backup, then start `committee serve` once: it brings the schema up to"
            " date. Nothing was changed.",
        )


def config(connection: Connection) -> Config:
    """Alembic's configuration for a connection of ours."""
    made = Config()
    made.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    made.attributes["connection"] = connection
    return made


def newest_revision() -> str:
    """The revision that this version of the program works on."""
    head = ScriptDirectory(str(MIGRATIONS)).get_current_head()
    assert head is not None, "there are no migrations"
    return head


def revision_of(connection: Connection) -> str | None:
    """The revision that a database is at, None if it is empty."""
    return MigrationContext.configure(connection).get_current_revision()


def count_rows(connection: Connection) -> dict[str, int]:
    """Rows by table, Alembic's own left out."""
    names = [name for name in inspect(connection).get_table_names() if name != BOOKMARK]
    counted = (connection.scalar(select(func.count()).select_from(table(n))) for n in names)
    return {name: number or 0 for name, number in zip(names, counted, strict=True)}


def unreachable(error: DBAPIError) -> StoreError:
    """The refusal of a database that doesn't answer as one."""
    return StoreError(
        f"the database can’t be used: {str(error.orig).splitlines()[0]}.",
        where="COMMITTEE_DATABASE_URL",
        remedy="Check that it runs, and that its address and rights are right.",
    )


def _refuse_newer(at: str | None, engine: Engine) -> None:
    if at is not None and at > newest_revision():
        raise StoreError(
            f"the database is a newer Committee’s: its schema is at {at}, and this version knows"
            f" {newest_revision()}.",
            where=engine.url.render_as_string(),
            remedy="Use the version that made it. Nothing was changed.",
        )


def _make_folder(engine: Engine) -> None:
    if engine.dialect.name == "sqlite" and engine.url.database:
        try:
            Path(engine.url.database).parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(
                f"the database’s folder can’t be made ({error.strerror}).",
                where=engine.url.database,
                remedy="Name another in COMMITTEE_DATABASE_URL.",
            ) from error


@contextmanager
def _quietly(engine: Engine) -> Iterator[Connection]:
    """One transaction that nobody else migrates in, in which SQLite's tables can be rebuilt.

    Rebuilding a table deletes the old one, and that would delete the rows that point to it.
    SQLite switches foreign keys off only outside a transaction.
    """
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            connection.connection.driver_connection.execute("PRAGMA foreign_keys = OFF")  # type: ignore[union-attr]
        with connection.begin():
            if engine.dialect.name == "postgresql":
                connection.execute(select(func.pg_advisory_xact_lock(ONE_AT_A_TIME)))
            yield connection


def _refuse_loss(connection: Connection, before: dict[str, int]) -> None:
    after = count_rows(connection)
    lost = [
        f"{name} ({n} rows, now {after.get(name, 0)})"
        for name, n in before.items()
        if after.get(name, 0) < n
    ]
    broken = _broken_keys(connection)
    if lost or broken:
        raise StoreError(
            f"the migration would have lost rows: {'; '.join([*lost, *broken])}.",
            remedy="Nothing was changed. Report this with the output of `committee check`.",
        )


def _broken_keys(connection: Connection) -> list[str]:
    if connection.dialect.name != "sqlite":
        return []
    rows = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    return [f"{row[0]} row {row[1]} points to a missing row of {row[2]}" for row in rows]


def _damage(connection: Connection) -> list[str]:
    if connection.dialect.name != "sqlite":
        return []
    found = connection.exec_driver_sql("PRAGMA integrity_check").scalars()
    return [*(line for line in found if line != "ok"), *_broken_keys(connection)]


def _differences(connection: Connection) -> list[str]:
    at, head = revision_of(connection), newest_revision()
    if at != head:
        return [f"the schema is at {at or 'nothing'}, and {head} is needed"]
    options = {"compare_type": True, "compare_server_default": True}
    context = MigrationContext.configure(connection, opts=options)
    return [f"the schema differs: {each}" for each in compare_metadata(context, Row.metadata)]
