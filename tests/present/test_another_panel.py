"""The odds, and what would have changed the outcome, as a reader meets them."""

import re
from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from committee.domain.case import case_of
from committee.files.policies import load_policy, shipped_policies
from committee.odds.forecast_range import odds_range
from committee.present.charts.twenty_panels import PANELS, in_twenty
from committee.present.output.odds_json import odds_json
from committee.present.packet.another_panel import another_panel
from committee.present.packet.what_would_change import ChangeLine, WhatChanges, what_changes
from committee.present.voice.chances import about, likelihood, turned
from tests.packets import POLICY, RUBRIC, SCENARIOS, scenario


def case(name: str):
    return case_of(scenario(name), POLICY)


def test_the_smallest_change_that_wins_the_target_and_what_would_not_have_helped() -> None:
    assert what_changes(case("half-a-design"), RUBRIC) == WhatChanges(
        "What would have changed the outcome",
        (
            ChangeLine("System design: Mid → Senior", "Hire at Senior", "meet", "would have been"),
            ChangeLine("Coding: 3.75 → 4.0", "only the chance", "quiet", "would have changed"),
            ChangeLine(
                "Scope: Senior → Principal", "only the chance", "quiet", "would have changed"
            ),
        ),
    )


def test_a_hire_is_told_what_would_have_cost_it() -> None:
    told = what_changes(case("mid-reads-senior"), RUBRIC)
    assert told.title == "What would have cost it"
    assert told.lines[0] == ChangeLine("Coding: 3.25 → 2.74", "No hire", "veto", "would have been")


def test_a_trap_is_called_what_the_rubric_calls_it() -> None:
    told = [line.words for line in what_changes(case("trap-we"), RUBRIC).lines]
    assert "Without the trap “We did it”" in told


@given(st.lists(st.floats(0, 1), min_size=1, max_size=6).filter(lambda drawn: sum(drawn) > 0.01))
def test_twenty_panels_are_twenty_and_none_is_a_panel_off(drawn) -> None:
    chances = {place: each / sum(drawn) for place, each in enumerate(drawn)}
    counts = in_twenty(chances)
    assert sum(counts.values()) == PANELS
    assert all(abs(counts[key] - PANELS * chance) < 1 for key, chance in chances.items())


def test_the_largest_remainder_has_the_panel_that_is_left() -> None:
    assert in_twenty({"a": 0.5, "b": 0.463, "c": 0.037}) == {"a": 10, "b": 9, "c": 1}
    assert in_twenty({"a": 0.525, "b": 0.475}) == {"a": 11, "b": 9}
    assert in_twenty({"a": 0.9999, "b": 0.0001, "c": 0}) == {"a": 19, "b": 1, "c": 0}


@pytest.mark.parametrize("policy", shipped_policies())
@pytest.mark.parametrize("name", SCENARIOS)
def test_odds_are_told_in_tenths_that_are_never_certain(name: str, policy: str) -> None:
    told = another_panel(case_of(scenario(name), load_policy(policy)), yours=policy == "unanimous")
    assert bool(told.branches) != bool(told.why_not)
    words = [told.sentence, *(each.about for b in told.branches for each in b.outcomes)]
    assert not [
        each for each in words if re.search(r"%|percent|certainly|\b(10|0) in 10|\d\.\d", each)
    ]
    for branch in told.branches:
        if not branch.outcomes:  # What a trap decides, were it noted again, isn't drawn at all.
            assert branch.title == told.branches[0].title != ""
            assert "the rule alone decides" in branch.sentence
            continue
        assert sum(each.panels for each in branch.outcomes) == PANELS
        assert max(each.panels for each in branch.outcomes) < PANELS
        shape = (
            r"(about [1-9]|under 1|over 9) in 10"
            r"( \(((under 1|[1-9]) to ([1-9]|over 9)|up to [1-9]|[1-9] or more)\))?"
        )
        assert all(re.fullmatch(shape, each.about) for each in branch.outcomes)


def test_the_sentence_has_the_single_figure_and_its_range() -> None:
    told = another_panel(case("the-acer"), yours=True)
    assert told.sentence == (
        "It is less likely than not that another panel would have told you the same: about 4 in 10"
        " (3 to 6). What moves this most is how reliable an interview is taken to be."
    )


def test_another_outcome_that_is_hardly_likelier_is_called_about_as_likely() -> None:
    told = another_panel(case("trap-safe-story")).sentence
    assert "about 4 in 10 (3 to 6); no hire is about as likely. What moves" in told


def test_json_says_each_chance_in_the_same_words() -> None:
    known, told = odds_range(case("the-acer")), another_panel(case("the-acer"))
    assert list(odds_json(known, None, POLICY)["in_words"].values())[:3] == [
        each.about for each in told.branches[0].outcomes
    ]


def test_a_confirmed_trap_that_matters_gives_two_branches_and_nothing_between_them() -> None:
    told = another_panel(case("trap-verbosity"))
    assert [branch.title for branch in told.branches] == [
        "If another panel notes the confirmed trap too",
        "If it doesn’t",
    ]


def test_why_nothing_is_estimated_is_said() -> None:
    assert another_panel(case("too-little-signal")).sentence == (
        "Not estimated, because this panel heard too little to decide, so there is nothing to tell"
        " another by."
    )
    voted = case_of(scenario("the-acer"), load_policy("bar-raiser"))
    assert another_panel(voted).branches
    hidden = another_panel(voted, yours=True)
    assert {**asdict(hidden), "why_not": ""} == {
        "branches": (),
        "why_not": "",
        "model": "",
        "assumptions": (),
        "drawn": True,
    }


def test_words_climb_with_the_chance() -> None:
    told = [likelihood(percent / 100) for percent in range(0, 101, 5)]
    assert list(dict.fromkeys(told)) == [
        "very unlikely",
        "unlikely",
        "less likely than not",
        "about as likely as not",
        "more likely than not",
        "likely",
        "almost certain",
    ]
    assert about(0.7, (0.52, 0.81)) == "about 7 in 10 (5 to 8)"
    assert about(1.0, (0.62, 1.0)) == "over 9 in 10 (6 or more)"
    assert about(0.01, (0.0, 0.12)) == "under 1 in 10 (up to 1)"
    assert [turned(0.13, 0.0), turned(0.41, 0.39)] == ["1 → under 1 in 10", "4 in 10"]
