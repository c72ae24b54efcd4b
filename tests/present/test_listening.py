"""Hints while listening: which trap, on whose words, and gone once settled."""

from typing import Any

from committee.files.interview_guide import load_guide
from committee.files.rubrics import load_rubric
from committee.present.form.clock_moments import moments_view
from committee.present.form.form_hints import hints, told_answers

STORIES = (
    {"id": "ledger", "title": "Moved the ledger", "covers": ["conflict"], "reach": "team"},
    {"id": "rotas", "title": "Merged the rotas", "covers": ["conflict"], "reach": "org"},
)
WE = "We decided to move it and we built the tool. The team shipped it in May."


def piece(id_: str, quote: str, **more: Any) -> dict[str, Any]:
    return {"id": id_, "quote": quote, "dimension": "scope", "polarity": "for", **more}


def found(document: dict[str, Any], stories: Any = ()) -> list[tuple[str, tuple[str, ...]]]:
    views = hints(document, load_rubric(), load_guide(), stories)
    return [(view.key, view.pieces) for view in views]


def test_a_hint_names_the_evidence_whose_words_gave_rise_to_it() -> None:
    evidence = [piece("b1-1", "I chose the store."), piece("b1-2", WE, minute=9.0)]
    marks = {"marks": ["question@300"]}
    document = {"evidence": [{**evidence[0], "minute": 1.0}, evidence[1]], "form": marks}
    assert found(document) == [("we@300", ("b1-2",))]


def test_words_that_are_not_logged_yet_are_read_too() -> None:
    assert found({"form": {"text": WE}}) == [("we@0", ())]


def test_what_was_confirmed_or_dismissed_is_not_asked_again() -> None:
    assert found({"form": {"text": WE, "dismissed": ["we@0"]}}) == []


def test_a_larger_story_left_at_home_is_hinted_at_when_its_theme_was_asked_about() -> None:
    told = piece("b1-1", "I chose the store, over the lead's objection.", story="ledger")
    asked = {"evidence": [told], "form": {"marks": ["question:conflict@0"]}}
    assert ("safe-story@all", ()) in found(asked, STORIES)
    assert ("safe-story@all", ()) not in found({**asked, "form": {}}, STORIES)
    larger = {**asked, "evidence": [{**told, "story": "rotas"}]}
    assert ("safe-story@all", ()) not in found(larger, STORIES)


def test_answers_begin_with_their_questions() -> None:
    document = {
        "evidence": [
            piece("b1-1", "Before.", minute=0.5),
            piece("b1-2", "First.", minute=1.0),
            piece("b1-3", "Second.", minute=7.0),
        ],
        "form": {"marks": ["question:conflict@60", "question@400"], "text": "Now"},
    }
    told = [(a.asked, a.theme, [text for _, text in a.texts]) for a in told_answers(document)]
    assert told == [
        (0.0, "", ["Before."]),
        (60.0, "conflict", ["First."]),
        (400.0, "", ["Second.", "Now"]),
    ]


def test_the_summary_says_what_the_clock_measured() -> None:
    marks = ["question@10", "decision@200", "interrupted@300", "back@320", "interrupted@500"]
    view = moments_view({"evidence": [piece("b1-1", "x")], "form": {"marks": marks}})
    assert view.summary == (
        "1 logged · to the point after 03:10 · 2 interruptions · recovered 1 (20 s)"
    )
    assert [(moment.minute, moment.cite) for moment in view.marks][1:4] == [
        ("05:20", "Interrupted at 05:00; back on the point in 20 s."),
        ("05:00", ""),
        ("03:20", "The decision came 03:10 into the answer."),
    ]
    assert view.open
