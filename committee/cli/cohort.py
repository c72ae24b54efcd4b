"""`committee cohort`: what many loops show together."""

import json
import sys
from pathlib import Path

import click

from committee.domain.case import Case, case_of
from committee.domain.cohort import report
from committee.errors import CommitteeError
from committee.files.rubrics import load_rubric
from committee.present.cohort.report_view import cohort_view
from committee.present.output.decision_json import cohort_json

from .inputs import json_option, load_policy, policy_option, read_packets
from .packet import write


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@policy_option
@click.option("--name", default="Cohort", show_default=True, help="What the report is called.")
@click.option("-o", "out", metavar="OUT.pdf", help="Write the report as one page, without names.")
@click.option("--paper", type=click.Choice(["a4", "letter"]), default="a4", show_default=True)
@json_option
def cohort(
    files: tuple[str, ...],
    policy_name: str,
    name: str,
    out: str | None,
    paper: str,
    as_json: bool,
) -> None:
    """Count what loop files show together: outcomes, rules, averages, traps, agreement.

    FILE is a loop file in TOML or JSON, a folder of them, or - for standard input.
    """
    policy = load_policy(policy_name)
    cases: list[Case] = []
    refused = False
    for _, packet in read_packets(files, policy):
        if isinstance(packet, CommitteeError):
            click.echo(f"committee: {packet}", err=True)
            refused = True
        else:
            cases.append(case_of(packet, policy))
    if refused:
        sys.exit(2)
    found = report(cases)
    view = cohort_view(found, policy.ladder, load_rubric(), name=name, decided_by=policy.title)
    if out is not None:
        from committee.paper.render import render_cohort

        write(Path(out), render_cohort(view, paper=paper))
    if as_json:
        click.echo(json.dumps(cohort_json(found)))
        return
    from .terminal_cohort import show_cohort

    show_cohort(view)
    if out is not None:
        click.echo(f"Written: {out}")
