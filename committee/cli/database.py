"""`committee backup`, `restore` and `check`: looking after the database."""

import json
import sys
from pathlib import Path

import click

from committee.config import load_settings
from committee.present.voice.dates import moment

from .inputs import json_option
from .open_database import reading

FILE = click.Path(path_type=Path, dir_okay=False)


@click.command()
@click.argument("file", type=FILE)
@click.option("--verify", is_flag=True, help="Restore FILE into a database that is thrown away.")
@json_option
def backup(file: Path, verify: bool, as_json: bool) -> None:
    """Write every row to FILE while the server goes on running.

    With --verify FILE is a backup already, and is tried out: whether it restores, whether what
    it gives is sound, and how many people it still holds who were forgotten since.
    """
    url = load_settings().database_url
    if verify:
        _verify(file, url, as_json)
        return
    from committee.store.backup import backup as write

    _say(file, write(url, file)["tables"], "Kept", as_json)
    if not as_json:
        _say_forgotten(url)


def _verify(file: Path, live: str, as_json: bool) -> None:
    from committee.store.backup_trial import still_holds, tried

    with tried(file) as (given, url):
        problems = given.problems or _unreadable_loops(url)
        held = still_holds(url, live)
    if as_json:
        told = {"path": str(file), "problems": problems, "still_holds_forgotten": held}
        click.echo(json.dumps(told))
    else:
        if problems:
            click.echo("\n".join(problems))
        else:
            _say(file, given.manifest["tables"], "Restored for a try, and sound:", False)
        if held:
            click.echo(f"It still holds {held} of the people who were forgotten since: delete it.")
    sys.exit(1 if problems else 0)


def _say_forgotten(url: str) -> None:
    from committee.store.forgetting import last_forgotten
    from committee.store.schema import newest_revision, revision_at

    if revision_at(url) != newest_revision():
        return
    with reading(url) as opened:
        number, at = last_forgotten(opened)
    if at:
        click.echo(
            f"{number} forgotten so far: backups from before {moment(at)} hold more "
            "than they should. Delete them."
        )


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
