"""Flips, checked by brute force: each flips, no smaller change does, and none is missing."""

from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from committee.assets import FIXTURES
from committee.domain.case import WhatIf, case_of
from committee.files.loops import packet_of, read_loop
from committee.files.policies import load_ladder, load_policy, shipped_policies
from committee.odds.flips import flips
from tests.loops import BEHAVIORAL, LEVELS, TRAPS, loops
from tests.odds.edited_loops import mistakes

POLICIES = {name: load_policy(name) for name in shipped_policies()}
LADDER = load_ladder()
SCENARIOS = sorted((FIXTURES / "scenarios").iterdir())
ACER = FIXTURES / "scenarios" / "the-acer.toml"
SCORES = [n / 100 for n in range(100, 401)]
DIMENSIONS = [*BEHAVIORAL, "system_design"]


def outcome_after(case, changes):
    """What `judge()` says after changes, everything worked out anew."""
    policy, target, reads, coding, traps = case.policy, case.target, {}, None, {}
    for dimension, after in changes:
        if dimension == "policy":
            policy = POLICIES[after]
        elif dimension == "target":
            target = after
        elif dimension == "coding":
            coding = after
        elif dimension in TRAPS:
            traps[dimension] = after == "confirmed"
        else:
            reads[dimension] = after
    other = case_of(case.packet, policy, target, WhatIf(reads, coding, traps))
    return other.verdict, other.level


def smaller(change):
    """All that is less of the same change, the change itself last."""
    before, after = change.before, change.after
    if change.dimension == "coding":
        if isinstance(before, str):
            return [score for score in SCORES if score <= after]
        between = [
            s for s in SCORES if min(before, after) <= s <= max(before, after) and s != before
        ]
        return sorted(between, key=lambda score: abs(score - before))
    if after == "not_assessed":
        return ["no_signal"]
    order = LEVELS if change.dimension in LEVELS or after in LEVELS else []
    if not order:
        return [after]
    start = order.index(before) if before in order else -1
    step = 1 if order.index(after) > start else -1
    return [order[place] for place in range(start + step, order.index(after) + step, step)]


def assert_smallest(case, found):
    now = (case.verdict, case.level)
    for flip in (each for each in found.flips if not each.of_one):
        pairs = [(change.dimension, change.after) for change in flip.changes]
        assert outcome_after(case, pairs) == flip.outcome != now
        ways = [[(c.dimension, to) for to in smaller(c)] for c in flip.changes]
        for size in range(1, len(ways) + 1):
            for some in combinations(ways, size):
                for less in product(*(way[::-5] if len(way) > 20 else way for way in some)):
                    if list(less) != pairs:
                        assert outcome_after(case, less) == now, (flip, less)
    for change in (each for each in found.inert if not each.interview):
        for after in smaller(change)[:: -1 if change.dimension != "coding" else -7]:
            assert outcome_after(case, [(change.dimension, after)]) == now


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_each_flip_of_a_scenario_flips_and_nothing_smaller_does(path):
    case = case_of(read_loop(path, LADDER), POLICIES["senior-loop"])
    assert_smallest(case, flips(case, list(POLICIES.values())))


@settings(max_examples=12, deadline=None)
@given(loops(), st.sampled_from(sorted(POLICIES)))
def test_so_it_is_for_any_loop_and_policy(loop, name):
    case = case_of(packet_of(loop, "here", LADDER), POLICIES[name])
    assert_smallest(case, flips(case, list(POLICIES.values())))


