"""Laws of the acts: what is undone is as it was, and two tabs lose nothing of either."""

from contextlib import suppress
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from committee.errors import FormError
from committee.scorecard.draft import Act, Draft
from committee.scorecard.fields import value_of
from committee.scorecard.form_acts import acts_of, seen
from committee.scorecard.history import done, heard

from .drafts import acts, drafts, texts, words

UNDO, REDO = Act("undo"), Act("redo")
TYPED = ("form.text", "note", "e.b1-1.quote")


def does(draft: Draft, act: Act) -> Draft:
    """The draft after an act; as it was where the act was refused."""
    with suppress(FormError):
        return done(draft, act, 2e9)
    return draft


def judged(draft: Draft) -> Draft:
    """What of a draft undo speaks of: not the boxes, the clock, the removed, and the past."""
    nothing = Draft(draft.id, draft.kind)
    kept = ("capture", "aside", "box_of", "note", "seconds", "since", "removed", "history")
    return replace(draft, undone=(), **{name: getattr(nothing, name) for name in kept})


@given(drafts(), acts())
def test_what_is_undone_is_as_it_was_and_done_again_as_it_became(draft: Draft, act: Act) -> None:
    after = does(draft, act)
    if len(after.history) == len(draft.history):
        return
    undone = does(after, UNDO)
    assert sorted(undone.marks, key=str) == sorted(draft.marks, key=str)
    assert judged(replace(undone, marks=())) == judged(replace(draft, marks=()))
    again = does(undone, REDO)
    assert judged(replace(again, marks=())) == judged(replace(after, marks=()))
    assert again.history == after.history
    assert does(again, UNDO).evidence == draft.evidence


@given(drafts(), st.lists(acts(), max_size=8))
def test_all_that_was_done_can_be_undone_and_all_undone_be_done(
    draft: Draft, pressed: list[Act]
) -> None:
    before = judged(replace(draft, marks=(), collisions=()))
    for act in pressed:
        draft = does(draft, act)
    after = judged(replace(draft, marks=(), collisions=()))
    many = len(draft.history)
    for _ in range(many):
        draft = does(draft, UNDO)
    assert judged(replace(draft, marks=(), collisions=())) == before
    for _ in range(many):
        draft = does(draft, REDO)
    assert judged(replace(draft, marks=(), collisions=())) == after


@given(drafts(), st.lists(st.one_of(acts(), st.sampled_from((UNDO, REDO))), max_size=12))
def test_no_act_but_typing_over_loses_a_word(draft: Draft, pressed: list[Act]) -> None:
    for act in pressed:
        before = words(draft) if act.name not in ("edit", "undo", "redo") else set()
        after = does(draft, act)
        lines = "\n".join(words(after))
        assert all(text in lines for text in before)
        draft = after


@given(drafts(), st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from(TYPED), texts)))
def test_of_two_tabs_each_finds_the_last_it_typed(
    draft: Draft, typed: list[tuple[str, str, str]]
) -> None:
    shown = {tab: {field: value_of(draft, field) for field in TYPED} for tab in "ab"}
    for tab in "ab":
        shown[tab]["form.text"] = ""
    opened = {tab: dict(fields) for tab, fields in shown.items()}
    for number, (tab, field, value) in enumerate(typed, start=1):
        act = Act("edit", field, value, shown[tab][field])
        draft, _ = heard(draft, tab, [(number, 2e9, act)])
        shown[tab][field] = value
    last = {(tab, field): value for tab, field, value in typed}
    for (tab, field), value in last.items():
        # Who typed nothing else than what stood there has left it to the other tab.
        theirs = value.strip() != opened[tab][field].strip()
        if theirs and (field != "e.b1-1.quote" or draft.row("b1-1")):
            assert value.strip() in words(draft) | {""}


@given(drafts(), st.lists(acts(), max_size=6), st.integers(0, 6))
def test_what_is_sent_twice_is_done_once(draft: Draft, pressed: list[Act], some: int) -> None:
    sent = [(number, 2e9, act) for number, act in enumerate(pressed, start=1)]
    first, _ = heard(draft, "tab", sent[:some])
    twice, _ = heard(first, "tab", sent)
    once, _ = heard(draft, "tab", sent)
    assert twice == once


@given(drafts())
def test_a_form_that_nobody_touched_says_nothing(draft: Draft) -> None:
    ticked = [f"e.{row.id}.traps" for row in draft.evidence] + ["traps"]
    boxes = {field: value_of(draft, field).split() for field in ticked}
    assert acts_of({**boxes, **{n: [digest] for n, digest in seen(draft).items()}}, draft) == ()


@given(drafts(), texts, texts)
def test_a_form_posted_late_takes_nothing_back(draft: Draft, note: str, box: str) -> None:
    digests = {name: [digest] for name, digest in seen(draft).items()}
    shown = {"note": [draft.note], "form.text": [draft.capture.text]}
    elsewhere = done(draft, Act("edit", "note", note), 2e9)
    late = {**digests, **shown, "form.text": [box]}
    for act in acts_of(late, elsewhere):
        elsewhere = done(elsewhere, act, 2e9)
    assert elsewhere.note == note
    assert elsewhere.capture.text == box
