"""`committee odds` and `committee flips`."""

import json
import sys
from functools import cache, partial
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from committee.domain.case import Case, case_of
from committee.domain.decision import Verdict
from committee.domain.policy import Policy
from committee.errors import CommitteeError
from committee.files.policies import shipped_policies
from committee.files.rubrics import load_rubric
from committee.files.validation_errors import unknown
from committee.odds.flips import Flips
from committee.odds.flips import flips as find_flips
from committee.odds.forecast import where_not_noted
from committee.odds.forecast_range import OddsRange, odds_range
from committee.odds.outcome_table import outcome_table
from committee.odds.rater_model import FLAT, RaterModel
from committee.present.output.odds_json import (
    assumptions,
    change_words,
    flip_words,
    flips_json,
    odds_json,
    outcome_words,
)
from committee.present.packet.another_panel import (
    MOVED_BY,
    TOO_LITTLE,
    AnotherPanel,
    branch_titles,
    chances,
    model_words,
    settled,
)
from committee.present.voice.candidate_and_committee_voice import voice_for
from committee.present.voice.decision_said import decided
from committee.present.voice.words import verdict_words

from .inputs import (
    checked_target,
    json_option,
    load_policy,
    policy_option,
    read_packet,
    read_packets,
)
from .odds_check import check_odds, check_pairs

target_option = click.option("--target", metavar="LEVEL", help="Another target than the loop’s.")
DEFAULTS = RaterModel()


class _Spread(click.ParamType[float]):
    """A number of levels, or "flat"."""

    name = "spread"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        try:
            return FLAT if value == "flat" else float(value)
        except ValueError:
            self.fail(f"found “{value}”. Give a number of levels, or flat.", param, ctx)


@click.command()
@click.argument("files", nargs=-1, metavar="FILE...")
@policy_option
@target_option
@click.option("--check", is_flag=True, help="Tell odds to drawn candidates, and see if they hold.")
@click.option(
    "--candidates",
    type=click.IntRange(1, 1_000_000),
    default=4000,
    show_default=True,
    help="How many to draw, to check.",
)
@click.option(
    "--interviewers",
    type=click.IntRange(1, 10),
    default=2,
    show_default=True,
    help="Behavioural ones, to check.",
)
@click.option(
    "--seed",
    type=click.IntRange(0),
    default=1,
    show_default=True,
    help="What to draw from, to check.",
)
@click.option(
    "--spread", type=_Spread(), default=DEFAULTS.spread, show_default=True, metavar="LEVELS|flat",
    help="SD of what candidates show, in levels.",
)  # fmt: skip
@click.option("--centre", metavar="LEVEL|RANK", help="Their mean; the target if left out.")
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
    files: tuple[str, ...],
    policy_name: str,
    target: str | None,
    centre: str | None,
    check: bool,
    candidates: int,
    interviewers: int,
    seed: int,
    as_json: bool,
    **parameters: float,
) -> None:
    """Say how likely each outcome was, had another panel met the candidate.

    FILE is a loop file in TOML or JSON, a folder of them, or - for standard input. With --check,
    candidates with two loops at the same target are their own second panel.
    """
    policy = load_policy(policy_name)
    model = RaterModel(centre=_centre(centre, policy), **parameters)
    aimed, refused = checked_target(target, policy), False
    if not check and not files:
        raise click.UsageError("Give loop files, or --check.")
    if check and not files and model.spread == FLAT:
        raise click.UsageError("Nobody can be drawn from a flat spread. Give --spread a number.")
    if check and files:
        for name in ("target", "candidates", "interviewers", "seed"):
            if _given(name):
                raise click.UsageError(f"--check with files takes no --{name}.")
        packets = [packet for _, packet in read_packets(files, policy)]
        check_pairs(policy, model, packets, as_json=as_json)
        return
    if check:
        check_odds(policy, model, aimed, interviewers, candidates, seed, as_json=as_json)
        return
    table_of = cache(partial(outcome_table, policy))
    for name, packet in read_packets(files, policy):
        if isinstance(packet, CommitteeError):
            click.echo(f"committee: {packet}", err=True)
            refused = True
            continue
        case = case_of(packet, policy, aimed)
        table = table_of(case.target)
        noted = odds_range(case, model, table)
        other = where_not_noted(case, noted.stated, table)
        not_noted = odds_range(other, model, table) if other else None
        if as_json:
            why_not = TOO_LITTLE if case.verdict is Verdict.MORE_SIGNAL else ""
            shown = odds_json(noted, not_noted, policy, why_not)
            shown |= {"candidate": packet.candidate, "file": name}
            click.echo(json.dumps(shown, ensure_ascii=False))
        else:
            _show_odds(case, noted, not_noted)
    if refused:
        sys.exit(2)


def _given(option: str) -> bool:
    source = click.get_current_context().get_parameter_source(option)
    return source is not None and source.name == "COMMANDLINE"


def _centre(given: str | None, policy: Policy) -> float | None:
    """A level, or its rank, between two of them too."""
    if given is None or given in policy.ladder:
        return None if given is None else policy.ladder.rank(given)
    try:
        return float(given)
    except ValueError:
        found, remedy = unknown("the centre", given, policy.ladder.ids)
        raise CommitteeError(found, where="--centre", remedy=remedy) from None


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


def _show_odds(case: Case, noted: OddsRange, not_noted: OddsRange | None) -> None:
    console = Console(highlight=False)
    _headline(console, case)
    if case.verdict is Verdict.MORE_SIGNAL:
        console.print(AnotherPanel(why_not=TOO_LITTLE).sentence)
        return
    if not_noted is None:
        _show_chances(console, "If another panel had met the same candidate", noted, case)
    else:
        for title, each in zip(branch_titles(case), (noted, not_noted), strict=True):
            _show_chances(console, title, each, case)
    console.print(model_words(noted.stated))
    for sentence in assumptions(case.policy):
        console.print(f"· {sentence}", style="dim")


def _show_chances(console: Console, title: str, known: OddsRange, case: Case) -> None:
    if by_rule := settled(known, case):
        console.print(f"{title}: {by_rule}")
        return
    table = Table(title=title, title_justify="left")
    for name in ("Of twenty panels", "Outcome", "Chance"):
        table.add_column(name)
    for each in chances(known, case):
        table.add_row(each.mark * each.panels, each.words, each.about)
    console.print(table)
    console.print(f"What moves this most is {MOVED_BY[known.moves_most(case.verdict)]}.")


def _show_flips(case: Case, found: Flips) -> None:
    console, policy, rubric = Console(highlight=False), case.policy, load_rubric()
    _headline(console, case)
    unread = ("If something hadn’t been assessed", found.unread)
    for title, flips in (("What would have changed it", found.flips), unread):
        if not flips:
            continue
        table = Table(title=title, title_justify="left")
        table.add_column("Change")
        table.add_column("Outcome")
        for flip in flips:
            table.add_row(flip_words(flip, policy, rubric), outcome_words(flip.outcome, policy))
        console.print(table)
    console.print("What would have left the outcome as it is:")
    for change in found.inert:
        console.print(f"· {change_words(change, policy, rubric)}", style="dim")


def _headline(console: Console, case: Case) -> None:
    console.print(verdict_words(case.verdict, case.level, case.policy), style="bold")
    console.print(decided(case, voice_for(case, load_rubric())))
