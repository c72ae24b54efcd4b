"""`committee decide` and `committee schema`."""

import json
import sys

import click

from committee.domain.case import case_of
from committee.errors import CommitteeError
from committee.files.published_schemas import (
    exchange_schema,
    loop_schema,
    snapshot_schema,
    tables_schema,
)
from committee.files.rubrics import load_rubric
from committee.present.output.decision_json import decision_json

from .inputs import checked_target, json_option, load_policy, policy_option, read_packets


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@policy_option
@click.option("--target", metavar="LEVEL", help="Another target than the loop’s own.")
@json_option
def decide(files: tuple[str, ...], policy_name: str, target: str | None, as_json: bool) -> None:
    """Decide loop files: verdict, level, and the rule that decided.

    FILE is a loop file in TOML or JSON, a folder of them, or - for standard input.
    """
    policy = load_policy(policy_name)
    aimed = checked_target(target, policy)
    refused = False
    for name, packet in read_packets(files, policy):
        if isinstance(packet, CommitteeError):
            click.echo(f"committee: {packet}", err=True)
            refused = True
            continue
        case = case_of(packet, policy, aimed)
        if as_json:
            shown = {**decision_json(case), "candidate": packet.candidate, "file": name}
            click.echo(json.dumps(shown, ensure_ascii=False))
        else:
            from .terminal import show_decision

            show_decision(case, load_rubric())
    if refused:
        sys.exit(2)


SCHEMAS = {
    "loop": loop_schema,
    "exchange": exchange_schema,
    "snapshot": snapshot_schema,
    "tables": tables_schema,
}


@click.command()
@click.argument("kind", type=click.Choice(list(SCHEMAS)), default="loop")
def schema(kind: str) -> None:
    """Print the JSON Schema of a loop file, an exchange file or a packet’s snapshot.

    Of the tables that import takes, a tabular data package: their columns, and which are needed.
    """
    click.echo(json.dumps(SCHEMAS[kind](), indent=1))
