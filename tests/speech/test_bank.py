"""A story bank against its themes, against a loop, and against its own words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from committee.domain.packet import Story
from committee.domain.rubric import REACHES, THEMES
from committee.speech import (
    Coverage,
    LargerStory,
    check_level,
    coverage,
    larger_untold,
    safe_story,
    usually_smaller,
)


def story(id_, reach, *themes):
    return Story(id_, f"The {id_}", themes, reach)


PAGER = story("pager", "task", "failure", "conflict")
LEDGER = story("ledger", "org", "conflict", "leadership")
CHECKOUT = story("checkout", "company", "failure")
BANK = [PAGER, LEDGER, CHECKOUT]


def test_coverage_names_what_is_missing():
    assert coverage(BANK) == Coverage(
        {
            "conflict": ("ledger", "pager"),
            "failure": ("checkout", "pager"),
            "ambiguity": (),
            "leadership": ("ledger",),
            "technical-judgment": (),
            "cross-team-influence": (),
        },
        ("ambiguity", "technical-judgment", "cross-team-influence"),
        3,
    )


@pytest.mark.parametrize(("count", "complete"), [(5, False), (6, True), (12, True), (13, False)])
def test_a_bank_is_complete_with_six_to_twelve_stories_on_all_themes(count, complete):
    bank = [story(str(n), "team", *THEMES) for n in range(count)]
    assert coverage(bank).complete is complete


def test_a_theme_short_is_not_complete():
    bank = [story(str(n), "team", *THEMES[1:]) for n in range(8)]
    assert coverage(bank).missing == ("conflict",)
    assert not coverage(bank).complete


@pytest.mark.parametrize(
    ("told", "left"),
    [
        ({"conflict": ["pager"]}, [("conflict", "pager", "ledger")]),
        ({"conflict": ["ledger"]}, []),
        ({"leadership": ["ledger"], "conflict": ["pager"]}, []),
        ({"failure": ["pager"], "conflict": ["pager"]},
         [("conflict", "pager", "ledger"), ("failure", "pager", "checkout")]),
        ({"failure": ["unheard of"]}, []),
        ({"failure": []}, []),
        ({"ambiguity": ["pager"]}, []),
        ({}, []),
    ],
)  # fmt: skip
def test_a_larger_story_of_the_theme_left_at_home(told, left):
    found = larger_untold(BANK, told)
    assert [(f.theme, f.told.id, f.larger.id) for f in found] == left


@given(
    st.lists(
        st.tuples(st.sampled_from(REACHES), st.sets(st.sampled_from(THEMES))), max_size=6
    ),
    st.dictionaries(st.sampled_from(THEMES), st.lists(st.integers(0, 6).map(str), max_size=3)),
)  # fmt: skip
def test_shown_only_when_a_larger_one_stayed_at_home(made, told):
    bank = [story(str(n), reach, *themes) for n, (reach, themes) in enumerate(made)]
    heard = {id_ for ids in told.values() for id_ in ids}
    for found in larger_untold(bank, told):
        assert found.theme in told
        assert found.theme in found.larger.covers
        assert found.larger.id not in heard
        assert found.told.id in heard
        assert REACHES.index(found.larger.reach) > REACHES.index(found.told.reach)
    assert larger_untold(bank, {theme: [s.id for s in bank] for theme in told}) == ()


def test_safe_story_hint_says_which_story_to_ask_for():
    (hint,) = safe_story(BANK, {"conflict": ["pager"]})
    assert (hint.trap, hint.words) == ("safe-story", ())
    assert hint.reason == (
        "“The pager” reaches task; “The ledger” covers conflict too, reaches org, and was not told."
    )
    assert hint.ask == "Is there a larger example of conflict?"


def test_the_largest_story_is_flagged_when_a_smaller_one_is_usually_told():
    assert usually_smaller(BANK, {"pager": 4, "ledger": 1}) == (
        LargerStory("conflict", PAGER, LEDGER),
        LargerStory("failure", PAGER, CHECKOUT),
    )
    assert usually_smaller(BANK, {"ledger": 2, "checkout": 1}) == ()
    assert usually_smaller(BANK, {}) == ()


def test_level_check_agrees_with_decisions_that_reached_teams():
    check = check_level(
        "I chose to retire it, and I convinced the data group.",
        "Three other teams dropped their copies.",
        "org",
    )
    assert (check.shows, check.reads, check.agrees, check.why) == ("decisions", "org", True, "")


def test_level_check_says_why_a_reach_is_not_carried():
    check = check_level("I chose the queue.", "The job took 40 ms instead of 900.", "org")
    assert not check.agrees
    assert check.why == (
        "You say it reached org; the Result reads task: no word of anybody beyond yourself."
    )
    assert check.ask == "Who works differently because of it, and how many are they?"


def test_level_check_says_why_an_action_is_execution():
    check = check_level(
        "I implemented the parser and fixed the tests.", "The team ships weekly.", "team"
    )
    assert (check.shows, check.reads, check.agrees) == ("execution", "team", False)
    assert check.why == (
        "The Result reads team, but the Action shows execution: “I implemented”, “fixed”."
    )


def test_a_story_told_in_the_plural_shows_neither():
    assert check_level("We built it.", "Our team ships weekly.", "team").shows == "shared"
    assert check_level("", "", "task").agrees
