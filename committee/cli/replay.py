"""`committee replay`: a packet's PDF, decided again from what it carries."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from committee.errors import FileError
from committee.files.replay import can_decide, differences, unprinted
from committee.files.snapshot import Snapshot, parse_snapshot
from committee.files.text import read_bytes
from committee.present.as_json import decision_json
from committee.present.packet import SUMMARY
from committee.present.words import verdict_words

from .inputs import json_option

if TYPE_CHECKING:
    from committee.paper.seal import Opened

MOST_BYTES = 100_000_000


@click.command()
@click.argument("file", metavar="PACKET.pdf")
@json_option
def replay(file: str, as_json: bool) -> None:
    """Decide a packet again from its PDF, and say whether it equals what is printed.

    Exit code 0: equal. 1: something differs, and is named. 2: not a packet.
    """
    from committee.paper.seal import SNAPSHOT, opened

    packet = opened(read_bytes(Path(file), MOST_BYTES), file)
    snapshot, found = None, list(packet.broken)
    try:
        snapshot = parse_snapshot(packet.snapshot, f"{file}, {SNAPSHOT}")
    except FileError as error:
        if not found:
            raise
        found.append(f"And it can't be read: {error.found}")
    if snapshot:
        found += _compared(packet, snapshot)
    decided = snapshot if snapshot and can_decide(snapshot) else None
    if as_json:
        again = decision_json(decided.again()) if decided else None
        told = {"equal": not found, "differences": found, "edition": packet.edition}
        click.echo(json.dumps({**told, "decision": again}, ensure_ascii=False))
    else:
        click.echo("\n".join([f"{file}: {_said(packet, snapshot, found)}", *found]))
    sys.exit(1 if found else 0)


def _compared(packet: "Opened", snapshot: Snapshot) -> list[str]:
    found = [*differences(snapshot, snapshot.again(), packet.text)]
    if packet.edition != SUMMARY:
        found += unprinted(snapshot, packet.text)
    if packet.printed_sha256[:12] not in packet.text:
        found.append("The sum in the foot of the pages is not that of the sealed packet.")
    if snapshot.whole and snapshot.sha256 != packet.printed_sha256:
        found.append("The snapshot's sum is not the one in the foot of the pages.")
    return found


def _said(packet: "Opened", snapshot: Snapshot | None, found: list[str]) -> str:
    if found:
        return "this is not what was printed."
    assert snapshot is not None
    if not can_decide(snapshot):
        return (
            "pages and snapshot are as they were printed. It can't be decided again: its policy "
            "counts recommendations, and the candidate's edition holds none."
        )
    again = snapshot.again()
    words = verdict_words(again.verdict, again.level, snapshot.policy)
    return f"equal. {words}. {again.ruling.because}"
