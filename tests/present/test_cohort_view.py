"""A cohort's report in words and shares."""

from committee.domain.case import case_of
from committee.domain.cohort import report
from committee.files.policies import load_policy
from committee.files.rubrics import load_rubric
from committee.present.cohort.report_view import AverageRow, CohortView, cohort_view

from ..packets import scenario

POLICY, RUBRIC = load_policy(), load_rubric()


def view_of(*names: str) -> CohortView:
    cases = [case_of(packet, POLICY) for packet in map(scenario, names)]
    found = report(cases)
    return cohort_view(found, POLICY.ladder, RUBRIC, name="Spring", decided_by=POLICY.title)


def test_it_opens_with_what_good_code_did_not_buy() -> None:
    view = view_of("legible-senior", "the-acer", "conflicting-panel", "failing-code")

    assert view.line == "4 loops, decided by Senior loop"
    assert view.words == "1 of 4 hired at the level they aimed for"
    assert view.sentence == (
        "3 loops passed the coding gate; 2 of them missed that level all the same. "
        "The rule that decided most often: “Veto: scope below level”, in 2 loops."
    )


def test_shares_are_of_all_loops_and_only_outcomes_that_occurred_are_drawn() -> None:
    view = view_of("legible-senior", "the-acer", "conflicting-panel", "failing-code")

    assert [(part.words, part.count, part.share) for part in view.outcomes] == [
        ("Hire at the target", 1, 0.25),
        ("Downlevel", 2, 0.5),
        ("No hire", 1, 0.25),
    ]
    assert [(bar.name, bar.count, bar.share) for bar in view.rules] == [
        ("Veto: scope below level", 2, 0.5),
        ("Coding gate", 1, 0.25),
    ]


def test_a_cell_differs_where_the_average_says_another_word() -> None:
    view = view_of("legible-senior", "the-acer", "conflicting-panel", "too-little-signal")

    assert view.averages == ("hires", "turns down")
    assert view.average_rows == (
        AverageRow("meet", "✓", "Hire at the target", ((1, False), (0, True))),
        AverageRow("down", "↓", "Downlevel", ((1, True), (1, True))),
        AverageRow("quiet", "?", "More signal needed", ((1, True), (0, True))),
    )
    assert view.average_words == (
        "In 3 of 4 an average says something else; 2 of these it would hire."
    )


def test_levels_stand_in_the_ladders_order_and_traps_bring_their_question() -> None:
    view = view_of("trap-verbosity", "legible-senior", "mid-reads-senior")

    assert [row.name for row in view.targets] == ["Mid", "Senior", "Staff"]
    (trap,) = view.traps
    assert (trap.name, trap.count) == ("Set-up eats the clock", 1)
    assert trap.detail.startswith("Ask: Give me the result first")


def test_more_rules_than_fit_are_summed_up() -> None:
    view = view_of(
        "the-acer", "too-little-signal", "failing-code", "trap-verbosity", "half-a-design",
        "trap-no-real-failure", "trap-no-influence", "missing-learnings",
    )  # fmt: skip

    assert len(view.rules) == 6
    assert view.further_rules == "2 further rules decided 2 loops."


def test_without_a_decided_loop_it_says_so() -> None:
    view = view_of()

    assert (view.words, view.sentence) == ("No loop is decided yet", "")
    assert (view.outcomes, view.rules, view.traps, view.agreement) == ((), (), (), ())
