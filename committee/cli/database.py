"""`committee backup`, `restore` and `check`: looking after the database."""

import json
import sys
from pathlib import Path

import click

from committee.config import load_settings

from .inputs import json_option
from .open_database import reading

FILE = click.Path(path_type=Path, dir_okay=False)


@click.command()
@click.argument("file", type=FILE)
@json_option
def backup(file: Path, as_json: bool) -> None:
    """Write every row to FILE while the server goes on running."""
    from committee.store.backup import backup as write

    manifest = write(load_settings().database_url, file)
    _say(file, manifest["tables"], "Kept", as_json)


@click.command()
@click.argument("file", type=FILE)
@json_option
def restore(file: Path, as_json: bool) -> None:
    """Fill an empty database, SQLite or PostgreSQL, from the backup FILE."""
    from committee.store.restore import restore as read

    manifest = read(file, load_settings().database_url)
    _say(file, manifest["tables"], "Restored", as_json)


@click.command()
@json_option
def check(as_json: bool) -> None:
    """Look for damage, rows that point nowhere, a schema that is behind, and unsound loops."""
    from committee.store.schema import check as problems_of

    address = load_settings().database_url
    problems = problems_of(address)
    problems = problems or _unreadable_loops(address)
    if as_json:
        click.echo(json.dumps({"problems": problems}))
    else:
        click.echo("\n".join(problems) or "The database is sound, and its schema is the newest.")
    sys.exit(1 if problems else 0)


def _unreadable_loops(address: str) -> list[str]:
    """The loops that no page can show and no export can hand on, each with what is wrong in it."""
    from committee.files.exchange import sound_loops
    from committee.store.exporting import everything

    with reading(address) as opened:
        return sound_loops(everything(opened))[1]


def _say(file: Path, tables: dict[str, dict[str, object]], done: str, as_json: bool) -> None:
    rows = {name: table["rows"] for name, table in tables.items()}
    if as_json:
        click.echo(json.dumps({"path": str(file), "rows": rows}))
        return
    filled = ", ".join(f"{name} {count}" for name, count in rows.items() if count)
    click.echo(f"{done} {file}: {filled or 'no rows'}.")
