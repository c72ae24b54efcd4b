"""What each button of the evidence form does to a draft."""

from typing import Any

import pytest

from committee.errors import FormError
from committee.web.scorecard.draft_acts import act

DRAFT: dict[str, Any] = {"id": "b1", "kind": "behavioral", "interviewer": "Mina"}
START = 1_000_000.0


def draft(**form: Any) -> dict[str, Any]:
    return {**DRAFT, "form": form}


def after(document: dict[str, Any], *steps: tuple[float, str]) -> dict[str, Any]:
    for seconds, action in steps:
        document = act(document, action, START + seconds)
    return document


def test_logging_takes_the_minute_from_a_clock_that_was_paused() -> None:
    box = {"text": " I chose the queue. ", "dimension": "scope", "step": "action"}
    logged = after(draft(**box), (0, "start"), (60, "pause"), (600, "start"), (630, "log"))
    assert logged["evidence"] == [
        {
            "id": "b1-1",
            "quote": "I chose the queue.",
            "dimension": "scope",
            "step": "action",
            "polarity": "for",
            "minute": 1.5,
        }
    ]
    assert "text" not in logged["form"]
    assert logged["form"]["step"] == "action"


def test_a_minute_typed_by_hand_wins_over_the_clock() -> None:
    logged = act(draft(text="x", dimension="scope", minute="16:05", since=START), "log", START + 9)
    assert logged["evidence"][0]["minute"] == 16.08


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({"dimension": "scope"}, "form.text"),
        ({"text": "x"}, "form.dimension"),
        ({"text": "x", "dimension": "scope", "minute": "soon"}, "form.minute"),
        ({"text": "x" * 10_001, "dimension": "scope"}, "form.text"),
    ],
)
def test_what_is_lacking_is_named_by_its_field(form: dict[str, str], field: str) -> None:
    with pytest.raises(FormError) as refusal:
        act(draft(**form), "log", START)
    assert refusal.value.where == field


def test_undo_gives_a_logged_text_back_to_the_box_and_a_removed_piece_to_its_place() -> None:
    one = act(draft(text="One.", dimension="scope"), "log", START)
    two = act({**one, "form": {**one["form"], "text": "Two."}}, "log", START)
    removed = after(two, (0, "remove:b1-1"))
    assert [piece["id"] for piece in removed["evidence"]] == ["b1-2"]
    back = after(removed, (0, "undo"))
    assert [piece["id"] for piece in back["evidence"]] == ["b1-1", "b1-2"]
    boxed = after(back, (0, "undo"))
    assert boxed["form"]["text"] == "Two."
    assert [piece["id"] for piece in boxed["evidence"]] == ["b1-1"]
    assert after(boxed, (0, "log"))["evidence"][1]["id"] == "b1-3"


def test_a_mark_starts_the_clock_and_says_which_theme_was_asked_about() -> None:
    marked = after(
        draft(theme="conflict"),
        (0, "mark:question"),
        (30.26, "mark:decision"),
        (40, "mark:interrupted"),
        (52, "mark:back"),
        (53, "unmark:decision@30.3"),
    )
    assert marked["form"]["marks"] == ["question:conflict@0", "interrupted@40", "back@52"]


def test_a_confirmed_hint_marks_its_evidence_or_the_whole_interview() -> None:
    logged = act(draft(text="We built it.", dimension="scope"), "log", START)
    marked = act(logged, "confirm:we@0 b1-1", START)
    assert marked["evidence"][0]["traps"] == ["we"]
    assert marked["form"]["dismissed"] == ["we@0"]
    assert act(logged, "confirm:no-influence@all", START)["traps"] == ["no-influence"]


def test_an_unknown_action_changes_nothing() -> None:
    assert act(DRAFT, "explode:now", START) == DRAFT
