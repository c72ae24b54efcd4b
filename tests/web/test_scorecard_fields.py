"""The evidence form loses nothing: fields to document and back, whatever was typed."""

from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st

from committee.domain.odd_characters import clean
from committee.domain.rubric import BEHAVIORAL, POLARITIES, RECOMMENDATIONS, STEPS, TRAPS
from committee.errors import FormError
from committee.web.scorecard.draft_acts import act
from committee.web.scorecard.form_fields import document_of, fields_of

IDENTITY = {"id": "b1", "kind": "behavioral", "interviewer": "Mina", "bar_raiser": True}
LEVELS = ("below", "mid", "senior", "staff", "principal")

texts = st.text(min_size=1, max_size=60).map(clean).filter(bool)
minutes = st.one_of(
    st.integers(0, 90 * 60).map(lambda seconds: round(seconds / 60, 2)),
    st.floats(0, 1440, allow_nan=False),
)


def some(**strategies: st.SearchStrategy[object]) -> st.SearchStrategy[dict[str, object]]:
    return st.fixed_dictionaries({}, optional=strategies)


pieces = st.builds(
    lambda must, may: {**must, **may},
    st.fixed_dictionaries({"polarity": st.sampled_from(POLARITIES), "quote": texts}),
    some(
        dimension=st.sampled_from(BEHAVIORAL),
        step=st.sampled_from(STEPS),
        story=texts,
        reads=st.sampled_from(LEVELS),
        minute=minutes,
        traps=st.lists(st.sampled_from(TRAPS), min_size=1, unique=True),
    ),
)


@st.composite
def documents(draw: st.DrawFn) -> dict[str, object]:
    logged, removed = draw(st.lists(pieces, max_size=4)), draw(st.lists(pieces, max_size=2))
    named = [{"id": f"b1-{n}", **piece} for n, piece in enumerate(logged + removed, start=1)]
    form = draw(
        some(
            text=texts,
            step=st.sampled_from(STEPS),
            dimension=st.sampled_from(BEHAVIORAL),
            minute=texts,
            theme=texts,
            seconds=st.floats(0, 1e5),
            since=st.floats(1, 4e9),
            marks=st.lists(texts, min_size=1, unique=True),
            dismissed=st.lists(texts, min_size=1),
            history=st.lists(texts, min_size=1),
        )
    )
    if removed:
        form["removed"] = named[len(logged) :]
    document = draw(
        some(
            reads=st.dictionaries(st.sampled_from(BEHAVIORAL), st.sampled_from(LEVELS), min_size=1),
            scores=st.dictionaries(st.just("coding"), st.floats(1, 4), min_size=1),
            traps=st.lists(st.sampled_from(TRAPS), min_size=1, unique=True),
            recommendation=st.sampled_from(RECOMMENDATIONS),
            at=st.sampled_from(LEVELS),
            note=texts,
        )
    )
    if logged:
        document["evidence"] = named[: len(logged)]
    if form:
        document["form"] = form
    return {**IDENTITY, **document}


@given(documents())
def test_a_document_survives_the_form_unchanged(document: dict[str, object]) -> None:
    assert document_of(fields_of(document), IDENTITY) == document


@given(
    st.dictionaries(
        st.sampled_from(["e.b1-1.minute", "score.coding", "form.seconds", "form.since"]), texts
    )
)
def test_what_cannot_be_read_is_kept_as_it_was_typed(typed: dict[str, str]) -> None:
    fields = {name: [text] for name, text in typed.items()} | {"piece": ["b1-1"]}
    document = document_of(fields, IDENTITY)
    again = document_of(fields_of(document), IDENTITY)
    assert again == document
    kept = document.get("form", {}).get("typed", {})
    unread = {name for name in typed if name in kept}
    assert {name: kept[name] for name in unread} == {name: typed[name] for name in unread}
    for name in set(typed) - unread:
        assert fields_of(document)[name], f"{name} was read, so it comes back as a number"


@given(documents(), st.lists(st.sampled_from(["log", "remove:b1-1", "undo", "start", "pause"])))
def test_no_act_loses_a_word(document: dict[str, object], actions: list[str]) -> None:
    text = {"text": "I chose the queue.", "dimension": "scope"}
    document["form"] = {**document.get("form", {}), **text}
    document["form"].pop("minute", None)
    before = words(document)
    for number, action in enumerate(actions):
        with suppress(FormError):  # An empty box has nothing to log: then nothing changes.
            document = act(document, action, 2e9 + number)
    assert before <= words(document)


def words(document: dict[str, object]) -> set[str]:
    """Every text that stands somewhere in a draft: logged, removed, or still in the box."""
    form = document.get("form", {})
    rows = [*document.get("evidence", []), *form.get("removed", [])]
    return {row["quote"].strip() for row in rows} | {form.get("text", "").strip()} - {""}


def test_odd_characters_are_left_out_and_lines_are_kept() -> None:
    fields = {"form.text": ["one\r\ntwo\x00\u202e\ud800\x1b three"]}
    assert document_of(fields, IDENTITY)["form"] == {"text": "one\ntwo three"}


def test_the_form_cannot_change_whose_interview_it_is() -> None:
    document = document_of({"id": ["b9"], "interviewer": ["Eve"], "kind": ["coding"]}, IDENTITY)
    assert document == IDENTITY
