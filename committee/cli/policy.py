"""`committee policy`: list the policies, show one, check what one promises."""

import json
from dataclasses import asdict
from typing import Any

import click

from committee.domain.policy import Policy
from committee.files.policies import load_policy, shipped_policies
from committee.files.rubrics import load_rubric
from committee.present.policy.policy_page import policy_doc

from .inputs import json_option


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
@json_option
def check(name: str, as_json: bool) -> None:
    """Prove the laws of a decision over every packet that a policy can tell apart.

    A law that fails comes with a counter-example. The policy can be used all the same.
    """
    from committee.odds.policy_check import check_policy
    from committee.present.output.odds_json import check_json, proof

    checked = check_policy(load_policy(name))
    if as_json:
        click.echo(json.dumps(check_json(checked), ensure_ascii=False))
        return
    shown = proof(checked)
    click.echo(f"{checked.policy.title}: looked at all {shown.cells} cells.")
    for law, counter_example in shown.laws:
        click.echo(f"{'✗' if counter_example else '✓'} {law}")
        if counter_example:
            click.echo(f"  {counter_example}")
    dead = ", ".join(shown.dead_rules)
    click.echo(f"✗ Never say no first: {dead}." if dead else "✓ Every rule can decide.")


def _summary(policy: Policy) -> dict[str, Any]:
    return {
        "name": policy.name,
        "version": policy.version,
        "title": policy.title,
        "summary": policy.summary,
        "vetoes": [veto.id for veto in policy.vetoes],
        "sources": list(policy.sources),
    }
