"""Ever shorter summaries: what each lacks, it says, and the outcome is never among it."""

from committee.present.packet.one_page_summary import shorter
from tests.packets import scenario, view_of

LONG, WHY = "the ends of long names and texts", "why the rule exists"
ODDS, CHANGES = "the odds of another panel", "what would have changed the outcome"
GRID = "how each answer reads"


def test_what_a_meeting_misses_least_goes_first() -> None:
    views = list(shorter(view_of(scenario("trap-verbosity"), "summary")))
    assert [view.left_out for view in views] == [
        ("1 line of advice",),
        ("1 line of advice", LONG),
        ("2 lines of advice", LONG),
        ("2 lines of advice", LONG, WHY),
        ("2 lines of advice", LONG, WHY, ODDS),
        ("3 lines of advice", LONG, WHY, ODDS),
        ("3 lines of advice", LONG, WHY, ODDS),  # Its texts are cut once more.
        ("3 lines of advice", LONG, WHY, ODDS, CHANGES),
        ("3 lines of advice", LONG, WHY, ODDS, CHANGES, GRID),
    ]
    last = views[-1]
    assert (last.panel, last.advice, last.changes.lines, "grid" in last.parts) == (
        None,
        (),
        (),
        False,
    )
    assert last.headline.motive == ""
    assert {view.headline.sentence for view in views} == {views[0].headline.sentence}


def test_other_editions_are_never_shortened() -> None:
    for edition in ("committee", "candidate"):
        view = view_of(scenario("trap-verbosity"), edition)
        assert (list(shorter(view)), view.left_out) == ([view], ())
