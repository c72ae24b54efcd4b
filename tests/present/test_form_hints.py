"""Hints while listening: which trap, on whose words, and gone once settled."""

from dataclasses import replace
from typing import Any

from committee.domain.answer_clock import marks_of
from committee.domain.packet import Story
from committee.files.interview_guide import load_guide
from committee.files.rubrics import load_rubric
from committee.present.form.clock_moments import moments_view
from committee.present.form.form_hints import hints, told_answers
from committee.scorecard.draft import Capture, Draft, EvidenceRow

STORIES = (
    Story("ledger", "Moved the ledger", ("conflict",), "team"),
    Story("rotas", "Merged the rotas", ("conflict",), "org"),
)
WE = "We decided to move it and we built the tool. The team shipped it in May."


def piece(id_: str, quote: str, minute: str = "", story: str = "") -> EvidenceRow:
    return EvidenceRow(id_, quote, "scope", story=story, minute=minute)


def draft(*evidence: EvidenceRow, marks: tuple[str, ...] = (), text: str = "") -> Draft:
    capture = Capture(text=text)
    return Draft("b1", "behavioral", evidence=evidence, marks=marks_of(marks), capture=capture)


def found(draft: Draft, stories: Any = ()) -> list[tuple[str, tuple[str, ...]]]:
    views = hints(draft, load_rubric(), load_guide(), stories)
    return [(view.key, view.pieces) for view in views]


def test_a_hint_names_the_evidence_whose_words_gave_rise_to_it() -> None:
    evidence = piece("b1-1", "I chose the store.", "1"), piece("b1-2", WE, "9")
    assert found(draft(*evidence, marks=("question@300",))) == [("we@300", ("b1-2",))]


def test_words_that_are_not_logged_yet_are_read_too() -> None:
    assert found(draft(text=WE)) == [("we@0", ())]


def test_what_was_confirmed_or_dismissed_is_not_asked_again() -> None:
    assert found(replace(draft(text=WE), dismissed=("we@0",))) == []


def test_a_larger_story_left_at_home_is_hinted_at_when_its_theme_was_asked_about() -> None:
    told = piece("b1-1", "I chose the store, over the lead's objection.", story="ledger")
    asked = draft(told, marks=("question:conflict@0",))
    assert ("safe-story@all", ()) in found(asked, STORIES)
    assert ("safe-story@all", ()) not in found(replace(asked, marks=()), STORIES)
    larger = replace(asked, evidence=(replace(told, story="rotas"),))
    assert ("safe-story@all", ()) not in found(larger, STORIES)


def test_answers_begin_with_their_questions() -> None:
    logged = draft(
        piece("b1-1", "Before.", "0:30"),
        piece("b1-2", "First.", "1:00"),
        piece("b1-3", "Second.", "7"),
        marks=("question:conflict@60", "question@400"),
        text="Now",
    )
    told = [(a.asked, a.theme, [text for _, text in a.texts]) for a in told_answers(logged)]
    assert told == [
        (0.0, "", ["Before."]),
        (60.0, "conflict", ["First."]),
        (400.0, "", ["Second.", "Now"]),
    ]


def test_the_summary_says_what_the_clock_measured() -> None:
    marks = ("question@10", "decision@200", "interrupted@300", "back@320", "interrupted@500")
    view = moments_view(draft(piece("b1-1", "x"), marks=marks))
    assert view.summary == (
        "1 logged · to the point after 03:10 · 2 interruptions · recovered 1 (20 s)"
    )
    assert [(moment.minute, moment.cite) for moment in view.marks][1:4] == [
        ("05:20", "Interrupted at 05:00; back on the point in 20 s."),
        ("05:00", ""),
        ("03:20", "The decision came 03:10 into the answer."),
    ]
    assert view.open
