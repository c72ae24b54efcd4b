"""The command line: `committee decide`, `committee packet`, and the rest."""

import importlib
import os
import sys
from collections.abc import Sequence
from typing import Any

import click

from committee.errors import CommitteeError

COMMANDS = {
    "cohort": "committee.cli.cohort:cohort",
    "backup": "committee.cli.database:backup",
    "check": "committee.cli.database:check",
    "create-coach": "committee.cli.accounts:create_coach",
    "decide": "committee.cli.decide:decide",
    "demo": "committee.cli.demo:demo",
    "doctor": "committee.cli.doctor:doctor",
    "export": "committee.cli.exchange:export_loops",
    "flips": "committee.cli.odds:flips",
    "forget": "committee.cli.forget_and_retention:forget",
    "import": "committee.cli.exchange:import_loops",
    "odds": "committee.cli.odds:odds",
    "packet": "committee.cli.packet:packet",
    "packets": "committee.cli.cohort_packets:packets",
    "policy": "committee.cli.policy:policy",
    "reset-password": "committee.cli.accounts:reset_password",
    "restore": "committee.cli.database:restore",
    "replay": "committee.cli.replay:replay",
    "retention": "committee.cli.forget_and_retention:retention",
    "schema": "committee.cli.decide:schema",
    "serve": "committee.cli.serve:serve",
    "signals": "committee.cli.signals:signals",
    "synth": "committee.cli.synth:synth",
    "worker": "committee.cli.cohort_packets:worker",
}
"""Command to where it lives; a command's modules are imported only when it is called."""


class Commands(click.Group):
    """Commands loaded when asked for, so that a decision doesn't wait for the web or for paper."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="committee")
def root() -> None:
    """Show how a hiring committee turns evidence into a level."""


def main(args: Sequence[str] | None = None) -> Any:
    """Run a command; a refusal is one message on standard error and exit code 2.

    What it makes, and whatever it starts, is its owner's to read and nobody else's.
    """
    os.umask(0o077)
    try:
        return root.main(args=args, prog_name="committee")
    except CommitteeError as error:
        click.echo(f"committee: {error}", err=True)
        sys.exit(2)
    except OSError as error:
        click.echo(f"committee: {error.filename or 'output'}: {error.strerror}.", err=True)
        sys.exit(2)
