"""Feedback to an interviewer in words: what was cited, how it was told, what would be asked."""

from datetime import UTC, datetime

import pytest

from committee.files.evidence_nudges import load_nudges
from committee.files.interview_guide import load_guide
from committee.present.feedback.feedback_over_time import feedback_page
from committee.present.feedback.feedback_view import Decided, InterviewFeedback, feedback_on
from committee.present.feedback.what_a_committee_asks import Asking
from committee.present.feedback.what_was_heard import told_in
from committee.scorecard.draft import Draft, EvidenceRow
from tests.packets import RUBRIC, behavioral, decided, loop, piece, scenario

BY = Asking(RUBRIC, load_guide(), load_nudges())
AT = datetime(2026, 3, 12, 14, 5, tzinfo=UTC)


def of(packet, label="b1", draft=None, *, wordless=False) -> InterviewFeedback:
    case = decided(packet)
    card = next(each for each in case.packet.submitted if each.id == label)
    return feedback_on(Decided("loop", "seat", AT, case, card, draft, wordless), BY)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("I decided to stop the rollout.", ("act", "decision")),
        ("Errors fell from 9 to 1.", ("result", "number")),
        ("It was a difficult year.", ()),
        ("", ()),
        ("word " * 60_000, ()),
    ],
)
def test_what_a_piece_tells_is_what_word_lists_find(text: str, told: tuple[str, ...]) -> None:
    assert told_in(text) == told


def test_the_acers_first_interviewer_reads_what_decided_and_on_what() -> None:
    found = of(scenario("the-acer"))
    assert (found.count, found.read, found.behind) == (6, 6, 3)
    assert found.cited == (
        "Rules of the decision read 6 of 6 pieces. Behind what decided, the veto “scope below"
        " level”, stand 3 of yours."
    )
    scope = found.reads[0]
    assert (scope.own, scope.others, scope.panel, scope.said) == (
        "Mid", "Mid", "Mid", "with the panel",
    )  # fmt: skip
    assert [each.decided for each in found.pieces] == [False, True, True, False, False, True]
    assert found.pieces[1].read_by == "Veto: scope below level, Scope bar"
    assert found.asks == ()


def test_of_a_hire_no_rule_is_said_to_have_decided() -> None:
    found = of(scenario("legible-senior"))
    assert "no rule stood in the way" in found.cited
    assert found.behind == 0


def test_what_was_asked_of_whole_and_piece_is_asked_once_each() -> None:
    heard = [
        piece("e1", "failure", "He seemed arrogant.", "against", step="action"),
        piece("e2", "failure", "I dropped the wrong table.", step="result", kind="paraphrase"),
    ]
    packet = loop(behavioral("b1", "Mina", heard, failure="senior"))
    rows = tuple(
        EvidenceRow(p["id"], p["quote"], p["dimension"], p["polarity"], p["step"]) for p in heard
    )
    draft = Draft("b1", "behavioral", reads={"failure": "senior"}, evidence=rows)
    found = of(packet, draft=draft)
    assert [ask for ask in found.asks if "earnings" in ask] == [
        "No learnings were logged. What do they do differently since?"
    ]
    assert any(ask.startswith("Nothing was logged as Task.") for ask in found.asks)
    assert found.pieces[0].asks == (
        "An impression? What did they say or do that made you write this?",
    )
    assert [each.noted for each in found.pieces] == [False, True]
    assert found.kinds == "1 in their words and 1 in yours"
    assert found.questions == len(found.asks) + 1


def test_a_hint_that_nobody_settled_is_a_follow_up_that_was_not_asked() -> None:
    quote = (
        "We looked at the queue, we built a cache, we tuned it, we rolled it out to all regions,"
        " we wrote the runbook and we presented it to the directors."
    )
    packet = loop(behavioral("b1", "Mina", [piece("e1", quote=quote)], scope="senior"))
    draft = Draft(
        "b1", "behavioral", reads={"scope": "senior"},
        evidence=(EvidenceRow("e1", quote, "scope"),),
    )  # fmt: skip
    asked = [ask for ask in of(packet, draft=draft).asks if "Which of those calls" in ask]
    assert len(asked) == 1
    assert "Nothing logged after it answers" in asked[0]


def test_words_that_are_gone_are_not_judged() -> None:
    found = of(scenario("the-acer"), wordless=True)
    assert (found.asks, found.nothing, found.questions) == ((), 6, 0)
    assert found.behind == 3


def test_together_they_are_counts_and_no_shares() -> None:
    each = of(scenario("the-acer")), of(scenario("the-acer"), "b2")
    said = " ".join(feedback_page(each).said)
    assert "In 2 interviews you logged 13 pieces of evidence." in said
    assert "Of 6 reads that stood beside another interviewer’s, 6 lay with the panel" in said
    assert "%" not in said
    assert feedback_page([]).said == ()
