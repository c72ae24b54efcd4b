"""The evidence form loses nothing: fields to draft and back, whatever was typed."""

from hypothesis import given
from hypothesis import strategies as st

from committee.scorecard.draft import Capture, Draft
from committee.web.scorecard.form_fields import draft_of, fields_of
from tests.scorecard.drafts import SEAT, drafts, texts


@given(drafts())
def test_a_draft_survives_the_form_unchanged(draft: Draft) -> None:
    assert draft_of(fields_of(draft), SEAT) == draft


@given(st.dictionaries(st.sampled_from(["e.b1-1.minute", "score.coding", "form.minute"]), texts))
def test_what_cannot_be_read_is_kept_as_it_was_typed(typed: dict[str, str]) -> None:
    fields = {name: [text] for name, text in typed.items()} | {"piece": ["b1-1"]}
    again = fields_of(draft_of(fields, SEAT))
    assert {name: again[name] for name in typed} == {n: fields[n] for n in typed}


def test_odd_characters_are_left_out_and_lines_are_kept() -> None:
    fields = {"form.text": ["one\r\ntwo\x00\u202e\ud800\x1b three"]}
    assert draft_of(fields, SEAT).capture == Capture(text="one\ntwo three")


def test_the_form_cannot_change_whose_interview_it_is() -> None:
    assert draft_of({"id": ["b9"], "interviewer": ["Eve"], "kind": ["coding"]}, SEAT) == SEAT
