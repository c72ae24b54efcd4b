"""The candidate's packet: nobody else can be told, and the decision is the same."""

import json

import pytest
from hypothesis import given, settings

from committee.domain.case import case_of
from committee.domain.without_interviewers import anonymous, candidates_own, without_votes
from committee.errors import FileError
from committee.files.loops import packet_of
from committee.files.policies import load_policy, shipped_policies
from committee.files.snapshot import decided, freeze, parse_snapshot
from tests.loops import loops
from tests.packets import POLICY, RUBRIC, behavioral, loop, piece


@pytest.mark.parametrize("name", shipped_policies())
@settings(max_examples=40, deadline=None)
@given(data=loops())
def test_without_names_it_is_decided_alike(name: str, data) -> None:
    policy = load_policy(name)
    packet = packet_of(data, "a random loop", policy.ladder)
    unnamed, named = (decided(case_of(each, policy)) for each in (anonymous(packet), packet))
    # Who gave no vote, or several, is said by name.
    told = [each.pop("because") for each in (unnamed, named)]
    assert unnamed == named
    if not policy.reads_votes:
        assert told[0] == told[1]


@settings(max_examples=80, deadline=None)
@given(data=loops())
def test_where_nobody_votes_the_recommendations_are_not_needed(data) -> None:
    packet = packet_of(data, "a random loop", POLICY.ladder)
    assert decided(case_of(without_votes(packet), POLICY)) == decided(case_of(packet, POLICY))


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
@settings(max_examples=40, deadline=None)
@given(data=loops())
def test_a_snapshot_reads_back_to_what_was_frozen_and_decides_alike(name: str, data) -> None:
    policy = load_policy(name)
    packet = packet_of(data, "a random loop", policy.ladder)
    case = case_of(packet, policy)
    frozen = freeze(case, RUBRIC)
    read = parse_snapshot(frozen.text, "a test")
    assert read == frozen
    assert read.case.ruling == case.ruling
    assert freeze(read.case, read.rubric).sha256 == frozen.sha256


def test_the_order_of_keys_in_a_loop_file_does_not_change_its_sum() -> None:
    one = behavioral("b1", "Mina", [piece("e")], scope="mid", leadership="senior")
    other = dict(reversed(one.items()))
    other["reads"] = dict(reversed(one["reads"].items()))
    sums = {freeze(case_of(packet, POLICY), RUBRIC).sha256 for packet in (loop(one), loop(other))}
    assert len(sums) == 1


@pytest.mark.parametrize("name", shipped_policies())
@settings(max_examples=40, deadline=None)
@given(data=loops())
def test_the_candidates_own_is_decided_alike_without_a_single_vote(name: str, data) -> None:
    policy = load_policy(name)
    packet = packet_of(data, "a random loop", policy.ladder)
    case = case_of(packet, policy)
    own = freeze(candidates_own(case), RUBRIC)
    read = parse_snapshot(own.text, "a test")
    assert read == own
    assert decided(read.case) == decided(candidates_own(case))
    assert [card.recommendation for card in read.packet.scorecards if card.recommendation] == []


def voted(policy: str, **votes: str) -> dict:
    """What the candidate's own says of the votes of three people on one target."""
    reads = dict.fromkeys(("scope", "leadership", "failure", "communication"), "senior")
    cards = [
        behavioral(id_, id_, [piece(f"{id_}{d}", d) for d in reads], **reads)
        | {"recommendation": vote}
        for id_, vote in votes.items()
    ]
    cards[-1]["bar_raiser"] = True
    packet, rules = loop(*cards), load_policy(policy)
    return json.loads(freeze(candidates_own(case_of(packet, rules)), RUBRIC).text)


def test_of_votes_the_candidates_own_says_what_its_pages_say_and_no_more() -> None:
    said = {"recommendation": {"count": 3, "reads_at": "below"}}
    assert voted("unanimous", a="yes", b="no", c="strong_yes")["votes"] == said
    # Too few votes to decide on: how many there were is said, and not what they were.
    said = {"recommendation": {"count": 2, "reads_at": None}}
    assert voted("unanimous", a="yes", b="no")["votes"] == said
    assert "votes" not in voted("senior-loop", a="yes", b="no", c="strong_yes")


@pytest.mark.parametrize(
    ("votes", "found"),
    [
        ({"recommendation": {"count": 4, "reads_at": "chief"}}, "a vote reads a level"),
        ({"recommendation": {"count": -1}}, "found -1"),
        ({"recommendation": {"count": 99999999999}}, "found 99999999999"),
        ({"scope": {"count": 1}}, "found the word “scope”"),
    ],
)
def test_votes_that_nobody_can_have_cast_are_refused(votes, found) -> None:
    own = voted("unanimous", a="yes", b="no", c="yes") | {"votes": votes}
    with pytest.raises(FileError) as refused:
        parse_snapshot(json.dumps(own), "a test")
    assert refused.value.found.startswith(found)
