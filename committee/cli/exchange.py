"""`committee export` and `committee import`: loops from one installation to another."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from committee.config import load_settings
from committee.errors import CommitteeError, FileError
from committee.files.exchange import exchange_json, sound_loops
from committee.files.exchange_csv import exchange_zip
from committee.files.frozen_policy import notes_on
from committee.files.policies import shipped_policies
from committee.files.validation_errors import unknown

from .import_sources import read_loops
from .inputs import STDIN, json_option
from .open_database import cohort_with, reading


@click.command("export")
@click.argument("file")
@click.option("--cohort", "cohort_key", metavar="ID", help="Only this cohort’s loops.")
def export_loops(file: str, cohort_key: str | None) -> None:
    """Write loops, evidence and decisions to FILE: JSON, or tables if it ends in .zip."""
    from committee.store.exporting import everything

    with reading(load_settings().database_url) as opened:
        cohort = cohort_with(opened, cohort_key) if cohort_key else None
        loops, faults = sound_loops(everything(opened, cohort))
    for fault in faults:
        click.echo(f"Left out: {fault}", err=True)
    if file == STDIN:
        click.echo(exchange_json(loops), nl=False)
        return
    tables = Path(file).suffix.lower() == ".zip"
    _write(Path(file), exchange_zip(loops) if tables else exchange_json(loops).encode())
    click.echo(f"Exported {len(loops)} loops to {file}.", err=True)


@click.command("import")
@click.argument("file")
@click.option("--dry-run", is_flag=True, help="Say what would come in, and change nothing.")
@click.option(
    "--policy", metavar="NAME", help="File the loops under this policy, whichever they name."
)
@click.option(
    "--ignore-unknown", is_flag=True, help="Leave out columns and tables that aren’t ours."
)
@json_option
def import_loops(
    file: str, dry_run: bool, policy: str | None, ignore_unknown: bool, as_json: bool
) -> None:
    """Bring in the loops of FILE.

    FILE is exchange JSON, a ZIP or folder of tables, a loop file or a folder of such, or the PDF
    of a packet.

    All of them come in, or none."""
    from committee.store import journal
    from committee.store.engine import make_engine, session
    from committee.store.importing import bring_in

    loops, ignored = read_loops(file, _shipped(policy), ignore_unknown)
    address = load_settings().database_url
    with _receiving(address, dry_run) as place, session(make_engine(place)) as opened:
        arrival = bring_in(opened, loops)
        journal.record(opened, "import", None, "", f"{arrival.loops} loops, by command")
        if dry_run:
            opened.rollback()
    counts, notes = arrival.counts, [*ignored, *notes_on(loops)]
    if as_json:
        click.echo(json.dumps({"dry_run": dry_run, "new": counts, "notes": notes}))
        return
    listed = ", ".join(f"{number} {name}" for name, number in counts.items())
    click.echo("\n".join([f"{'Would import' if dry_run else 'Imported'} {listed}.", *notes]))


@contextmanager
def _receiving(address: str, dry_run: bool) -> Iterator[str]:
    """The database that loops come into; a dry run begins none, and changes no schema."""
    from committee.store.schema import migrate, refuse_unready, revision_at

    if not dry_run:
        migrate(address)
        yield address
    elif revision_at(address):
        refuse_unready(address)
        yield address
    else:
        with TemporaryDirectory() as folder:
            migrate(scratch := f"sqlite:///{folder}/dry-run.db")
            yield scratch


def _shipped(policy: str | None) -> str | None:
    """The policy given, if loops can be filed under it; CommitteeError else."""
    if policy is not None and policy not in shipped_policies():
        found, remedy = unknown("the policy", policy, shipped_policies())
        raise CommitteeError(found, where="--policy", remedy=remedy)
    return policy


def _write(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError as error:
        raise FileError(
            f"can’t be written ({error.strerror}).", where=str(path), remedy="Choose another place."
        ) from error
