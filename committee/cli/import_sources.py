"""What `committee import` takes: exchange files, tables, loop files, and packets on paper."""

import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

from committee.domain.ladder import Ladder
from committee.errors import FileError
from committee.files.exchange import MOST_BYTES, Loop, checked_loops, exchange_file
from committee.files.exchange_csv import read_tables
from committee.files.loops import loop_data, loops_under, packet_of
from committee.files.policies import DEFAULT, load_ladder
from committee.files.snapshot import Snapshot, canonical, parse_snapshot
from committee.files.strict_text import decode, parse, read_bytes

from .inputs import STDIN


def read_loops(
    file: str, policy: str | None, ignore_unknown: bool
) -> tuple[list[Loop], tuple[str, ...]]:
    """The loops that FILE, or standard input, holds, all of them sound, and what isn't read of it.

    They are filed under `policy` where one is given, whichever they name. FileError else.
    """
    path = Path(file)
    if path.is_dir() and not any(each.suffix.lower() == ".csv" for each in path.iterdir()):
        found = (_in_file(str(each), load_ladder(), policy) for each in loops_under([path]))
        return [loop for some in found for loop in some], ()
    if path.is_dir() or path.suffix.lower() == ".zip":
        return read_tables(path, load_ladder(), policy, ignore_unknown=ignore_unknown)
    if path.suffix.lower() == ".csv":
        remedy = "Name the folder that it is in, with all of its tables."
        raise FileError("this is one table of several.", where=file, remedy=remedy)
    return _in_file(file, load_ladder(), policy), ()


def _in_file(file: str, ladder: Ladder, policy: str | None) -> list[Loop]:
    path = Path(file)
    raw = sys.stdin.buffer.read(MOST_BYTES + 1) if file == STDIN else read_bytes(path, MOST_BYTES)
    where = "standard input" if file == STDIN else file
    if raw.startswith(b"%PDF"):
        return _packets(raw, where, ladder, policy)
    form = None if file == STDIN else "toml" if path.suffix.lower() == ".toml" else "json"
    data = parse(decode(raw, where, MOST_BYTES), where, form)
    if "loop" in data and "format" not in data:
        data = exchange_file([_alone(data, where, ladder)])
    return checked_loops(data, where, ladder, policy)


def _alone(data: dict[str, Any], where: str, ladder: Ladder) -> dict[str, Any]:
    """The loop of a loop file, known by what it holds, so that it comes in once."""
    loop = loop_data(packet_of(data, where, ladder))
    content = sha256(canonical(loop).encode()).hexdigest()
    head = {"id": f"loop-{content[:16]}", "cohort": "Imported loops", "policy": DEFAULT}
    return {**loop, **head}


def _packets(pdf: bytes, where: str, ladder: Ladder, policy: str | None) -> list[Loop]:
    """The loops that a committee edition, or a bound one, carries, as in an exchange file."""
    from committee.paper.binding import unbound
    from committee.paper.untrusted_pdf import in_bounds

    bound = in_bounds(unbound, pdf, where)
    if bound is None:
        carried = [_carried(pdf, where)]
    elif bound.broken:
        raise _not_as_made(" ".join(bound.broken), where)
    else:
        carried = [_carried(each, f"{where}, {title}") for title, each in bound.packets]
    return checked_loops(exchange_file(carried), where, ladder, policy)


def _carried(pdf: bytes, where: str) -> dict[str, Any]:
    """A packet's loop with its decision; paper doesn't say who decided, nor when."""
    from committee.paper.attach_and_verify import SNAPSHOT, opened
    from committee.paper.untrusted_pdf import in_bounds

    packet = in_bounds(opened, pdf, where)
    snapshot = parse_snapshot(packet.snapshot, f"{where}, {SNAPSHOT}")
    if packet.broken or not snapshot.whole:
        found = " ".join(packet.broken) or "a candidate’s edition names no interviewer."
        raise _not_as_made(found, where)
    return {
        **loop_data(snapshot.packet),
        "id": f"packet-{snapshot.sha256[:16]}",
        "cohort": "Imported packets",
        "policy": snapshot.policy.name,
        "decision": [_decision(snapshot)],
    }


def _decision(snapshot: Snapshot) -> dict[str, Any]:
    return {
        "number": 1,
        "policy": snapshot.policy.name,
        "verdict": snapshot.decided.get("verdict"),
        "level": snapshot.decided.get("level"),
        "sha256": snapshot.sha256,
        "snapshot": snapshot.text,
    }


def _not_as_made(found: str, where: str) -> FileError:
    remedy = "Import the committee’s edition, as it was made."
    return FileError(found, where=where, remedy=remedy)
