"""Decisions against a second reading of the rules, and the laws that always hold."""

import copy

import pytest

from committee.domain.case import case_of
from committee.domain.rubric import DIMENSIONS
from committee.domain.trace import RuleOutcome
from committee.files.loops import packet_of
from committee.files.policies import load_policy, shipped_policies
from committee.present.output.decision_json import decision_json
from committee.present.voice.decision_said import decided as decided_in
from committee.present.voice.snapshot_words import Record
from tests.domain.oracle import VOTES_NEEDED, read_loop, read_votes
from tests.loops import LEVELS, a_loop, always
from tests.packets import scenario

POLICIES = {name: load_policy(name) for name in shipped_policies()}
POLICY = POLICIES["senior-loop"]
MANY = {"drawn": 120, "seeded": 3000}
SOME = {"drawn": 60, "seeded": 800}
BETTER = {"more_signal": -1, "no_hire": 0, "downlevel": 1, "hire": 2}


def decided(loop, policy=POLICY):
    return decision_json(case_of(packet_of(loop, "a loop", policy.ladder), policy))


def goodness(decision):
    return (BETTER[decision["verdict"]], LEVELS.index(decision["level"] or "below"))


def a_policy(chooser):
    return POLICIES[chooser.choice(sorted(POLICIES))]


def test_a_decision_is_what_a_second_reading_of_the_rules_says():
    def law(chooser):
        loop = a_loop(chooser)
        decision, expected = decided(loop), read_loop(loop)
        score = decision["averaging"]["score"]
        assert {key: decision[key] for key in ("verdict", "level", "binding_rule")} == {
            key: expected[key] for key in ("verdict", "level", "binding_rule")
        }
        assert decision["averaging"]["verdict"] == expected["averaging"]["verdict"]
        meant = pytest.approx(expected["averaging"]["score"], abs=1e-12) if score else None
        assert score == meant

    always(law, **MANY)


def test_votes_decide_as_a_second_reading_of_them_says():
    def law(chooser):
        loop, name = a_loop(chooser), chooser.choice(sorted(VOTES_NEEDED))
        decision = decided(loop, POLICIES[name])
        assert read_votes(loop, name) == (
            decision["verdict"],
            decision["level"],
            decision["binding_rule"],
        )

    always(law, **SOME)


def test_every_shipped_policy_reads_the_same_signals_and_the_same_average():
    def law(chooser):
        loop = a_loop(chooser)
        usual = decided(loop)
        for policy in POLICIES.values():
            other = decided(loop, policy)
            assert {d: other["signals"][d] for d in DIMENSIONS} == {
                d: usual["signals"][d] for d in DIMENSIONS
            }
            assert other["averaging"] == usual["averaging"]
        assert decided(loop, POLICIES["averaging"])["verdict"] == usual["averaging"]["verdict"]

    always(law, drawn=40, seeded=400)


def test_no_coding_score_lifts_a_packet_that_a_veto_or_bar_holds_down():
    held = 0

    def law(chooser):
        nonlocal held
        loop, score = a_loop(chooser), chooser.choice([1.0, 2.5, 3.0, 4.0])
        before = decided(loop)
        if not (before["binding_rule"] or "").startswith(("veto.", "bar.")):
            return
        held += 1
        for entry in loop["interview"]:
            if "scores" in entry:
                entry["scores"] = {"coding": score}
        assert goodness(decided(loop)) <= goodness(before)

    always(law, drawn=60, seeded=1600)
    assert held > 320


def test_raising_one_read_never_worsens_the_outcome():
    raised = 0

    def law(chooser):
        nonlocal raised
        loop = a_loop(chooser)
        reads = [
            (entry, dimension)
            for entry in loop["interview"]
            for dimension, level in entry.get("reads", {}).items()
            if level not in ("not_assessed", "principal")
        ]
        if not reads:
            return
        raised += 1
        entry, dimension = chooser.choice(reads)
        above = LEVELS.index(entry["reads"][dimension]) + 1
        before = decided(loop)
        entry["reads"][dimension] = chooser.choice(LEVELS[above:])
        assert goodness(decided(loop)) >= goodness(before)

    always(law, **MANY)
    assert raised > 1500


def test_the_awarded_level_is_never_above_the_target():
    def law(chooser):
        decision = decided(a_loop(chooser), a_policy(chooser))
        assert LEVELS.index(decision["level"] or "below") <= LEVELS.index(decision["target"])
        assert (decision["level"] is not None) == (decision["verdict"] in ("hire", "downlevel"))
        assert (decision["binding_rule"] is None) == (decision["verdict"] == "hire")

    always(law, **SOME)


def test_order_is_irrelevant():
    def law(chooser):
        loop, policy = a_loop(chooser), a_policy(chooser)
        shuffled = copy.deepcopy(loop)
        shuffled["interview"] = chooser.shuffled(shuffled["interview"])
        for entry in shuffled["interview"]:
            entry["evidence"] = chooser.shuffled(entry["evidence"])
        first, second = decided(loop, policy), decided(shuffled, policy)
        assert _unordered(first) == _unordered(second)

    always(law, **SOME)


def _unordered(value):
    if isinstance(value, dict):
        return {key: _unordered(item) for key, item in value.items()}
    if isinstance(value, list):
        return sorted((_unordered(item) for item in value), key=repr)
    return value


def test_every_leaf_of_a_trace_cites_something_that_exists():
    def law(chooser):
        policy = a_policy(chooser)
        packet = packet_of(a_loop(chooser), "a loop", policy.ladder)
        interviews = {card.id for card in packet.submitted}
        evidence = {piece.id for _, piece in packet.evidence}
        for step in case_of(packet, policy).ruling.trace:
            for leaf in step.leaves():
                assert leaf.uses or leaf.outcome in (
                    RuleOutcome.NO_SIGNAL,
                    RuleOutcome.NOT_APPLICABLE,
                )
                for ref in leaf.uses:
                    if ref.kind == "policy":
                        assert policy.value(ref.id) == ref.value
                    else:
                        assert ref.id in (evidence if ref.kind == "evidence" else interviews)

    always(law, **SOME)


def test_the_sentence_alone_tells_the_outcome():
    words = {
        "hire": "hire at ",
        "downlevel": "downlevel from ",
        "no_hire": "the decision is no hire",
        "more_signal": "asks for more signal",
    }

    def law(chooser):
        decision = decided(a_loop(chooser))
        told = [verdict for verdict, phrase in words.items() if phrase in decision["because"]]
        assert told == [decision["verdict"]]

    always(law, **SOME)


@pytest.mark.parametrize("name", shipped_policies())
def test_a_hire_speaks_of_vetoes_only_where_the_policy_has_some(name):
    policy = load_policy(name)
    told = decided_in(case_of(scenario("legible-senior"), policy), Record(policy))
    assert told.endswith("hire at Senior.")
    assert ("no veto stands" in told) == bool(policy.vetoes)
