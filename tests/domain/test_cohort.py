"""What many loops show together: counted right, in any order, and adding up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from committee.domain.case import Case, case_of
from committee.domain.cohort import Agreement, Cohort, report
from committee.domain.decision import Verdict
from committee.domain.trace import Rule
from committee.files.policies import load_policy
from committee.synth import cohort

from ..packets import scenario

POLICY = load_policy()
HIRE, DOWN, NO, MORE = Verdict


def decided(*names: str) -> list[Case]:
    return [case_of(packet, POLICY) for packet in map(scenario, names)]


MADE_UP = [case_of(packet, POLICY) for packet in cohort(seed=2, size=30)]


def test_five_scenarios_make_a_report() -> None:
    loops = decided(
        "legible-senior", "the-acer", "conflicting-panel", "trap-no-real-failure", "trap-verbosity"
    )

    assert report(loops) == Cohort(
        size=5,
        outcomes={HIRE: 1, DOWN: 3, NO: 1, MORE: 0},
        by_target={
            "senior": {HIRE: 1, DOWN: 2, NO: 1, MORE: 0},
            "staff": {HIRE: 0, DOWN: 1, NO: 0, MORE: 0},
        },
        binding={
            Rule("veto", "scope-below-level"): 2,
            Rule("bar", "communication"): 1,
            Rule("veto", "no-real-failure"): 1,
        },
        beside_average={HIRE: {HIRE: 1}, DOWN: {HIRE: 1, NO: 2}, NO: {HIRE: 1}, MORE: {}},
        traps={"no-real-failure": 1, "verbosity": 1},
        agreement=(
            Agreement("scope", agreed=4, mixed=0, conflicting=1),
            Agreement("leadership", agreed=5, mixed=0, conflicting=0),
            Agreement("failure", agreed=1, mixed=2, conflicting=0),
            Agreement("communication", agreed=4, mixed=1, conflicting=0),
            Agreement("system_design", agreed=0, mixed=0, conflicting=0),
        ),
        passed_gate=5,
        passed_not_hired=4,
    )


def test_a_gate_that_is_missed_or_never_reached_is_not_passed() -> None:
    found = report(decided("failing-code", "too-little-signal", "legible-senior"))

    assert (found.passed_gate, found.passed_not_hired) == (1, 0)


def test_an_average_differs_where_it_says_another_word() -> None:
    loops = decided("legible-senior", "unpopular-call", "the-acer", "too-little-signal")

    assert report(loops).average_differs == 3


def test_a_trap_that_several_confirm_is_one_loops_trap() -> None:
    once = report(decided("trap-no-influence")).traps
    twice = report(decided("trap-no-influence", "trap-no-influence")).traps

    assert once["no-influence"] == 1
    assert twice["no-influence"] == 2


def test_nothing_decided_is_a_report_of_zeros() -> None:
    found = report([])

    assert (found.size, found.average_differs, found.binding, found.traps) == (0, 0, {}, {})
    assert set(found.outcomes.values()) == {0}


@given(st.permutations(MADE_UP))
def test_the_order_of_loops_does_not_matter(shuffled: list[Case]) -> None:
    assert report(shuffled) == report(MADE_UP)


@pytest.mark.parametrize("cut", [0, 7, 29, 30])
def test_two_halves_add_up_to_the_whole(cut: int) -> None:
    whole, one, other = report(MADE_UP), report(MADE_UP[:cut]), report(MADE_UP[cut:])

    assert whole.size == one.size + other.size
    assert whole.average_differs == one.average_differs + other.average_differs
    assert whole.passed_gate == one.passed_gate + other.passed_gate
    for verdict in Verdict:
        assert whole.outcomes[verdict] == one.outcomes[verdict] + other.outcomes[verdict]
    for all_, some, rest in zip(whole.agreement, one.agreement, other.agreement, strict=True):
        assert all_.panels == some.panels + rest.panels


def test_every_loop_is_counted_once_by_each_table() -> None:
    found = report(MADE_UP)

    assert sum(found.outcomes.values()) == found.size == 30
    assert sum(sum(row.values()) for row in found.by_target.values()) == found.size
    assert sum(sum(row.values()) for row in found.beside_average.values()) == found.size
    assert sum(found.binding.values()) == found.size - found.outcomes[HIRE]
