"""`check_policy`: the laws over every cell, each broken one with packets that are decided so."""

import numpy as np
import pytest

from committee.domain.case import case_of
from committee.errors import PolicyError, TooLargeError
from committee.files.loops import loop_data, loop_toml, parse_loop
from committee.files.policies import load_policy, parse_policy, shipped_policies
from committee.odds.example_packet import packet_in
from committee.odds.outcome_table import outcome_table
from committee.odds.policy_laws import LAWS
from committee.odds.policy_proof import check_policy
from committee.present.policy import proven_laws
from tests.packets import RUBRIC

HEAD = """
name = "broken"
version = 1
title = "Broken"
summary = "For a test."
"""
NEEDED = "[sufficiency]\nscope = { mid = 1, senior = 1, staff = 1, principal = 1 }\n"
SCOPE = (
    '[bars]\nscope = { mid = "mid", senior = "senior", staff = "staff", principal = "principal" }\n'
)
DOWN = "[downlevel]\nsenior = 1\nstaff = 1\nprincipal = 1\n"
GATE = "[gates]\ncoding = { mid = 2.75, senior = 3.0, staff = 3.0, principal = 3.0 }\n"
VETO = """
[[veto]]
id = "it"
question = "Is it?"
applies_from = "senior"
"""
TRAP = 'when = "trap_confirmed"\ntrap = "no-influence"\n'


def policy_of(text):
    return parse_policy(HEAD + text, "here")


def broken_by(policy):
    return {law: found for law, found in check_policy(policy).broken.items() if found}


@pytest.mark.parametrize("name", shipped_policies())
def test_a_shipped_policy_breaks_no_law_but_on_purpose_and_has_no_dead_rule(name):
    check = check_policy(load_policy(name))
    assert check.holds
    assert {law for law, found in check.broken.items() if found} == set(check.policy.breaks)
    assert check.kept == check.dead_rules == ()
    for law, told in proven_laws.check_json(check, RUBRIC, loop_data)["holds"].items():
        assert told is True or told["on_purpose"] == check.policy.breaks[law]


def test_every_law_has_its_words():
    assert list(proven_laws.LAWS) == list(LAWS)


