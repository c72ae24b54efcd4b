"""The outcome table is the decision, on every cell and for every packet."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from committee.domain.case import case_of
from committee.domain.decision import judge
from committee.domain.rule_inputs import Facts
from committee.files.loops import packet_of
from committee.files.policies import load_ladder, load_policy, shipped_policies
from committee.odds.judge_whole_grid import award_of, awards
from committee.odds.outcome_table import outcome_table
from tests.loops import TARGETS, loops

POLICIES = {name: load_policy(name) for name in shipped_policies()}
LADDER = load_ladder()


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("name", POLICIES)
def test_every_cell_is_what_the_judge_says(name, target):
    """All of them at one target; at the others every seventh, which meets each side of a cell."""
    policy = POLICIES[name]
    table = outcome_table(policy, target)
    named = {code: award_of(code, policy, target) for code in range(-2, len(LADDER))}
    seen = 0
    step = 1 if target == "senior" else 7
    for cell, facts in table.cells():
        if seen % step == 0:
            ruling = judge(facts, policy, target)
            assert named[table.outcomes[cell]] == (ruling.verdict, ruling.level), cell
        seen += 1
    assert seen == table.outcomes.size


@pytest.mark.parametrize("name", POLICIES)
def test_every_cell_is_where_its_own_facts_lie(name):
    for target in TARGETS:
        table = outcome_table(POLICIES[name], target)
        places = table.cell(table.facts)
        shape = table.outcomes.shape
        for axis, place in enumerate(places):
            here = np.arange(shape[axis]).reshape(
                [-1 if n == axis else 1 for n in range(len(shape))]
            )
            assert np.array_equal(np.broadcast_to(place, shape), np.broadcast_to(here, shape))


@settings(max_examples=120, deadline=None)
@given(loops(), st.sampled_from(sorted(POLICIES)), st.sampled_from([None, *TARGETS]))
def test_a_packet_lies_in_the_cell_of_its_decision(loop, name, target):
    policy = POLICIES[name]
    packet = packet_of(loop, "here", LADDER)
    case = case_of(packet, policy, target)
    table = outcome_table(policy, case.target)
    for code in (table.look_up(case.facts), awards(case.facts, policy, case.target)):
        assert award_of(int(code), policy, case.target) == (case.verdict, case.level)


@settings(max_examples=20, deadline=None)
@given(st.lists(loops(), min_size=2, max_size=12), st.sampled_from(sorted(POLICIES)))
def test_many_packets_are_one_look_up(several, name):
    policy = POLICIES[name]
    cases = [case_of(packet_of(loop, "here", LADDER), policy, "senior") for loop in several]
    table = outcome_table(policy, "senior")
    facts = [case.facts for case in cases]
    stacked = Facts(
        reads={key: np.array([f.reads[key] for f in facts]) for key in facts[0].reads},
        coding=np.array([f.coding for f in facts]),
        counts={key: np.array([f.counts[key] for f in facts]) for key in facts[0].counts},
        confirmed={key: np.array([f.confirmed[key] for f in facts]) for key in facts[0].confirmed},
    )
    assert table.look_up(stacked).tolist() == [int(table.look_up(f)) for f in facts]
