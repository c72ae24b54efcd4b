"""What a database takes in is clean and of bounded length, alike on both."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError

from committee.domain.odd_characters import clean, find_odd
from committee.errors import ConflictError, FormError
from committee.store import loops, people, scorecards, stories
from committee.store.column_types import DOCUMENT, NAME, PROSE
from committee.store.engine import session

from .conftest import Scene

ODD = "a\x00b\x07c\u202ed\u2066e\ud800f\x85g\r\nh\ti"
CLEAN = "abcdefg\nh\ti"


def test_odd_characters_are_taken_out_everywhere(engine: Engine, scene: Scene) -> None:
    with session(engine) as opened:
        scorecards.save_draft(opened, scene.b1, {ODD: [ODD, {"x": ODD}], "n": 1, "no": None}, 0)
        stories.save_story(opened, scene.mina, "s", {"title": ODD, "action": ODD, "covers": [ODD]})
    with session(engine) as opened:
        draft = scorecards.draft_of(opened, scene.b1)
        [story] = stories.bank(opened, scene.mina)
    assert draft.body == {CLEAN: [CLEAN, {"x": CLEAN}], "n": 1, "no": None}
    assert (story.title, story.action, story.covers) == (CLEAN, CLEAN, [CLEAN])


@given(st.text(st.characters(codec=None, exclude_categories=())))
def test_a_cleaned_text_has_nothing_odd_and_cleans_to_itself(typed: str) -> None:
    cleaned = clean(typed)
    assert find_odd(cleaned) is None
    assert clean(cleaned) == cleaned
    cleaned.encode()


@given(st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"])))
def test_what_people_write_stays_as_it_is(typed: str) -> None:
    assert clean(typed) == typed


def test_too_long_is_refused_and_nothing_of_it_is_kept(engine: Engine, scene: Scene) -> None:
    with pytest.raises(FormError, match="at most 200"), session(engine) as opened:
        people.create_person(opened, "a@example.org", "x" * (NAME + 1))
    with pytest.raises(FormError, match="at most 10,000"), session(engine) as opened:
        stories.save_story(opened, scene.mina, "s", {"title": "t", "task": "x" * (PROSE + 1)})
    with pytest.raises(FormError, match="at most 200,000"), session(engine) as opened:
        scorecards.save_draft(opened, scene.b1, {"note": "x" * DOCUMENT}, 0)
    with session(engine) as opened:
        assert stories.bank(opened, scene.mina) == []
        assert scorecards.draft_of(opened, scene.b1).version == 0


@pytest.mark.parametrize("body", [{"n": float("nan")}, {"n": float("-inf")}])
def test_what_is_no_number_is_refused(
    engine: Engine, scene: Scene, body: dict[str, object]
) -> None:
    with pytest.raises(FormError, match="not a number"), session(engine) as opened:
        scorecards.save_draft(opened, scene.b1, body, 0)


def test_depth_is_bounded(engine: Engine, scene: Scene) -> None:
    deep: dict[str, object] = {}
    for _ in range(500):
        deep = {"x": deep}
    with pytest.raises(FormError, match="nested"), session(engine) as opened:
        scorecards.save_draft(opened, scene.b1, deep, 0)


def test_an_address_has_one_account_whatever_its_case(engine: Engine, scene: Scene) -> None:
    with pytest.raises(ConflictError), session(engine) as opened:
        people.create_person(opened, " MINA@Example.org ", "Mina again")
    with session(engine) as opened:
        found = people.by_email(opened, "Mina@EXAMPLE.org")
    assert found is not None
    assert found.id == scene.mina.id


def test_labels_are_unique_in_a_loop(engine: Engine, scene: Scene) -> None:
    with pytest.raises(ConflictError, match="“b1” already"), session(engine) as opened:
        loops.assign(opened, scene.loop, scene.mina, "coding", label="b1")
    with session(engine) as opened:
        assert loops.assign(opened, scene.loop, scene.mina, "coding").label == "c1"


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE assignment SET kind = 'chat'",
        "UPDATE assignment SET state = 'lost'",
        "UPDATE assignment SET loop_id = 99",
        "UPDATE loop SET version = 0",
        "DELETE FROM person WHERE name = 'Mina'",
    ],
)
def test_the_database_itself_refuses_nonsense(engine: Engine, scene: Scene, change: str) -> None:
    with pytest.raises(IntegrityError), engine.begin() as connection:
        connection.execute(text(change))
