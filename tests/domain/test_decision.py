"""Decisions against a second reading of the rules, and the laws that always hold."""

import copy

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from committee.domain.case import case_of
from committee.domain.rubric import DIMENSIONS
from committee.domain.trace import Outcome
from committee.files.loops import packet_of
from committee.files.policies import load_policy, shipped_policies
from committee.present.output.decision_json import decision_json
from committee.present.voice.decision_said import decided as decided_in
from committee.present.voice.record import Record
from tests.domain.oracle import VOTES_NEEDED, read_loop, read_votes
from tests.loops import LEVELS, loops
from tests.packets import scenario

POLICY = load_policy()
MANY = settings(max_examples=4000, deadline=None)
SOME = settings(max_examples=600, deadline=None)
HELD = settings(SOME, suppress_health_check=[HealthCheck.filter_too_much])
BETTER = {"more_signal": -1, "no_hire": 0, "downlevel": 1, "hire": 2}


def decided(loop, policy=POLICY):
    return decision_json(case_of(packet_of(loop, "a loop", policy.ladder), policy))


def goodness(decision):
    return (BETTER[decision["verdict"]], LEVELS.index(decision["level"] or "below"))


@MANY
@given(loops())
def test_a_decision_is_what_a_second_reading_of_the_rules_says(loop):
    decision = decided(loop)
    expected = read_loop(loop)
    score = decision["averaging"]["score"]
    assert {key: decision[key] for key in ("verdict", "level", "binding_rule")} == {
        key: expected[key] for key in ("verdict", "level", "binding_rule")
    }
    assert decision["averaging"]["verdict"] == expected["averaging"]["verdict"]
    assert score == (pytest.approx(expected["averaging"]["score"], abs=1e-12) if score else None)


@SOME
@given(loops(), st.sampled_from(sorted(VOTES_NEEDED)))
def test_votes_decide_as_a_second_reading_of_them_says(loop, name):
    decision = decided(loop, load_policy(name))
    assert read_votes(loop, name) == (
        decision["verdict"],
        decision["level"],
        decision["binding_rule"],
    )


@SOME
@given(loops())
def test_every_shipped_policy_reads_the_same_signals_and_the_same_average(loop):
    usual = decided(loop)
    for name in shipped_policies():
        other = decided(loop, load_policy(name))
        assert {d: other["signals"][d] for d in DIMENSIONS} == {
            d: usual["signals"][d] for d in DIMENSIONS
        }
        assert other["averaging"] == usual["averaging"]
    assert decided(loop, load_policy("averaging"))["verdict"] == usual["averaging"]["verdict"]


@HELD
@given(loops(), st.sampled_from([1.0, 2.5, 3.0, 4.0]))
def test_no_coding_score_lifts_a_packet_that_a_veto_or_bar_holds_down(loop, score):
    before = decided(loop)
    assume((before["binding_rule"] or "").startswith(("veto.", "bar.")))
    for entry in loop["interview"]:
        if "scores" in entry:
            entry["scores"] = {"coding": score}
    assert goodness(decided(loop)) <= goodness(before)


@MANY
@given(loops(), st.data())
def test_raising_one_read_never_worsens_the_outcome(loop, data):
    readable = [e for e in loop["interview"] if e.get("reads")]
    assume(readable)
    entry = data.draw(st.sampled_from(readable))
    dimension = data.draw(st.sampled_from(sorted(entry["reads"])))
    level = entry["reads"][dimension]
    assume(level not in ("not_assessed", "principal"))
    before = decided(loop)
    entry["reads"][dimension] = data.draw(st.sampled_from(LEVELS[LEVELS.index(level) + 1 :]))
    assert goodness(decided(loop)) >= goodness(before)


@SOME
@given(loops(), st.sampled_from(shipped_policies()))
def test_the_awarded_level_is_never_above_the_target(loop, name):
    decision = decided(loop, load_policy(name))
    assert LEVELS.index(decision["level"] or "below") <= LEVELS.index(decision["target"])
    assert (decision["level"] is not None) == (decision["verdict"] in ("hire", "downlevel"))
    assert (decision["binding_rule"] is None) == (decision["verdict"] == "hire")


@SOME
@given(loops(), st.sampled_from(shipped_policies()), st.randoms(use_true_random=False))
def test_order_is_irrelevant(loop, name, random):
    shuffled = copy.deepcopy(loop)
    random.shuffle(shuffled["interview"])
    for entry in shuffled["interview"]:
        random.shuffle(entry["evidence"])
    policy = load_policy(name)
    first, second = decided(loop, policy), decided(shuffled, policy)
    assert _unordered(first) == _unordered(second)


def _unordered(value):
    if isinstance(value, dict):
        return {key: _unordered(item) for key, item in value.items()}
    if isinstance(value, list):
        return sorted((_unordered(item) for item in value), key=repr)
    return value


@SOME
@given(loops(), st.sampled_from(shipped_policies()))
def test_every_leaf_of_a_trace_cites_something_that_exists(loop, name):
    policy = load_policy(name)
    packet = packet_of(loop, "a loop", policy.ladder)
    interviews = {card.id for card in packet.submitted}
    evidence = {piece.id for _, piece in packet.evidence}
    for step in case_of(packet, policy).ruling.trace:
        for leaf in step.leaves():
            assert leaf.uses or leaf.outcome in (Outcome.NO_SIGNAL, Outcome.NOT_APPLICABLE)
            for ref in leaf.uses:
                if ref.kind == "policy":
                    assert policy.value(ref.id) == ref.value
                else:
                    assert ref.id in (evidence if ref.kind == "evidence" else interviews)


@SOME
@given(loops())
def test_the_sentence_alone_tells_the_outcome(loop):
    decision = decided(loop)
    words = {
        "hire": "hire at ",
        "downlevel": "downlevel from ",
        "no_hire": "the decision is no hire",
        "more_signal": "asks for more signal",
    }
    told = [verdict for verdict, phrase in words.items() if phrase in decision["because"]]
    assert told == [decision["verdict"]]


@pytest.mark.parametrize("name", shipped_policies())
def test_a_hire_speaks_of_vetoes_only_where_the_policy_has_some(name):
    policy = load_policy(name)
    told = decided_in(case_of(scenario("legible-senior"), policy), Record(policy))
    assert told.endswith("hire at Senior.")
    assert ("no veto stands" in told) == bool(policy.vetoes)
