"""What would have changed it, and the odds, as a reader meets them."""

import pytest

from committee.domain.case import case_of
from committee.odds.forecast import odds
from committee.present.packet.another_panel import (
    ChangeLine,
    WhatChanges,
    another_panel,
    likelihood,
    what_changes,
)
from tests.packets import POLICY, RUBRIC, scenario


def case(name: str):
    return case_of(scenario(name), POLICY)


def test_the_smallest_change_that_wins_the_target_and_what_would_not_have_helped() -> None:
    assert what_changes(case("half-a-design"), RUBRIC) == WhatChanges(
        "What would have changed the outcome",
        (
            ChangeLine("System design: Mid → Senior", "Hire at Senior", "meet", "would have been"),
            ChangeLine("Coding: 3.75 → 4.0", "nothing", "quiet", "would have changed"),
            ChangeLine("Scope: Senior → Principal", "nothing", "quiet", "would have changed"),
        ),
    )


def test_a_hire_is_told_what_would_have_cost_it() -> None:
    told = what_changes(case("mid-reads-senior"), RUBRIC)
    assert told.title == "What would have cost it"
    assert told.lines[0] == ChangeLine("Coding: 3.25 → 2.74", "No hire", "veto", "would have been")


def test_a_trap_is_called_what_the_rubric_calls_it() -> None:
    told = [line.words for line in what_changes(case("trap-we"), RUBRIC).lines]
    assert "“We did it” not confirmed" in told


def test_shares_are_the_odds_and_sum_to_one() -> None:
    told, worked_out = another_panel(case("conflicting-panel")), odds(case("conflicting-panel"))
    assert [share.share for share in told.shares] == [
        chance for chance in worked_out.outcomes.values() if chance >= 0.0005
    ]
    assert sum(share.share for share in told.shares) == pytest.approx(1, abs=0.002)


def test_the_sentence_has_the_single_figure_and_its_range() -> None:
    told = another_panel(case("the-acer"), yours=True)
    assert told.sentence == (
        "It is less likely than not that another panel would have told you the same:"
        " about 4 in 10 (3 to 6, mostly by how reliable one takes an interview to be)."
    )


def test_a_confirmed_trap_that_matters_gives_two_sentences() -> None:
    told = another_panel(case("trap-verbosity"))
    assert told.sentence.startswith("If another panel notes the confirmed trap too: It is ")
    assert " If it doesn’t: It is " in told.sentence


def test_a_panel_that_could_not_decide_has_no_odds() -> None:
    assert another_panel(case("too-little-signal")) is None


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
