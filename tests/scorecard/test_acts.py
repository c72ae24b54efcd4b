"""What each button of the evidence form does to a draft."""

from dataclasses import replace

import pytest

from committee.errors import FormError
from committee.files.policies import load_ladder
from committee.scorecard.draft import Act, Capture, Draft, EvidenceRow
from committee.scorecard.history import done
from committee.scorecard.not_ready_to_send import faults_of, handed_in, typed_wrongly

EMPTY = Draft("b1", "behavioral", "Mina")
START = 1_000_000.0


def draft(since: float | None = None, **box: str) -> Draft:
    return replace(EMPTY, capture=Capture(**box), since=since)


def act(draft: Draft, action: str, now: float) -> Draft:
    return done(draft, Act.pressed(action), now)


def after(draft: Draft, *steps: tuple[float, str]) -> Draft:
    for seconds, action in steps:
        draft = act(draft, action, START + seconds)
    return draft


def boxed(draft: Draft, text: str) -> Draft:
    return replace(draft, capture=replace(draft.capture, text=text))


def ids(draft: Draft) -> list[str]:
    return [row.id for row in draft.evidence]


def test_logging_takes_the_minute_from_a_clock_that_was_paused() -> None:
    box = {"text": " I chose the queue. ", "dimension": "scope", "step": "action"}
    logged = after(draft(**box), (0, "start"), (60, "pause"), (600, "start"), (630, "log"))
    row = EvidenceRow("b1-1", "I chose the queue.", "scope", step="action", minute="01:30")
    assert logged.evidence == (row,)
    assert logged.evidence[0].minutes == 1.5
    assert logged.capture == Capture()


def test_a_minute_typed_by_hand_wins_over_the_clock() -> None:
    typed = draft(text="x", dimension="scope", minute="16:05", since=START)
    assert act(typed, "log", START + 9).evidence[0].minutes == 16.08


@pytest.mark.parametrize(
    ("box", "field"),
    [
        ({"dimension": "scope"}, "form.text"),
        ({"text": "x", "dimension": "scope", "minute": "soon"}, "form.minute"),
        ({"text": "x" * 10_001, "dimension": "scope"}, "form.text"),
    ],
)
def test_what_is_lacking_is_named_by_its_field(box: dict[str, str], field: str) -> None:
    with pytest.raises(FormError) as refusal:
        act(draft(**box), "log", START)
    assert refusal.value.where == field


def test_undo_gives_a_logged_text_back_to_the_box_and_a_removed_piece_to_its_place() -> None:
    one = act(draft(text="One.", dimension="scope"), "log", START)
    two = act(boxed(one, "Two."), "log", START)
    removed = after(two, (0, "remove:b1-1"))
    assert ids(removed) == ["b1-2"]
    back = after(removed, (0, "undo"))
    assert ids(back) == ["b1-1", "b1-2"]
    again = after(back, (0, "undo"))
    assert again.capture.text == "Two."
    assert ids(again) == ["b1-1"]
    assert ids(after(again, (0, "log"))) == ["b1-1", "b1-3"]


def test_a_piece_is_moved_and_put_back_at_its_place() -> None:
    rows = tuple(EvidenceRow(f"b1-{n}", str(n), "scope") for n in (1, 2, 3))
    three = replace(EMPTY, evidence=rows)
    moved = after(three, (0, "move:b1-1 2"))
    assert ids(moved) == ["b1-2", "b1-3", "b1-1"]
    assert ids(after(moved, (0, "remove:b1-3"), (0, "undo"))) == ids(moved)
    assert ids(after(moved, (0, "remove:b1-2"), (0, "restore:b1-2"))) == ids(moved)
    assert after(moved, (0, "undo")).evidence == rows


def test_a_mark_starts_the_clock_and_says_which_theme_was_asked_about() -> None:
    marked = after(
        draft(theme="conflict"),
        (0, "mark:question"),
        (30.26, "mark:decision"),
        (40, "mark:interrupted"),
        (52, "mark:back"),
        (53, "unmark:decision@30.3"),
    )
    kept = ["question:conflict@0", "interrupted@40", "back@52"]
    assert [mark.text for mark in marked.marks] == kept
    assert after(marked, (60, "mark:applause")) == marked


