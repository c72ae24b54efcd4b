"""`committee odds --check`: whether odds come true, for candidates drawn from the model itself."""

import json

import click
import numpy as np
from rich.console import Console
from rich.table import Table

from committee.domain.policy import Policy
from committee.odds.calibration import Calibration, calibrated
from committee.odds.rater_model import RaterModel
from committee.odds.simulated_panels import MakeUp, drawn_twice
from committee.present.output.odds_json import calibration_json
from committee.present.voice.words import opening, verdict_name

TARGET = "senior"


def check_odds(
    policy: Policy, model: RaterModel, target: str | None, interviewers: int, candidates: int,
    seed: int, *, as_json: bool,
) -> None:  # fmt: skip
    """Draw candidates, tell them their odds, and print what a second panel then said."""
    targets = policy.ladder.targets
    aimed = target or (TARGET if TARGET in targets else targets[0])
    random = np.random.default_rng(seed)
    panels = drawn_twice(MakeUp(interviewers), policy, aimed, model, candidates, random)
    found = calibrated(panels, policy, model)
    if as_json:
        shown = {"policy": policy.name, "target": aimed, "interviewers": interviewers}
        click.echo(json.dumps({**shown, "seed": seed, **calibration_json(found, model)}))
    else:
        _show(found, f"{policy.title}, {policy.ladder.name(aimed)}, {interviewers} interviewers")


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
    console.print(
        f"Brier score {found.brier:.3f}; {found.hoped:.3f} if everything said were right, "
        f"{found.base_rate:.3f} for telling everybody the base rate. {found.candidates:,} "
        "candidates, drawn from the model and met by a second panel."
    )
