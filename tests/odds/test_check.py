"""`check_policy`: the laws over every cell, with a counter-example that can be set up."""

import pytest

from committee.domain.decision import judge
from committee.files.policies import load_policy, parse_policy, shipped_policies
from committee.odds.policy_check import check_policy
from committee.present.output.odds_json import check_json, counter_example_words

HEAD = """
name = "broken"
version = 1
title = "Broken"
summary = "For a test."
"""


def policy_of(text):
    return parse_policy(HEAD + text, "here")


@pytest.mark.parametrize("name", [name for name in shipped_policies() if name != "averaging"])
def test_a_shipped_policy_keeps_every_law_and_has_no_dead_rule(name):
    check = check_policy(load_policy(name))
    assert check.holds
    assert check_json(check)["holds"] == dict.fromkeys(check.broken, True)
    assert check.dead_rules == ()


def test_the_foil_breaks_one_law_and_says_how():
    check = check_policy(load_policy("averaging"))
    broken = {law: found for law, found in check.broken.items() if found}
    assert list(broken) == ["coding_lifts_nothing"]
    assert not check.holds
    assert counter_example_words(broken["coding_lifts_nothing"]) == (
        "Target Mid: with scope at Mid, leadership at Mid, failure at Mid, communication at Mid, "
        "system design at Mid and coding at 1.0, it is “No hire”. "
        "With coding at 3.0 instead, it is “Hire at Mid”."
    )


@pytest.mark.parametrize(
    "text",
    ["[mean]\nbar = 2.75", "[mean]\nbar = 3.4", "[mean]\nbar = 3.0\n[downlevel]\nsenior = 1"],
)
def test_a_counter_example_is_one_to_the_judge_too(text):
    check = check_policy(policy_of(text))
    found = check.broken["coding_lifts_nothing"]
    rulings = [
        judge(found.table.facts_at(cell), check.policy, found.table.target)
        for cell in (found.before, found.after)
    ]
    worth = [-1 if r.level is None else check.policy.ladder.rank(r.level) for r in rulings]
    assert worth[0] < worth[1]
    moved = {
        axis.key
        for axis, a, b in zip(found.table.axes, found.before, found.after, strict=True)
        if a != b
    }
    assert moved == {"coding"} == {found.moved}


def test_rules_that_another_rule_always_speaks_before_are_dead():
    check = check_policy(
        policy_of("""
[sufficiency]
scope = { mid = 0 }

[gates]
coding = { principal = 1.0 }

[[aggregation.cap]]
dimension = "failure"
at = "mid"
trap = "verbosity"
interviewers = 1

[[veto]]
id = "scope-first"
question = "Far enough?"
applies_from = "mid"
effect = "blocks_level"
when = "reads_below_level"
dimension = "scope"

[[veto]]
id = "scope-again"
question = "Far enough?"
applies_from = "senior"
effect = "blocks_level"
when = "reads_below_level"
dimension = "scope"
levels = 2

[bars]
scope = { mid = "mid", senior = "senior", staff = "staff", principal = "principal" }
failure = { principal = "below" }

[downlevel]
mid = 1
staff = 1
""")
    )
    assert check.dead_rules == (
        "bar.failure",
        "bar.scope",
        "cap.verbosity",
        "downlevel.mid",
        "gate.coding",
        "sufficiency.scope",
        "veto.scope-again",
    )
    assert check.holds


def test_cells_are_those_of_all_targets():
    one_bar = '[bars]\nscope = { principal = "mid" }'
    # Scope has six places at the target principal; below it nothing is asked of a packet.
    assert check_policy(policy_of(one_bar)).cells == 1 + 1 + 1 + 6
