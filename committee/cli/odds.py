"""`committee odds` and `committee flips`."""

import json

import click
from rich.console import Console
from rich.table import Table

from committee.domain.case import Case, case_of
from committee.files.policies import shipped_policies
from committee.files.rubrics import load_rubric
from committee.odds.chance import Odds, odds_range
from committee.odds.chance import odds as chances
from committee.odds.flips import Flips
from committee.odds.flips import flips as find_flips
from committee.odds.rater_model import RELIABILITIES, RaterModel
from committee.present.output.odds_json import (
    assumptions,
    change_words,
    flip_words,
    flips_json,
    odds_json,
    outcome_words,
    percent,
)
from committee.present.voice.words import verdict_words

from .inputs import checked_target, json_option, load_policy, policy_option, read_packet

target_option = click.option("--target", metavar="LEVEL", help="Another target than the loop's.")
DEFAULTS = RaterModel()


@click.command()
@click.argument("file", metavar="FILE")
@policy_option
@target_option
@click.option("--sd", default=DEFAULTS.sd, show_default=True, help="SD of one rating, in levels.")
@click.option(
    "--reliability", default=DEFAULTS.reliability, show_default=True, help="Of one interview."
)
@click.option("--severity", default=DEFAULTS.severity, show_default="0.175", help="Share of it.")
@click.option("--question", default=DEFAULTS.question, show_default="0.267", help="Share of it.")
@click.option("--halo", default=DEFAULTS.halo, show_default=True, help="Share of the rest.")
@click.option("--loop-sd", default=DEFAULTS.loop_sd, show_default=True, help="Of the whole loop.")
@json_option
def odds(
    file: str, policy_name: str, target: str | None, as_json: bool, **parameters: float
) -> None:
    """Say how likely each outcome was, had another panel met the candidate.

    FILE is a loop file in TOML or JSON, or - for standard input.
    """
    policy = load_policy(policy_name)
    model = RaterModel(**parameters)
    packet = read_packet(file, policy)
    case = case_of(packet, policy, checked_target(target, policy))
    answer, spread = chances(case, model), dict(odds_range(case, model))
    if as_json:
        click.echo(json.dumps(odds_json(answer, spread, policy)))
    else:
        _show_odds(case, answer, spread)


@click.command()
@click.argument("file", metavar="FILE")
@policy_option
@target_option
@json_option
def flips(file: str, policy_name: str, target: str | None, as_json: bool) -> None:
    """Find the smallest changes that alter the outcome, and those that do nothing.

    FILE is a loop file in TOML or JSON, or - for standard input.
    """
    policy = load_policy(policy_name)
    case = case_of(read_packet(file, policy), policy, checked_target(target, policy))
    found = find_flips(case, [load_policy(name) for name in shipped_policies()])
    if as_json:
        click.echo(json.dumps(flips_json(found), ensure_ascii=False))
    else:
        _show_flips(case, found)


def _show_odds(case: Case, answer: Odds, spread: dict[float, Odds]) -> None:
    console, policy = Console(highlight=False), case.policy
    _headline(console, case)
    table = Table(title="If another panel had met the same candidate", title_justify="left")
    table.add_column("Outcome")
    table.add_column("Chance", justify="right")
    for reliability in RELIABILITIES:
        table.add_column(f"at reliability {reliability:.2f}", justify="right", style="dim")
    for verdict, chance in answer.outcomes.items():
        others = (percent(each.outcomes[verdict]) for each in spread.values())
        name = str(verdict).replace("_", " ").capitalize()
        table.add_row(name, percent(chance), *others)
    console.print(table)
    model = answer.model
    console.print(
        f"{answer.method.replace('_', ' ').capitalize()}"
        f"{f', standard error {answer.standard_error:.4f}' if answer.standard_error else ''}. "
        f"One rating scatters by {model.rating_sd:.2f} levels, {model.shared_sd:.2f} of it "
        f"shared by all that an interviewer rates and {model.rest_sd:.2f} its own."
    )
    for sentence in assumptions(policy):
        console.print(f"· {sentence}", style="dim")


def _show_flips(case: Case, found: Flips) -> None:
    console, policy, rubric = Console(highlight=False), case.policy, load_rubric()
    _headline(console, case)
    table = Table(title="What would have changed it", title_justify="left")
    table.add_column("Change")
    table.add_column("Outcome")
    for flip in found.flips:
        table.add_row(flip_words(flip, policy, rubric), outcome_words(flip.outcome, policy))
    console.print(table)
    console.print("What would not have:")
    for change in found.inert:
        console.print(f"· {change_words(change, policy, rubric)}", style="dim")


def _headline(console: Console, case: Case) -> None:
    console.print(verdict_words(case.verdict, case.level, case.policy), style="bold")
    console.print(case.ruling.because)
