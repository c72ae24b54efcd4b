"""Two texts of one draft: both kept, and only what differs shown."""

from dataclasses import replace

from hypothesis import given

from committee.scorecard.draft import Draft, EvidenceRow
from committee.scorecard.merge import Difference, differences, from_same_tab, merged

from .drafts import SEAT, drafts, words


@given(drafts(), drafts())
def test_both_in_one_lose_nothing_of_either(here: Draft, there: Draft) -> None:
    both = merged(here, there)
    heard = {row.quote for draft in (here, there) for row in draft.evidence}
    assert heard <= {row.quote for row in both.evidence}
    lines = "\n".join(words(both) | {both.note})
    assert all(text in lines for text in words(here) | words(there))
    ids = [row.id for row in both.evidence]
    assert len(ids) == len(set(ids))


@given(drafts())
def test_a_draft_differs_in_nothing_from_itself(draft: Draft) -> None:
    assert differences(draft, draft) == ()
    assert differences(merged(draft, draft), draft) == ()


def test_only_what_differs_is_shown() -> None:
    row = EvidenceRow("b1-1", "I chose.", "scope")
    here = replace(SEAT, evidence=(replace(row, minute="16:05"),), reads={"scope": "mid"})
    there = replace(SEAT, evidence=(row,), reads={"scope": "mid"}, note="Sharp.")
    assert differences(here, there) == (
        Difference("Evidence", "16:05 “I chose.” (scope, for)", "“I chose.” (scope, for)"),
        Difference("Private note", "", "Sharp."),
    )


def test_a_tab_knows_its_own_sendings_and_nobody_elses() -> None:
    def stamped(stamp: str) -> Draft:
        return replace(SEAT, stamp=stamp)

    assert from_same_tab(stamped("a.3"), stamped("a.1")) == 2
    assert from_same_tab(stamped("a.1"), stamped("a.3")) == -2
    for here, there in (("a.1", "b.1"), ("", ""), (".1", ".1"), ("a.x", "a.1"), ("a", "a")):
        assert from_same_tab(stamped(here), stamped(there)) is None
