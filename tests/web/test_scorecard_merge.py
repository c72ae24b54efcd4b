"""Two texts of one draft: both kept, and only what differs shown."""

from typing import Any

from hypothesis import given

from committee.web.scorecard.draft_merge import Difference, differences, from_same_tab, merged

from .test_scorecard_fields import documents, words

BASE: dict[str, Any] = {"id": "b1", "kind": "behavioral", "interviewer": "Mina"}


def heard(document: dict[str, Any]) -> set[str]:
    """Every quote that counts in a draft."""
    return {piece["quote"] for piece in document.get("evidence", [])}


@given(documents(), documents())
def test_both_in_one_lose_nothing_of_either(here: dict[str, Any], there: dict[str, Any]) -> None:
    both = merged(here, there)
    assert heard(here) | heard(there) <= heard(both)
    lines = "\n".join(words(both) | {both.get("note", "")})
    assert all(text in lines for text in words(here) | words(there))
    ids = [piece["id"] for piece in both.get("evidence", [])]
    assert len(ids) == len(set(ids))


@given(documents())
def test_a_draft_differs_in_nothing_from_itself(document: dict[str, Any]) -> None:
    assert differences(document, document) == ()
    both = merged(document, document)
    assert differences(both, document) == ()


def test_only_what_differs_is_shown() -> None:
    piece = {"id": "b1-1", "quote": "I chose.", "dimension": "scope", "polarity": "for"}
    here = {**BASE, "evidence": [{**piece, "minute": 16.08}], "reads": {"scope": "mid"}}
    there = {**BASE, "evidence": [piece], "reads": {"scope": "mid"}, "note": "Sharp."}
    assert differences(here, there) == (
        Difference("Evidence", "16:05 “I chose.” (scope, for)", "“I chose.” (scope, for)"),
        Difference("Private note", "", "Sharp."),
    )


def test_a_tab_knows_its_own_sendings_and_nobody_elses() -> None:
    def stamped(stamp: str) -> dict[str, Any]:
        return {**BASE, "form": {"stamp": stamp}}

    assert from_same_tab(stamped("a.3"), stamped("a.1")) == 2
    assert from_same_tab(stamped("a.1"), stamped("a.3")) == -2
    for here, there in (("a.1", "b.1"), ("", ""), (".1", ".1"), ("a.x", "a.1"), ("a", "a")):
        assert from_same_tab(stamped(here), stamped(there)) is None
