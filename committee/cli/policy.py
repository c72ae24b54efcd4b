"""`committee policy`: list the policies, show one."""

import json
from dataclasses import asdict
from typing import Any

import click

from committee.domain.policy import Policy
from committee.files.policies import load_policy, shipped_policies
from committee.files.rubrics import load_rubric
from committee.present.policy_doc import policy_doc

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


def _summary(policy: Policy) -> dict[str, Any]:
    return {
        "name": policy.name,
        "version": policy.version,
        "title": policy.title,
        "summary": policy.summary,
        "vetoes": [veto.id for veto in policy.vetoes],
        "sources": list(policy.sources),
    }