def test_a_confirmed_hint_marks_its_evidence_or_the_whole_interview() -> None:
    logged = act(draft(text="We built it.", dimension="scope"), "log", START)
    marked = act(logged, "confirm:we@0 b1-1", START)
    assert marked.evidence[0].traps == ("we",)
    assert marked.dismissed == ("we@0",)
    assert act(logged, "confirm:no-influence@all", START).traps == ("no-influence",)


def test_what_the_clock_measured_is_put_into_the_box_behind_what_stands_there() -> None:
    cited = act(draft(text="So: "), "cite:Back in 20 s.", START)
    assert cited.capture == Capture(text="So: Back in 20 s.", dimension="communication")


def test_an_unknown_action_changes_nothing() -> None:
    assert act(EMPTY, "explode:now", START) == EMPTY


def test_a_piece_may_wait_in_the_inbox_but_where_an_interview_rates_one_thing_alone() -> None:
    waiting = act(draft(text="Heard.", step="action"), "log", START)
    assert waiting.inbox == (EvidenceRow("b1-1", "Heard.", step="action"),)
    coding = replace(Draft("c1", "coding", "Mina"), capture=Capture(text="Asked for the bounds."))
    assert act(coding, "log", START).evidence[0].dimension == "coding"


def test_no_tag_carries_over_but_the_story_and_the_theme_of_the_question() -> None:
    box = {"text": "One.", "dimension": "scope", "polarity": "against", "reads": "mid"}
    logged = act(draft(**box, story="ledger", theme="conflict"), "log", START)
    assert logged.capture == Capture(story="ledger", theme="conflict")
    assert act(logged, "mark:question", START).capture == Capture(theme="conflict")


def test_a_clock_that_ran_on_says_no_minute_and_stops_where_it_is_told() -> None:
    running = after(draft(text="One.", dimension="scope"), (0, "start"))
    assert act(running, "log", START + 90_000).evidence[0].minute == ""
    assert act(running, "pause:754.5", START + 4_000).seconds == 754.5
    assert act(running, "pause:9999", START + 60).seconds == 60
    assert act(running, "pause:soon", START + 60).seconds == 60


def test_handing_in_stops_the_clock_and_leaves_out_a_minute_that_is_none() -> None:
    rows = tuple(
        EvidenceRow(f"b1-{n}", "One.", "scope", minute=minute)
        for n, minute in enumerate(("16:05", "abc", "2000", ""), start=1)
    )
    sent = handed_in(replace(EMPTY, evidence=rows, since=START, at="mid"), START + 60)
    assert [row.minute for row in sent.evidence] == ["16:05", "", "", ""]
    assert (sent.seconds, sent.since, sent.at) == (60, None, "")


def test_what_review_would_not_take_is_told_while_it_is_typed() -> None:
    row = EvidenceRow("c1-1", "x" * 10_001, "coding", minute="abc")
    typed = Draft("c1", "coding", "Mina", scores={"coding": "4.5"}, evidence=(row,))
    wrong = typed_wrongly(replace(typed, capture=Capture(text="y" * 10_001)))
    assert sorted(wrong) == ["e.c1-1.minute", "e.c1-1.quote", "form.text", "score.coding"]
    assert typed_wrongly(Draft("c1", "coding", "Mina")) == {}


def test_review_asks_for_pieces_to_be_sorted_and_minds_no_minute() -> None:
    rows = (EvidenceRow("b1-1", "One.", minute="abc"), EvidenceRow("b1-2", "Two.", "scope"))
    faults = faults_of(replace(EMPTY, evidence=rows), load_ladder())
    assert [field for field in faults if field.startswith("e.")] == ["e.b1-1.dimension"]


@pytest.mark.parametrize(("typed", "fine"), [("3.25", True), ("3,5", True), ("3.1415926", False)])
def test_a_coding_score_is_told_by_quarters(typed: str, fine: bool) -> None:
    draft = Draft("c1", "coding", "Mina", scores={"coding": typed})
    assert ("score.coding" not in typed_wrongly(draft)) == fine
