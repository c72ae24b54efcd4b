"""A decision told to the candidate: agreement to a level, never whose vote meant which."""

import re

import pytest
from hypothesis import given, settings

from committee.domain.anonymous import candidates_own
from committee.domain.case import case_of
from committee.domain.discreet import votes_of
from committee.domain.trace import LEVEL
from committee.files.loops import packet_of
from committee.files.policies import load_policy, shipped_policies
from tests.loops import loops
from tests.packets import behavioral, loop, piece, scenario

BAR_RAISER, CONSENSUS = load_policy("bar-raiser"), load_policy("consensus")


def told(name: str, policy) -> str:
    return candidates_own(case_of(scenario(name), policy)).ruling.because


def test_a_bar_raiser_who_is_against_it_does_not_agree() -> None:
    assert told("bar-raiser-objects", BAR_RAISER) == (
        "The bar raiser does not agree to Senior (the veto “bar-raiser”), and nothing below Senior"
        " is offered, so the decision is no hire."
    )


def test_a_panel_of_votes_agrees_or_does_not() -> None:
    assert told("the-acer", CONSENSUS).startswith("Not everybody on the panel agrees to Senior (")
    assert "(the panel's vote agreed)" in told("legible-senior", CONSENSUS)


def test_what_votes_said_of_a_lower_level_is_told_only_where_it_was_awarded() -> None:
    votes = {"recommendation": "yes", "at": "mid"}
    lower = loop(*({**behavioral(who, who, [piece(who)], scope="mid"), **votes} for who in "ABC"))
    tested = {}
    for name, packet in (("lower", lower), ("none", scenario("the-acer"))):
        trace = candidates_own(case_of(packet, CONSENSUS)).ruling.trace
        levels = [stage for stage in trace if stage.rule.kind == LEVEL]
        tested[name] = [(str(stage.rule), stage.steps[0].because) for stage in levels]
    against = ("level.senior", "Not everybody on the panel agrees to Senior")
    assert tested == {
        "lower": [against, ("level.mid", "Everybody on the panel agrees to Mid")],
        "none": [against],
    }


@pytest.mark.parametrize("name", shipped_policies())
@settings(max_examples=40, deadline=None)
@given(data=loops())
def test_it_decides_alike_and_no_step_on_votes_reads_a_level(name: str, data) -> None:
    policy = load_policy(name)
    case = case_of(packet_of(data, "a random loop", policy.ladder), policy)
    again = candidates_own(case)
    assert (again.verdict, again.level, again.ruling.binding_rule) == (
        case.verdict,
        case.level,
        case.ruling.binding_rule,
    )
    steps = [s for stage in again.ruling.trace for s in stage.steps if votes_of(s.rule, policy)]
    agreed = re.compile("(did not agree|agreed|not everybody agreed|no majority agreed)?")
    assert [step.saw for step in steps if not agreed.fullmatch(step.saw)] == []
    assert not re.search(r"vote reads|vote \w+ where", again.ruling.because)
    if not policy.reads_votes:
        assert again.verdict == case.verdict
