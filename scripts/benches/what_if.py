"""The outcome table at work: a policy's check, odds, and a season of loops."""

from dataclasses import replace
from itertools import count, cycle, islice

import numpy as np

from benches import Comparison, compare
from committee.assets import FIXTURES
from committee.domain.case import case_of
from committee.domain.decision import judge
from committee.domain.packet import Packet
from committee.domain.rule_inputs import Facts
from committee.files.loops import read_loop
from committee.files.policies import load_policy
from committee.odds.forecast_range import odds_range
from committee.odds.outcome_table import outcome_table
from committee.odds.policy_proof import check_policy
from committee.odds.rater_model import RaterModel

POLICY = load_policy()
TARGET = "senior"
MILLION = 1_000_000


def run() -> list[Comparison]:
    table = outcome_table(POLICY, TARGET)
    tables = {target: outcome_table(POLICY, target) for target in POLICY.ladder.targets}
    loops = _hundred_loops()
    # Another centre every time: odds that were asked for are kept, and must be worked out here.
    models = (RaterModel(centre=2 + number / 1e6) for number in count())
    season = _season()
    cells = table.cell(season)

    def odds_of_all() -> None:
        for packet in loops:
            odds_range(case_of(packet, POLICY), next(models), tables[packet.target])

    return [
        compare(
            "policy check, beside judge() on 1% of cells",
            ours=lambda: check_policy(POLICY),
            baseline=lambda: [
                judge(facts, POLICY, TARGET) for _, facts in islice(table.cells(), 0, None, 100)
            ],
        ),
        compare(
            "odds of 100 loops with their range, beside deciding them",
            ours=odds_of_all,
            baseline=lambda: [case_of(packet, POLICY).ruling for packet in loops],
            rounds=5,
        ),
        compare(
            "a million loops, beside a bare look-up",
            ours=lambda: table.look_up(season),
            baseline=lambda: table.outcomes[cells],
        ),
    ]


def _hundred_loops() -> list[Packet]:
    """The scenarios, over and over."""
    paths = sorted((FIXTURES / "scenarios").iterdir())
    return [read_loop(path, POLICY.ladder) for path in islice(cycle(paths), 100)]


def _season() -> Facts:
    """A million loops' facts, drawn evenly."""
    random = np.random.default_rng(1)
    ranks = len(POLICY.ladder)
    facts = case_of(_hundred_loops()[0], POLICY).facts
    return replace(
        facts,
        reads={key: random.integers(-1, ranks, MILLION) for key in facts.reads},
        coding=random.integers(4, 17, MILLION) / 4,
        counts={key: random.integers(0, 4, MILLION) for key in facts.counts},
        confirmed={key: random.random(MILLION) < 0.1 for key in facts.confirmed},
    )
