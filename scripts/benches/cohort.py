"""A cohort's packets: printed by all cores at once, beside one core printing its share of them.

One over the first ratio is the throughput as a share of cores times single; the aim is 0.9 of
it. Every round prints packets that were never printed before. The second comparison is of a
packet that is asked for again: hashed, looked up and read, beside printing it.
"""

import os
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

from benches import Comparison, compare
from committee.assets import FIXTURES
from committee.domain.case import case_of
from committee.files.loops import read_loop
from committee.files.policies import load_policy
from committee.files.rubrics import load_rubric
from committee.files.snapshot import freeze
from committee.jobs.print_order import Order
from committee.jobs.printer_pool import Press

EACH = 3
SHARE = 0.9


def run() -> list[Comparison]:
    """Rounds of three packets for every core, and one packet again."""
    cores = os.cpu_count() or 1
    fresh = orders()
    with tempfile.TemporaryDirectory() as name, Press(Path(name), cores) as press:
        folder = Path(name)

        def together() -> None:
            list(press.print_all([next(fresh) for _ in range(EACH * cores)]))

        def alone() -> None:
            for _ in range(EACH):
                next(fresh).print_into(folder)

        known = next(fresh)
        press.printed(known)
        return [
            compare(
                f"{EACH * cores} packets on {cores} cores, beside {EACH} on one",
                ours=together,
                baseline=alone,
                aim=1 / SHARE,
                rounds=5,
            ),
            compare(
                "an unchanged packet again, beside printing it",
                ours=lambda: press.printed(known).read_bytes(),
                baseline=lambda: next(fresh).printed(),
                rounds=5,
            ),
        ]


def orders() -> Iterator[Order]:
    """Packets without end, of which no two are the same."""
    policy, rubric = load_policy(), load_rubric()
    packet = read_loop(FIXTURES / "scenarios" / "legible-senior.toml", policy.ladder)
    for number in count():
        another = replace(packet, candidate=f"{packet.candidate} {number}")
        yield Order(freeze(case_of(another, policy), rubric).text, "committee")
