"""A policy's page says what its file says, and nothing of its own."""

from dataclasses import replace

import pytest

from committee.domain.trace import Rule
from committee.files.policies import load_policy, parse_policy, shipped_policies
from committee.files.rubrics import load_rubric
from committee.present.policy.policy_page import Needs, policy_doc
from committee.present.voice.rule_names import rule_in_full

RUBRIC = load_rubric()


def test_bars_by_level_are_the_default_policys() -> None:
    doc = policy_doc(load_policy(), RUBRIC)

    assert doc.levels == ("Mid", "Senior", "Staff", "Principal")
    assert doc.bars is not None
    assert doc.bars.rows == (
        ("Scope", ("Mid", "Senior", "Staff", "Principal")),
        ("Leadership", ("Mid", "Senior", "Staff", "Principal")),
        ("Failure", ("any read", "Mid", "Senior", "Staff")),
        ("Communication", ("any read", "Mid", "Senior", "Staff")),
        ("System design", ("Mid, if read", "Senior", "Staff", "Staff")),
    )
    assert doc.gates is not None
    assert doc.gates.rows == (("Coding, mean", ("2.75", "3.0", "3.0", "3.0")),)
    assert doc.sufficiency is not None
    assert dict(doc.sufficiency.rows)["System design rounds with a read"] == ("–", "1", "1", "1")


def test_vetoes_say_when_they_fire_and_what_follows() -> None:
    vetoes = {veto.id: veto for veto in policy_doc(load_policy(), RUBRIC).vetoes}

    assert [(v.applies, v.fires, v.effect) for v in vetoes.values()] == [
        (
            "Senior and above, at the target only.",
            "Fires when any behavioural interviewer confirms the trap “Nothing really failed”, "
            "unless another interviewer has evidence for failure that reads Senior or above.",
            "No hire, whatever else the packet reads.",
        ),
        (
            "Senior and above, at each level that is tried.",
            "Fires when the panel reads scope below the level under test.",
            "The level under test is not given; one lower may still be.",
        ),
        (
            "Senior and above, at each level that is tried.",
            "Fires when 2 interviewers or more confirm the trap “No outcome moved without "
            "authority”.",
            "The level under test is not given; one lower may still be.",
        ),
    ]
    assert all(veto.sources and veto.motive for veto in vetoes.values())


def test_votes_are_explained_where_votes_decide_and_only_there() -> None:
    said = {name: policy_doc(load_policy(name), RUBRIC).adding_up for name in shipped_policies()}

    assert said["consensus"] == (
        "A recommendation of yes reads the level it speaks of, a no reads Below.",
        "The panel’s vote is the lowest of all, so everybody has to agree.",
    )
    assert said["bar-raiser"][-1].startswith("The panel’s vote is the lower median")
    assert not any("vote" in sentence for sentence in said["senior-loop"])


def test_what_may_be_offered_instead_follows_the_policy() -> None:
    wide = replace(load_policy(), downlevel={"staff": 2})

    assert policy_doc(wide, RUBRIC).offers == (
        "Mid: nothing lower is offered.",
        "Senior: nothing lower is offered.",
        "Staff: an offer at Senior or an offer at Mid instead.",
        "Principal: nothing lower is offered.",
    )


def test_a_policy_of_ones_own_ladder_shows_its_levels_alone() -> None:
    own = parse_policy(
        'name = "own"\nversion = 1\ntitle = "Own"\nsummary = "Two rungs."\n'
        '[ladder]\nlevel = [{ id = "low", name = "Low", target = false }, '
        '{ id = "high", name = "High" }]\n[bars]\nscope = { high = "high" }\n',
        "own.toml",
    )

    doc = policy_doc(own, RUBRIC)

    assert doc.levels == ("High",)
    assert doc.bars == Needs(
        "bars",
        "Does each dimension reach its bar?",
        "Judged at each level that is tried. All met and no veto: that level is given.",
        (("Scope", ("High, if read",)),),
    )
    assert (doc.sufficiency, doc.gates, doc.vetoes, doc.titles) == (None, None, (), ())
    assert [d.anchors for d in doc.rubric if d.id == "scope"] == [()]


@pytest.mark.parametrize("name", shipped_policies())
def test_every_value_of_a_shipped_policy_stands_on_its_page(name: str) -> None:
    policy = load_policy(name)
    doc = policy_doc(policy, RUBRIC)

    assert doc.sources == policy.sources
    for table, needs in ((policy.sufficiency, doc.sufficiency), (policy.bars, doc.bars)):
        assert len(table) == (len(needs.rows) if needs else 0)
    assert [veto.id for veto in doc.vetoes] == [veto.id for veto in policy.vetoes]
    assert bool(doc.mean) == (policy.mean is not None) != bool(doc.foil)


def test_whatever_never_decides_has_a_name() -> None:
    rules = [Rule("sufficiency", "scorecards"), Rule("cap", "verbosity"), Rule("downlevel", "mid")]
    rules += [Rule("bar", "system_design"), Rule("veto", "no-influence.sole_read_of")]
    assert [rule_in_full(rule, load_policy(), RUBRIC) for rule in rules] == [
        "Enough evidence (behavioural scorecards)",
        "Cap by the trap “Set-up eats the clock”",
        "Downlevel from Mid",
        "System design bar",
        "Veto: no influence, by a single read",
    ]
