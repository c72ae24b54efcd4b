"""`committee policy`: list the policies, show one, check what one promises."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from committee.domain.policy import Policy
from committee.errors import FileError
from committee.files.atomic_write import write_whole
from committee.files.loops import loop_data, loop_toml
from committee.files.policies import load_policy, shipped_policies
from committee.files.rubrics import load_rubric
from committee.present.policy.policy_page import policy_doc

from .inputs import json_option

if TYPE_CHECKING:
    from committee.odds.policy_proof import Check
    from committee.present.policy.proven_laws import Proof


@click.group()
def policy() -> None:
    """List policies, and check what a policy promises."""


@policy.command("list")
@json_option
def list_policies(as_json: bool) -> None:
    """Name the policies that come with Committee."""
    policies = [load_policy(name) for name in shipped_policies()]
    if as_json:
        click.echo(json.dumps({"policies": [_summary(each) for each in policies]}))
        return
    for each in policies:
        click.echo(f"{each.name:<14} {each.title}. {each.summary}")


@policy.command("show")
@click.argument("name_or_file", metavar="NAME|FILE")
@json_option
def show_policy(name_or_file: str, as_json: bool) -> None:
    """Say everything that a policy decides by, from its own file."""
    doc = policy_doc(load_policy(name_or_file), load_rubric())
    if as_json:
        click.echo(json.dumps(asdict(doc), ensure_ascii=False))
        return
    from . import terminal_policy

    terminal_policy.show_policy(doc)


@policy.command("check")
@click.argument("name", metavar="NAME|FILE")
@click.option(
    "--packets",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write the packets of every counter-example into this folder, as loop files.",
)
@json_option
def check(name: str, folder: Path | None, as_json: bool) -> None:
    """Prove the laws of a decision over every packet that a policy can tell apart.

    A law that fails comes with the smallest packets that break it. The policy can be used all
    the same, and may say in its [breaks] which laws it breaks on purpose.
    """
    from committee.odds.policy_proof import check_policy
    from committee.present.policy.proven_laws import check_json, proof

    checked = check_policy(load_policy(name))
    if folder is not None:
        _write_packets(checked, folder)
    if as_json:
        click.echo(
            json.dumps(
                check_json(checked, load_rubric(), loop_data), ensure_ascii=False, default=str
            )
        )
        return
    _show_proof(checked.policy, proof(checked, load_rubric()))


def _show_proof(checked: Policy, shown: "Proof") -> None:
    click.echo(f"{checked.title}: looked at all {shown.cells} cells.")
    for law in shown.laws:
        mark = "✓" if not law.counter_example else "≠" if law.purpose else "✗"
        click.echo(f"{mark} {law.words}")
        if law.purpose:
            click.echo(f"  Broken on purpose: {law.purpose}")
        if law.counter_example:
            click.echo(f"  {law.counter_example}")
    for words in shown.kept:
        click.echo(f"! Said to be broken on purpose, and kept: {words}")
    dead = ", ".join(shown.dead_rules)
    click.echo(f"✗ Never say no first: {dead}." if dead else "✓ Every rule can decide.")


def _write_packets(checked: "Check", folder: Path) -> None:
    """One file a packet: the law's name, and a number where it takes two."""
    for law, found in checked.broken.items():
        for number, each in enumerate(found.examples if found else (), start=1):
            path = folder / f"{law}-{number}.toml"
            try:
                write_whole(path, loop_toml(each.packet).encode())
            except OSError as error:
                reason = error.strerror or "no reason given"
                remedy = "Choose a folder that you may write to."
                found_out = f"can’t be written ({reason})."
                raise FileError(found_out, where=str(path), remedy=remedy) from error


def _summary(policy: Policy) -> dict[str, Any]:
    return {
        "name": policy.name,
        "version": policy.version,
        "title": policy.title,
        "summary": policy.summary,
        "vetoes": [veto.id for veto in policy.vetoes],
        "sources": list(policy.sources),
    }
