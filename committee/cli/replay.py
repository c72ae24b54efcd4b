"""`committee replay`: a packet's PDF, decided again from what it carries."""

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from committee.errors import CommitteeError, FileError
from committee.files.printed_text import Pages
from committee.files.replay import can_decide, compared
from committee.files.snapshot import Snapshot, parse_snapshot
from committee.files.strict_text import read_bytes
from committee.present.output.decision_json import decision_json
from committee.present.packet.packet_view import SUMMARY
from committee.present.voice.candidate_and_committee_voice import voice_for
from committee.present.voice.decision_said import decided as because
from committee.present.voice.words import counted, verdict_words

from .inputs import json_option

if TYPE_CHECKING:
    from committee.paper.attach_and_verify import Opened
    from committee.paper.binding import Bound

MOST_BYTES = 100_000_000


@dataclass(frozen=True)
class Replayed:
    """What a packet says when it is decided again: in words, and what differs.

    `notes` are for a reader to know, and no differences.
    """

    words: str
    differences: tuple[str, ...]
    notes: tuple[str, ...] = ()
    edition: str | None = None
    decision: dict[str, Any] | None = None

    @property
    def told(self) -> dict[str, Any]:
        """As an object of JSON."""
        found = {"equal": not self.differences, "differences": self.differences}
        found |= {"notes": self.notes}
        return {**found, "edition": self.edition, "decision": self.decision}


@click.command()
@click.argument("file", metavar="PACKET.pdf")
@json_option
def replay(file: str, as_json: bool) -> None:
    """Decide a packet again from its PDF, and say whether it equals what is printed.

    Of a bound PDF, every packet in it. Exit code 0: equal. 1: something differs, and is named.
    2: not a packet.
    """
    from committee.paper.binding import unbound
    from committee.paper.untrusted_pdf import in_bounds

    raw = read_bytes(Path(file), MOST_BYTES)
    bound = in_bounds(unbound, raw, file)
    if bound:
        sys.exit(_replay_bound(bound, file, as_json))
    again = _replayed(raw, file)
    click.echo(json.dumps(again.told, ensure_ascii=False) if as_json else _lines(file, again))
    sys.exit(1 if again.differences else 0)


def _replay_bound(bound: "Bound", file: str, as_json: bool) -> int:
    """Replay every packet; one that can't be read differs, and the others go on."""
    said = f"{counted(len(bound.packets), 'packet')} bound together."
    if not as_json:
        click.echo(_lines(file, Replayed(said, bound.broken)))
    every = []
    for title, pdf in bound.packets:
        where = f"{file}, {title}"
        try:
            again = _replayed(pdf, where)
        except CommitteeError as error:
            again = Replayed("this packet can’t be read.", (error.found,))
        every.append({"packet": title, **again.told})
        if not as_json:
            click.echo(_lines(where, again))
    equal = not bound.broken and all(each["equal"] for each in every)
    if as_json:
        told = {"equal": equal, "differences": bound.broken, "packets": every}
        click.echo(json.dumps(told, ensure_ascii=False))
    return 0 if equal else 1


def _lines(where: str, again: Replayed) -> str:
    return "\n".join([f"{where}: {again.words}", *again.differences, *again.notes])


def _replayed(pdf: bytes, where: str) -> Replayed:
    from committee.paper.attach_and_verify import SNAPSHOT, opened
    from committee.paper.untrusted_pdf import in_bounds

    packet = in_bounds(opened, pdf, where)
    notes: tuple[str, ...] = ()
    snapshot, found = None, list(packet.broken)
    try:
        snapshot = parse_snapshot(packet.snapshot, f"{where}, {SNAPSHOT}")
    except FileError as error:
        if not found:
            raise
        found.append(f"And it can’t be read: {error.found}")
    if snapshot:
        against = compared(snapshot, Pages(packet.texts), quotes=packet.edition != SUMMARY)
        found += [*against.differences, *_sums_otherwise(packet, snapshot)]
        notes = against.notes
    decided = snapshot if snapshot and can_decide(snapshot) else None
    again = decision_json(decided.case) if decided else None
    return Replayed(_said(snapshot, found), tuple(found), notes, packet.edition, again)


def _sums_otherwise(packet: "Opened", snapshot: Snapshot) -> list[str]:
    found = []
    if packet.foot not in "".join(packet.texts):
        found.append("The sum in the foot of the pages is not that of the sealed packet.")
    if not (packet.of_another or snapshot.sha256.startswith(packet.foot)):
        found.append("The snapshot’s sum is not the one in the foot of the pages.")
    return found


def _said(snapshot: Snapshot | None, found: list[str]) -> str:
    if found:
        return "this is not what was printed."
    assert snapshot is not None
    if not can_decide(snapshot):
        return (
            "pages and snapshot are as they were printed. It can’t be decided again: its policy "
            "counts recommendations, and this candidate’s edition doesn’t say what the panel’s "
            "added up to."
        )
    again = snapshot.case
    words = verdict_words(again.verdict, again.level, again.policy)
    return f"equal. {words}. {because(again, voice_for(again, snapshot.rubric))}"
