"""Drafts as they are kept: what is written is read back, and so is what earlier versions wrote."""

from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st

from committee.domain.answer_clock import Mark
from committee.errors import FormError
from committee.scorecard.draft import Act, Capture, Draft, EvidenceRow
from committee.scorecard.history import done
from committee.store.draft_format import body_of, draft_of
from tests.scorecard.drafts import acts, drafts

EARLIER = {
    "id": "b1",
    "kind": "behavioral",
    "interviewer": "Mina",
    "reads": {"scope": "mid"},
    "scores": {"coding": 3.25},
    "evidence": [
        {"id": "b1-1", "quote": "I chose.", "dimension": "scope", "minute": 16.08},
        {"id": "b1-2", "quote": "We built.", "polarity": "against", "traps": ["we"]},
    ],
    "form": {
        "text": "Half a sent",
        "seconds": 61.5,
        "marks": ["question:conflict@12.5", "unheard of@1"],
        "removed": [{"id": "b1-3", "quote": "Gone.", "polarity": "for"}],
        "typed": {"e.b1-2.minute": "soon"},
        "history": ["+b1-1", "-b1-3"],
        "stamp": "tab.4",
    },
}


@given(drafts(), st.lists(acts(), max_size=8))
def test_what_is_kept_of_a_draft_gives_the_same_draft(draft: Draft, pressed: list[Act]) -> None:
    for act in pressed:
        with suppress(FormError):
            draft = done(draft, act, 2e9)
    assert draft_of(body_of(draft)) == draft


def test_a_draft_that_an_earlier_version_kept_is_read_whole() -> None:
    assert draft_of(EARLIER) == Draft(
        "b1",
        "behavioral",
        "Mina",
        reads={"scope": "mid"},
        scores={"coding": "3.25"},
        evidence=(
            EvidenceRow("b1-1", "I chose.", "scope", minute="16:05"),
            EvidenceRow("b1-2", "We built.", polarity="against", minute="soon", traps=("we",)),
        ),
        removed=(EvidenceRow("b1-3", "Gone."),),
        capture=Capture("Half a sent"),
        seconds=61.5,
        marks=(Mark("question", 12.5, "conflict"),),
        history=((Act("unlog", "b1-1"),), (Act("restore", "b1-3"),)),
    )


def test_nothing_typed_is_nothing_kept() -> None:
    assert draft_of({}, "c1", "coding") == Draft("c1", "coding")
    assert body_of(Draft("c1", "coding")) == {"id": "c1", "kind": "coding"}
