"""What packets say, in every edition, of every scenario, under every policy."""

import re
from functools import cache

import pytest

from committee.files.policies import load_policy, shipped_policies
from committee.paper.html import packet_html
from committee.present.packet.packet_view import EDITIONS
from tests.packets import (
    POLICY,
    SCENARIOS,
    behavioral,
    loop,
    piece,
    scenario,
    shown,
    view_of,
)
from tests.rule_ids import ids_in, told_by

DOUBLED = re.compile(r"\b([a-z]+) \1\b")


@cache
def html_of(name: str, edition: str, policy: str) -> str:
    """A packet as a page."""
    return packet_html(view_of(scenario(name), edition, load_policy(policy)))


def said(name: str, edition: str, policy: str, read=shown) -> str:
    """What a packet says of itself: without the sentences that were logged."""
    text = read(html_of(name, edition, policy))
    for _, logged in scenario(name).evidence:
        text = text.replace(logged.quote, "…")
    return text


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("policy", shipped_policies())
def test_no_word_stands_twice_and_no_id_for_a_name(policy: str, edition: str) -> None:
    texts = {name: said(name, edition, policy) for name in SCENARIOS}
    doubled = {name: found[0] for name, text in texts.items() if (found := DOUBLED.search(text))}
    told = {name: ids_in(said(name, edition, policy, told_by)) for name in SCENARIOS}
    ids = {name: found for name, found in told.items() if found}
    assert (doubled, ids) == ({}, {})


@pytest.mark.parametrize("policy", shipped_policies())
def test_the_candidate_is_spoken_to_and_not_about(policy: str) -> None:
    texts = {name: said(name, "candidate", policy) for name in SCENARIOS}
    assert [name for name, text in texts.items() if "candidate’s" in text] == []
    levels = "|".join(level.name for level in POLICY.ladder.levels)
    told = re.compile(f"vote:? (reads|{levels})")
    assert [name for name, text in texts.items() if told.search(text)] == []


@pytest.mark.parametrize("policy", shipped_policies())
def test_every_rule_that_decided_says_why_it_exists(policy: str) -> None:
    views = {name: view_of(scenario(name), "summary", load_policy(policy)) for name in SCENARIOS}
    silent = [name for name, view in views.items() if not view.headline.motive]
    assert {views[name].headline.tone for name in silent} <= {"meet"}


def test_editions_are_told_apart_by_their_title_and_at_their_head() -> None:
    views = {edition: view_of(scenario("the-acer"), edition) for edition in EDITIONS}
    assert {edition: (view.title, view.edition_name) for edition, view in views.items()} == {
        "committee": ("Daniel Brandt, packet for the committee", "Packet for the committee"),
        "candidate": ("Daniel Brandt, candidate’s packet", "Your packet"),
        "summary": ("Daniel Brandt, one-page summary", "One-page summary"),
    }


def test_what_was_noted_in_a_technical_round_is_no_quote() -> None:
    noted = {"id": "n", "dimension": "coding", "quote": "Named the risk.", "polarity": "for"}
    coding = {"id": "c", "kind": "coding", "interviewer": "C", "scores": {"coding": 4.0}}
    heard = behavioral("b", "B", [piece("s", quote="I chose it.")], scope="mid")
    text = shown(packet_html(view_of(loop(heard, {**coding, "evidence": [noted]}), "candidate")))
    assert "“I chose it.”" in text
    assert "Named the risk." in text
    assert "“Named the risk.”" not in text