@pytest.mark.parametrize("stem", ["the-acer", "trap-verbosity", "too-little-signal"])
def test_no_single_change_and_no_pair_of_reads_is_missing(stem):
    path = next(path for path in SCENARIOS if path.stem == stem)
    case = case_of(read_loop(path, LADDER), POLICIES["senior-loop"])
    found = flips(case, list(POLICIES.values()))
    now = (case.verdict, case.level)
    singles = {flip.changes[0].dimension for flip in found.flips if len(flip.changes) == 1}
    ways = dict.fromkeys(DIMENSIONS, LEVELS)
    ways |= {"coding": [*SCORES[::25], 2.99, 2.74]}
    ways |= {trap: ["confirmed", "not_confirmed"] for trap in TRAPS}
    ways |= {"target": LEVELS[1:], "policy": list(POLICIES)}
    flipping = {
        d for d, to in ways.items() if any(outcome_after(case, [(d, x)]) != now for x in to)
    }
    assert singles == flipping

    pairs = {tuple(c.dimension for c in f.changes) for f in found.flips if len(f.changes) == 2}
    quiet = {d: [x for x in LEVELS if outcome_after(case, [(d, x)]) == now] for d in DIMENSIONS}
    expected = {
        (one, other)
        for one, other in combinations(DIMENSIONS, 2)
        for a, b in product(quiet[one], quiet[other])
        if outcome_after(case, [(one, a), (other, b)]) != now
    }
    assert {pair for pair in pairs if set(pair) <= set(DIMENSIONS)} == expected


def test_the_acer_s_flips_ask_least_first_and_coding_leads_what_does_nothing():
    case = case_of(read_loop(ACER, LADDER), POLICIES["senior-loop"])
    found = flips(case, list(POLICIES.values()))
    assert [flip.asks for flip in found.flips] == sorted(flip.asks for flip in found.flips)
    first = found.flips[0]
    assert [(c.dimension, c.before, c.after) for c in first.changes] == [("scope", "mid", "senior")]
    assert first.outcome == ("hire", "senior")
    assert [(c.dimension, c.before, c.after) for c in found.inert[:1]] == [("coding", 4.0, 3.0)]


def test_a_flip_starts_from_what_is_imagined_already():
    packet = read_loop(ACER, LADDER)
    hired = case_of(packet, POLICIES["senior-loop"], what_if=WhatIf(reads={"scope": "senior"}))
    back = [flip for flip in flips(hired).flips if flip.changes[0].dimension == "scope"]
    assert [(f.changes[0].before, f.changes[0].after, f.outcome.level) for f in back] == [
        ("senior", "mid", "mid")
    ]


@pytest.mark.parametrize("number", range(len(SCENARIOS)), ids=lambda n: SCENARIOS[n].stem)
def test_edited_loop_files_decide_what_flips_and_none_is_missed(number):
    """Every policy is in scripts/flips; here each scenario meets two."""
    packet = read_loop(SCENARIOS[number], LADDER)
    for policy in (POLICIES["senior-loop"], list(POLICIES.values())[number % len(POLICIES)]):
        assert list(mistakes(packet, policy, pairs=False)) == []


def test_a_cap_undoes_what_is_read_above_it():
    case = case_of(
        read_loop(FIXTURES / "scenarios" / "trap-verbosity.toml", LADDER),
        POLICIES["senior-loop"],
        "staff",
    )
    raised = case_of(case.packet, case.policy, "staff", WhatIf(reads={"communication": "staff"}))
    assert raised.signals["communication"].reads_at == "mid"
    assert raised.signals["communication"].capped == "verbosity"


def test_votes_change_around_a_bar_raiser_s_which_is_said_to_stand_still():
    path = FIXTURES / "scenarios" / "bar-raiser-objects.toml"
    case = case_of(read_loop(path, LADDER), POLICIES["bar-raiser"])
    raised = case_of(case.packet, case.policy, what_if=WhatIf(reads={"recommendation": "staff"}))
    changes = [c for c in flips(case).inert if c.dimension == "recommendation"]
    assert {c.held for c in changes} == {"bar_raiser"}
    before, after = (
        {r.interviewer: r.value for r in each.signals["recommendation"].reads}
        for each in (case, raised)
    )
    raiser = {r.interviewer for r in case.signals["bar_raiser"].reads}
    assert {who for who in before if before[who] == after[who]} == raiser
