"""What several commands take: loops from files or standard input, a policy, a target."""

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from committee.domain.packet import Packet
from committee.domain.policy import Policy
from committee.errors import CommitteeError
from committee.files.loops import loops_under, parse_loop, read_loop
from committee.files.policies import DEFAULT, load_policy
from committee.files.strict_text import MOST_BYTES, decode
from committee.files.validation_errors import unknown

STDIN = "-"

policy_option = click.option(
    "--policy",
    "policy_name",
    default=DEFAULT,
    show_default=True,
    metavar="NAME|FILE",
    help="A shipped policy, or the file of one.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON and nothing else.")


def read_packet(file: str, policy: Policy) -> Packet:
    """The packet in one loop file, or in standard input for "-"."""
    if file == STDIN:
        text = decode(sys.stdin.buffer.read(MOST_BYTES + 1), "standard input")
        return parse_loop(text, "standard input", policy.ladder)
    return read_loop(Path(file), policy.ladder)


def read_packets(
    files: tuple[str, ...], policy: Policy
) -> Iterator[tuple[str, Packet | CommitteeError]]:
    """Each loop file with its packet, or with why it can't be read; folders are opened."""
    for file in files:
        try:
            if not file:
                raise CommitteeError(
                    "a file name is empty.", remedy="Name a loop file or a folder."
                )
            names = [file] if file == STDIN else [str(p) for p in loops_under([Path(file)])]
        except CommitteeError as error:
            yield file, error
            continue
        for name in names:
            try:
                yield name, read_packet(name, policy)
            except CommitteeError as error:
                yield name, error


def checked_target(target: str | None, policy: Policy) -> str | None:
    """A target given on the command line, if the policy's ladder has it; else CommitteeError."""
    if target is not None and target not in policy.ladder.targets:
        found, remedy = unknown("the target", target, policy.ladder.targets)
        raise CommitteeError(found, where="--target", remedy=remedy)
    return target


__all__ = [
    "checked_target",
    "json_option",
    "load_policy",
    "policy_option",
    "read_packet",
    "read_packets",
]
