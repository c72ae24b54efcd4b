"""`committee odds --check`: whether odds come true, for drawn candidates or those met twice."""

import json
from collections.abc import Sequence
from datetime import date

import click
import numpy as np
from rich.console import Console
from rich.table import Table

from committee.domain.packet import Packet
from committee.domain.policy import Policy
from committee.errors import CommitteeError
from committee.odds.calibration import Calibration, calibrated, met_twice
from committee.odds.calibration_draws import MakeUp, drawn_twice, usual_target
from committee.odds.rater_model import RaterModel
from committee.present.charts.calibration_chart import again_words, score_words
from committee.present.output.odds_json import calibration_json
from committee.present.voice.words import counted, opening, verdict_name


def check_odds(
    policy: Policy, model: RaterModel, target: str | None, interviewers: int, candidates: int,
    seed: int, *, as_json: bool,
) -> None:  # fmt: skip
    """Draw candidates, tell them their odds, and print what a second panel then said."""
    aimed = target or usual_target(policy)
    random = np.random.default_rng(seed)
    panels = drawn_twice(MakeUp(interviewers), policy, aimed, model, candidates, random)
    found = calibrated(panels, policy, model)
    if as_json:
        shown = {"policy": policy.name, "target": aimed, "interviewers": interviewers}
        click.echo(json.dumps({**shown, "seed": seed, **calibration_json(found, model)}))
    else:
        _show(found, f"{policy.title}, {policy.ladder.name(aimed)}, {interviewers} interviewers")
        click.echo("These candidates were drawn from the model, and met by a second panel.")


def check_pairs(
    policy: Policy, model: RaterModel, packets: Sequence[Packet | CommitteeError], *, as_json: bool
) -> None:
    """Print what each candidate's earlier loop said of another panel, and what the later decided.

    A candidate is known by name; files count in the order of their days, then as given.
    CommitteeError for a file that can't be read, and where nobody was met twice.
    """
    once: list[Packet] = []
    for packet in packets:
        if isinstance(packet, CommitteeError):
            raise packet
        if packet not in once:  # The same file twice is one panel.
            once.append(packet)
    in_turn = sorted(once, key=lambda packet: packet.held_on or date.max)
    told = met_twice(((packet.candidate.casefold(), packet) for packet in in_turn), policy)
    if not told:
        raise CommitteeError(
            "nobody in these files was met twice for the same target, and decided on both times.",
            remedy="Give two loop files of one candidate, or --check without files.",
        )
    found = calibrated(told, policy, model)
    if as_json:
        click.echo(json.dumps({"policy": policy.name, **calibration_json(found, model)}))
    else:
        _show(found, f"{policy.title}, {counted(len(told), 'second panel')}")


def _show(found: Calibration, what: str) -> None:
    console = Console(highlight=False)
    table = Table(title=what, title_justify="left")
    table.add_column("Outcome")
    for name in ("Candidates", "Said", "Happened", "Standard errors apart"):
        table.add_column(name, justify="right")
    for each in found.bins:
        name = opening(verdict_name(each.outcome))
        said, happened = (f"{100 * share:.0f} in 100" for share in (each.said, each.happened))
        table.add_row(name, str(each.candidates), said, happened, f"{each.off:.1f}")
    console.print(table)
    console.print(again_words(found))
    console.print(score_words(found))
