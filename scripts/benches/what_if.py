"""The outcome table at work: a policy's check, odds, and a season of loops."""

from dataclasses import replace
from itertools import count, islice

import numpy as np

from benches import Comparison, compare
from committee.assets import FIXTURES
from committee.domain.case import case_of
from committee.domain.decision import judge
from committee.domain.facts import Facts
from committee.domain.packet import Packet
from committee.files.loops import read_loop
from committee.files.policies import load_policy
from committee.odds.chance import odds
from committee.odds.outcome_table import outcome_table
from committee.odds.policy_check import check_policy
from committee.odds.rater_model import RaterModel
from committee.odds.rating_panel import panel_of
from committee.odds.sampling import sampled

POLICY = load_policy()
TARGET = "senior"
MILLION = 1_000_000


def run() -> list[Comparison]:
    table = outcome_table(POLICY, TARGET)
    case = case_of(_four_interviewers(), POLICY)
    panel = panel_of(case, table.places)
    # Another model every time: what one interviewer adds is kept, and must be worked out here.
    models = (RaterModel(sd=0.66 + number / 1e6) for number in count())
    season = _season()
    cells = table.cell(season)
    return [
        compare(
            "policy check, beside judge() on 1% of cells",
            ours=lambda: check_policy(POLICY),
            baseline=lambda: [
                judge(facts, POLICY, TARGET) for _, facts in islice(table.cells(), 0, None, 100)
            ],
        ),
        compare(
            "odds at four, beside a million draws",
            ours=lambda: odds(case, next(models)),
            baseline=lambda: sampled(case, table, panel, RaterModel(), MILLION),
            aim=1 / 40,
            rounds=5,
        ),
        compare(
            "a million loops, beside a bare look-up",
            ours=lambda: table.look_up(season),
            baseline=lambda: table.outcomes[cells],
        ),
    ]


def _four_interviewers() -> Packet:
    """The legible senior before a panel of four, who all rate what two of them did."""
    path = FIXTURES / "scenarios" / "legible-senior.toml"
    packet = read_loop(path, POLICY.ladder)
    behavioral = [card for card in packet.scorecards if card.kind == "behavioral"]
    twins = tuple(
        replace(card, id=f"{card.id}-twin", interviewer=f"{card.interviewer}'s twin")
        for card in behavioral
    )
    return replace(packet, scorecards=packet.scorecards + twins)


def _season() -> Facts:
    """A million loops' facts, drawn evenly."""
    random = np.random.default_rng(1)
    ranks = len(POLICY.ladder)
    facts = case_of(_four_interviewers(), POLICY).facts
    return replace(
        facts,
        reads={key: random.integers(-1, ranks, MILLION) for key in facts.reads},
        coding=random.integers(4, 17, MILLION) / 4,
        counts={key: random.integers(0, 4, MILLION) for key in facts.counts},
        confirmed={key: random.random(MILLION) < 0.1 for key in facts.confirmed},
    )
