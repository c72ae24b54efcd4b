"""Rules in words: what a candidate is told of votes, and that no voice of theirs can say one."""

import re

import pytest
from hypothesis import given, settings

from committee.domain.case import case_of
from committee.domain.trace import LEVEL, RESOLVE, Votes
from committee.domain.without_interviewers import candidates_own
from committee.files.loops import packet_of
from committee.files.policies import load_policy, shipped_policies
from committee.present.voice.candidate_and_committee_voice import CandidateVoice, CommitteeVoice
from committee.present.voice.candidate_said import told_to_you
from committee.present.voice.decision_said import decided
from committee.present.voice.snapshot_words import Record
from tests.loops import loops
from tests.packets import RUBRIC, behavioral, loop, piece, scenario

BAR_RAISER, CONSENSUS = load_policy("bar-raiser"), load_policy("consensus")


def told(name: str, policy) -> str:
    return decided(candidates_own(case_of(scenario(name), policy)), Record(policy))


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
        tested[name] = [
            (str(stage.rule), Record(CONSENSUS).said(stage.steps[0])) for stage in levels
        ]
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
    steps = [s for stage in again.ruling.trace for s in (stage, *stage.steps)]
    steps += again.ruling.at_target
    assert [step for step in steps if isinstance(step.saw, Votes)] == []
    voice = CandidateVoice(policy, RUBRIC)
    words = [voice.said(s) for s in steps if s.rule.kind != RESOLVE] + [told_to_you(again, voice)]
    assert [
        said for said in words if re.search("vote reads|Strong|(?<!a )[Rr]ecommendation:", said)
    ] == []


def test_the_candidates_voice_cannot_say_a_vote() -> None:
    case = case_of(scenario("the-acer"), CONSENSUS)
    voted = case.ruling.binding
    assert (
        CommitteeVoice(CONSENSUS, RUBRIC).saw(voted)
        == "Yes at Mid, No, Strong yes at Senior and Yes at Senior"
    )
    with pytest.raises(TypeError):
        CandidateVoice(CONSENSUS, RUBRIC).saw(voted)
