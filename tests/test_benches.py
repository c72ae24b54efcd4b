"""Timing side by side: who runs when, and what is made of the seconds."""

import subprocess
import sys
from pathlib import Path

import pytest

from benches import Comparison, compare

SCRIPTS = Path(__file__).parent.parent / "scripts"


def test_sides_warm_up_once_and_then_take_turns_at_going_first() -> None:
    calls: list[str] = []

    comparison = compare(
        "turns",
        ours=lambda: calls.append("ours"),
        baseline=lambda: calls.append("baseline"),
        rounds=3,
    )

    assert calls[:2] == ["ours", "baseline"]
    assert calls[2:] == ["ours", "baseline", "baseline", "ours", "ours", "baseline"]
    assert len(comparison.ours) == len(comparison.baseline) == 3


def test_ratio_is_of_medians_so_that_one_slow_round_does_not_count() -> None:
    comparison = Comparison("steady", (1.0, 2.0, 90.0), (4.0, 4.0, 4.0))

    assert comparison.ratio == 0.5


def test_middle_half_is_of_rounds_side_by_side() -> None:
    comparison = Comparison("paired", (1.0, 4.0, 9.0), (1.0, 2.0, 3.0))

    assert comparison.middle_half == (1.5, 2.5)


@pytest.mark.parametrize(("aim", "met"), [(None, None), (1.0, False), (1.5, True), (2.0, True)])
def test_an_aim_is_the_highest_ratio_wanted(aim: float | None, met: bool | None) -> None:
    comparison = Comparison("aimed", (3.0, 3.0), (2.0, 2.0), aim)

    assert comparison.meets_aim is met


def test_a_bench_that_does_not_exist_is_named() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "benches", "nonesuch"], cwd=SCRIPTS, capture_output=True, text=True
    )

    assert ran.returncode == 1
    assert "no bench named nonesuch" in ran.stderr
    assert "Traceback" not in ran.stderr
