"""The candidate's packet: nobody else can be told, and the decision is the same."""

import pytest
from hypothesis import given, settings

from committee.domain.anonymous import anonymous, without_votes
from committee.domain.decision import decide
from committee.files.loops import packet_of
from committee.files.policies import load_policy, shipped_policies
from committee.files.snapshot import freeze, outcome, parse_snapshot
from tests.loops import loops
from tests.packets import POLICY, RUBRIC, behavioral, loop, piece


@pytest.mark.parametrize("name", shipped_policies())
@settings(max_examples=120, deadline=None)
@given(data=loops())
def test_without_names_it_is_decided_alike(name: str, data) -> None:
    policy = load_policy(name)
    packet = packet_of(data, "a random loop", policy.ladder)
    assert outcome(decide(anonymous(packet), policy)) == outcome(decide(packet, policy))


@settings(max_examples=200, deadline=None)
@given(data=loops())
def test_where_nobody_votes_the_recommendations_are_not_needed(data) -> None:
    packet = packet_of(data, "a random loop", POLICY.ladder)
    assert outcome(decide(without_votes(packet), POLICY)) == outcome(decide(packet, POLICY))


def test_two_interviews_by_one_person_stay_one_person() -> None:
    cards = [behavioral(f"{at} Mina", who, [piece(f"Mina {at}")], scope="mid")
             for at, who in enumerate(("Mina", "Tomasz", "Mina"))]  # fmt: skip
    plain = anonymous(loop(*cards))
    assert [card.interviewer for card in plain.scorecards] == [
        "Interviewer 1",
        "Interviewer 2",
        "Interviewer 1",
    ]
    assert "Mina" not in str(plain)


@pytest.mark.parametrize("name", shipped_policies())
@settings(max_examples=120, deadline=None)
@given(data=loops())
def test_a_snapshot_reads_back_to_what_was_frozen_and_decides_alike(name: str, data) -> None:
    policy = load_policy(name)
    packet = packet_of(data, "a random loop", policy.ladder)
    decision = decide(packet, policy)
    frozen = freeze(packet, decision, policy, RUBRIC)
    read = parse_snapshot(frozen.text, "a test")
    assert read == frozen
    assert read.again() == decision
    assert freeze(read.packet, decision, read.policy, read.rubric).sha256 == frozen.sha256


def test_the_order_of_keys_in_a_loop_file_does_not_change_its_sum() -> None:
    one = behavioral("b1", "Mina", [piece("e")], scope="mid", leadership="senior")
    other = dict(reversed(one.items()))
    other["reads"] = dict(reversed(one["reads"].items()))
    sums = {
        freeze(packet, decide(packet, POLICY), POLICY, RUBRIC).sha256
        for packet in (loop(one), loop(other))
    }
    assert len(sums) == 1
