"""`committee export` and `committee import`: loops from one installation to another."""

import json
import sys
from pathlib import Path
from typing import Any

import click

from committee.config import load_settings
from committee.domain.ladder import Ladder
from committee.errors import FileError
from committee.files.exchange import (
    MOST_BYTES,
    checked_loops,
    exchange_file,
    exchange_json,
    parse_exchange,
)
from committee.files.exchange_csv import exchange_zip, read_tables
from committee.files.loops import loop_data
from committee.files.policies import load_ladder
from committee.files.snapshot import parse_snapshot
from committee.files.text import decode, read_bytes

from .inputs import STDIN, json_option


@click.command("export")
@click.argument("file")
@click.option("--cohort", "cohort_key", metavar="ID", help="Only this cohort's loops.")
def export_loops(file: str, cohort_key: str | None) -> None:
    """Write loops, evidence and decisions to FILE: JSON, or tables if it ends in .zip."""
    from committee.store.engine import make_engine, session
    from committee.store.exchange import everything
    from committee.store.loops import cohort_by_key

    with session(make_engine(load_settings().database_url), reads_only=True) as opened:
        cohort = cohort_by_key(opened, cohort_key) if cohort_key else None
        loops = everything(opened, cohort)
    if file == STDIN:
        click.echo(exchange_json(loops), nl=False)
        return
    tables = Path(file).suffix.lower() == ".zip"
    _write(Path(file), exchange_zip(loops) if tables else exchange_json(loops).encode())
    click.echo(f"Exported {len(loops)} loops to {file}.", err=True)


@click.command("import")
@click.argument("file")
@click.option("--dry-run", is_flag=True, help="Say what would come in, and change nothing.")
@json_option
def import_loops(file: str, dry_run: bool, as_json: bool) -> None:
    """Bring in the loops of FILE: exchange JSON, a ZIP or folder of tables, or the PDF of a packet.

    All of them come in, or none."""
    from committee.store import journal
    from committee.store.arrival import bring_in
    from committee.store.engine import make_engine, session
    from committee.store.schema import migrate

    loops = _read(file)
    address = load_settings().database_url
    migrate(address)
    with session(make_engine(address)) as opened:
        arrival = bring_in(opened, loops)
        journal.record(opened, "import", None, "", f"{arrival.loops} loops, by command")
        if dry_run:
            opened.rollback()
    counts = arrival.counts
    if as_json:
        click.echo(json.dumps({"dry_run": dry_run, "new": counts}))
        return
    listed = ", ".join(f"{number} {name}" for name, number in counts.items())
    click.echo(f"{'Would import' if dry_run else 'Imported'} {listed}.")


def _read(file: str) -> list[dict[str, Any]]:
    ladder = load_ladder()
    path = Path(file)
    if path.is_dir() or path.suffix.lower() == ".zip":
        return read_tables(path, ladder)
    raw = sys.stdin.buffer.read() if file == STDIN else read_bytes(path, MOST_BYTES)
    where = "standard input" if file == STDIN else file
    if raw.startswith(b"%PDF"):
        return _packets(raw, where, ladder)
    return parse_exchange(decode(raw, where, MOST_BYTES), where, ladder)


def _packets(pdf: bytes, where: str, ladder: Ladder) -> list[dict[str, Any]]:
    """The loops that a committee edition, or a bound one, carries, as in an exchange file."""
    from committee.paper.bind import unbound

    bound = unbound(pdf, where)
    if bound is None:
        carried = [_carried(pdf, where)]
    elif bound.broken:
        raise _not_as_made(" ".join(bound.broken), where)
    else:
        carried = [_carried(each, f"{where}, {title}") for title, each in bound.packets]
    return checked_loops(exchange_file(carried), where, ladder)


def _carried(pdf: bytes, where: str) -> dict[str, Any]:
    from committee.paper.seal import SNAPSHOT, opened

    packet = opened(pdf, where)
    snapshot = parse_snapshot(packet.snapshot, f"{where}, {SNAPSHOT}")
    if packet.broken or not snapshot.whole:
        found = " ".join(packet.broken) or "a candidate's edition names no interviewer."
        raise _not_as_made(found, where)
    return {
        **loop_data(snapshot.packet),
        "id": f"packet-{snapshot.sha256[:16]}",
        "cohort": "Imported packets",
        "policy": snapshot.policy.name,
    }


def _not_as_made(found: str, where: str) -> FileError:
    remedy = "Import the committee's edition, as it was made."
    return FileError(found, where=where, remedy=remedy)


def _write(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError as error:
        raise FileError(
            f"can't be written ({error.strerror}).", where=str(path), remedy="Choose another place."
        ) from error