# What is wrong with a policy, its text, and the laws that it then breaks.
BROKEN = {
    "an empty packet is hired": (SCOPE, {"empty_gets_nothing", "no_read_never_wins"}),
    "a scorecard that rates nothing is hired": (
        "[sufficiency]\nscorecards = { mid = 2, senior = 2, staff = 2, principal = 2 }\n" + SCOPE,
        {"empty_gets_nothing", "no_read_never_wins"},
    ),
    "no score passes a gate": (
        NEEDED + SCOPE + GATE,
        {"no_score_never_wins"},
    ),
    "a bar for what nobody is asked to read": (
        NEEDED + SCOPE + 'failure = { staff = "mid", principal = "mid" }\n',
        {"no_read_never_wins"},
    ),
    "aiming higher than a veto": (
        NEEDED + VETO + 'judged_at = "target"\neffect = "blocks_level"\n' + TRAP + SCOPE + DOWN,
        {"aiming_higher_gains_nothing"},
    ),
    "a gate that ends what a lower target would have got": (
        NEEDED
        + "coding = { mid = 1, senior = 1, staff = 1, principal = 1 }\n"
        + GATE
        + SCOPE
        + DOWN,
        {"aiming_higher_keeps"},
    ),
    "a red flag that only the higher target sees": (
        NEEDED + VETO + 'effect = "no_hire"\n' + TRAP + SCOPE + DOWN,
        {"aiming_higher_keeps"},
    ),
    "a level without bars": (
        NEEDED + '[bars]\nscope = { senior = "senior", staff = "staff", principal = "principal" }\n'
        "[downlevel]\nstaff = 2\n",
        {"every_level_has_a_bar"},
    ),
    "a level without one of the bars": (
        NEEDED
        + "failure = { mid = 1, senior = 1, staff = 1, principal = 1 }\n"
        + SCOPE
        + 'failure = { senior = "mid", staff = "mid", principal = "mid" }\n'
        + DOWN,
        {"every_level_has_a_bar"},
    ),
    "bars that everybody reaches": (
        NEEDED + '[bars]\nscope = { mid = "below", senior = "senior", staff = "staff", principal = '
        '"principal" }\n' + DOWN,
        {"every_level_has_a_bar"},
    ),
    "more signals than there are dimensions": (
        "[sufficiency]\nsignals = { principal = 7 }\n"
        + NEEDED.removeprefix("[sufficiency]\n")
        + SCOPE,
        {"every_target_is_reached"},
    ),
    "more interviews than a loop may have": (
        NEEDED + "coding = { staff = 50, principal = 50 }\n"
        "system_design = { staff = 50, principal = 50 }\n" + SCOPE,
        {"every_target_is_reached"},
    ),
    "a mean that no read reaches": (
        "[sufficiency]\nsignals = { mid = 6, senior = 6, staff = 6, principal = 6 }\n"
        "[mean]\nbar = 3.0\nmost = 2\n",
        {"every_target_is_reached"},
    ),
    "a mean": (
        "[sufficiency]\nsignals = { mid = 1, senior = 1, staff = 1, principal = 1 }\n"
        "[mean]\nbar = 2.75\n",
        {"coding_lifts_nothing", "no_read_never_wins", "no_score_never_wins"},
    ),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_policy_that_surprises_is_found_out_with_packets_that_can_be_decided(what):
    text, laws = BROKEN[what]
    policy = policy_of(text)
    broken = broken_by(policy)
    assert set(broken) == laws
    for law, found in broken.items():
        outcomes = []
        for each in found.examples:
            # As anybody would: by its file.
            again = parse_loop(loop_toml(each.packet), "the example", policy.ladder)
            decision = case_of(again, policy)
            assert (decision.verdict, decision.level) == each.outcome
            outcomes.append(each.outcome.level)
        assert len(set(outcomes)) == len(outcomes) <= 2
        if law == "empty_gets_nothing":
            assert not any(
                c.reads or c.scores or c.recommendation for c in found.examples[0].packet.scorecards
            )
        if law == "every_target_is_reached":
            assert outcomes == [None]


def test_the_smallest_packet_is_shown():
    found = broken_by(load_policy("averaging"))["coding_lifts_nothing"]
    assert proven_laws.counter_example_words(found, RUBRIC) == (
        "Target Mid: with coding at 1.0 and nothing else, it is “No hire”. "
        "With coding at 3.0 instead, it is “Hire at Mid”."
    )
    found = broken_by(policy_of(BROKEN["aiming higher than a veto"][0]))
    assert proven_laws.counter_example_words(found["aiming_higher_gains_nothing"], RUBRIC) == (
        "Target Senior: with scope at Staff and the trap “No outcome moved without "
        "authority” confirmed, it is “Downlevel: offer at Mid”. At the target Staff, it is "
        "“Downlevel: offer at Senior”."
    )
    found = broken_by(policy_of(BROKEN["an empty packet is hired"][0]))
    assert proven_laws.counter_example_words(found["empty_gets_nothing"], RUBRIC) == (
        "Target Mid: with no interview, it is “Hire at Mid”."
    )


@pytest.mark.parametrize("name", ["senior-loop", "bar-raiser"])
def test_a_cell_holds_a_packet_that_decides_like_it(name):
    """Every cell can be met but those in which a bar raiser's vote isn't among the votes."""
    policy, random = load_policy(name), np.random.default_rng(5)
    for target in policy.ladder.targets:
        table = outcome_table(policy, target)
        for flat in random.choice(table.size, 60, replace=table.size < 60):
            cell = tuple(int(n) for n in np.unravel_index(flat, table.outcomes.shape))
            packet = packet_in(table, cell)
            assert packet is not None
            decision = case_of(packet, policy)
            rank = -1 if decision.level is None else policy.ladder.rank(decision.level)
            assert rank == max(table.outcomes[cell], -1)


def test_two_vetoes_that_read_one_trap_do_not_make_an_example_of_what_cannot_be():
    """The first veto would lift what the second stops, had one trap been confirmed and not."""
    text = NEEDED + "".join(
        f'{VETO.replace("it", name)}effect = "{effect}"\n{TRAP}interviewers = {many}\n'
        for name, effect, many in (("first", "blocks_level", 1), ("second", "no_hire", 2))
    )
    table = outcome_table(policy_of(text + SCOPE + DOWN), "senior")
    axes = [axis.key for axis in table.axes]
    assert axes == ["scope", "veto.first", "veto.second"]
    met = {cell[1:] for cell, _ in table.cells() if packet_in(table, cell) is not None}
    assert met == {(0, 0), (1, 0), (1, 1)}


def test_a_ladder_too_tall_is_refused_with_its_size_before_anything_is_set_up():
    ids = ["none", *(f"l{n}" for n in range(1, 20))]
    rungs = "".join(
        f'[[ladder.level]]\nid = "{i}"\nname = "{i}"\ntarget = {str(i != "none").lower()}\n'
        for i in ids
    )
    one, many = ("scope",), ("scope", "leadership", "failure", "communication", "system_design")

    def tall(dimensions):
        bars = ", ".join(f'{i} = "{i}"' for i in ids[1:])
        need = ", ".join(f"{i} = 1" for i in ids[1:])
        return policy_of(
            "[sufficiency]\n"
            + "".join(f"{d} = {{ {need} }}\n" for d in dimensions)
            + "[bars]\n"
            + "".join(f"{d} = {{ {bars} }}\n" for d in dimensions)
            + rungs
        )

    assert check_policy(tall(one)).cells == 19 * 21
    with pytest.raises(TooLargeError, match="77,597,919 cells"):
        check_policy(tall(many))
    assert case_of(
        parse_loop('[loop]\ncandidate = "A"\ntarget = "l9"', "a", tall(many).ladder), tall(many)
    )


def test_a_law_is_broken_on_purpose_only_under_its_own_name():
    with pytest.raises(PolicyError, match="coding_lifts_nothing"):
        policy_of(SCOPE + '[breaks]\ncoding_lift_nothing = "Why not."\n')
    kept = check_policy(policy_of(NEEDED + SCOPE + '[breaks]\nempty_gets_nothing = "Why not."\n'))
    assert kept.holds
    assert kept.kept == ("empty_gets_nothing",)


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
    assert tuple(map(str, check.dead_rules)) == (
        "bar.failure",
        "bar.scope",
        "cap.verbosity",
        "downlevel.mid",
        "gate.coding",
        "sufficiency.scope",
        "veto.scope-again",
    )
    assert not check.holds


def test_cells_are_those_of_all_targets():
    one_bar = '[bars]\nscope = { principal = "mid" }'
    # Scope has six places at the target principal; below it nothing is asked of a packet.
    assert check_policy(policy_of(one_bar)).cells == 1 + 1 + 1 + 6
