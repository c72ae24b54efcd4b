"""Drafts, submits, revisions: nothing overwritten unseen, nothing changed in silence."""

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from committee.errors import ConflictError, FormError, NotFoundError
from committee.store import scorecards
from committee.store.engine import session
from committee.store.loops import assignments_of, loop_by_key
from committee.store.scorecards import StaleDraftError
from committee.store.seats import hand_over, seat_somebody, take_seat
from committee.store.tables import Assignment, TakenAway

from .conftest import Scene


def test_a_draft_is_read_back_as_it_was_saved(engine: Engine, scene: Scene) -> None:
    body = {"reads": {"scope": "mid"}, "evidence": [{"quote": "I chose. «Ж» 😀"}], "minute": 16.1}
    with session(engine) as opened:
        scorecards.save_draft(opened, scene.b1, body, 0)
    with session(engine) as opened:
        draft = scorecards.draft_of(opened, scene.b1)
    assert (draft.body, draft.version) == (body, 1)


def test_a_stale_tab_overwrites_nothing_and_sees_both_texts(engine: Engine, scene: Scene) -> None:
    with session(engine) as opened:
        scorecards.save_draft(opened, scene.b1, {"note": "first tab"}, 0)
    with pytest.raises(StaleDraftError) as caught, session(engine) as opened:
        scorecards.save_draft(opened, scene.b1, {"note": "second tab"}, 0)
    stored = caught.value.stored
    assert (stored.body, stored.version) == ({"note": "first tab"}, 1)
    with session(engine) as opened:
        assert scorecards.draft_of(opened, scene.b1).body == {"note": "first tab"}


def test_an_amendment_is_a_new_revision_with_a_reason(engine: Engine, scene: Scene) -> None:
    with session(engine) as opened:
        scorecards.submit(opened, scene.b1, {"note": "one"}, 0, scene.mina)
    with pytest.raises(FormError, match="reason"), session(engine) as opened:
        scorecards.submit(opened, scene.b1, {"note": "two"}, 1, scene.mina)
    with session(engine) as opened:
        scorecards.submit(opened, scene.b1, {"note": "two"}, 1, scene.mina, "Misheard a number.")
    with session(engine) as opened:
        kept = [(r.number, r.body, r.reason) for r in scorecards.revisions(opened, scene.b1)]
    assert kept == [(1, {"note": "one"}, None), (2, {"note": "two"}, "Misheard a number.")]


def test_a_seat_that_is_removed_and_given_back_holds_what_was_written(
    engine: Engine, scene: Scene
) -> None:
    with session(engine) as opened:
        scorecards.save_draft(opened, scene.b1, {"note": "begun"}, 0)
        take_seat(opened, scene.b1, scene.coach)
    with session(engine) as opened:
        loop = loop_by_key(opened, scene.loop.key)
        assert [each.label for each in assignments_of(opened, loop)] == ["b2"]
        assert loop.version > scene.loop.version
        with pytest.raises(NotFoundError):
            scorecards.draft_of(opened, scene.b1)
        seat_somebody(opened, loop, scene.coach, "behavioral")
        mina = seat_somebody(opened, loop, scene.mina, "behavioral")
        assert scorecards.draft_of(opened, mina).body == {"note": "begun"}
        assert [each.label for each in assignments_of(opened, loop)] == ["b1", "b2", "b3"]
        assert opened.exec(select(TakenAway)).all() == []


def test_a_seat_is_removed_once_its_scorecard_is_handed_back(engine: Engine, scene: Scene) -> None:
    card = {"note": "one", "evidence": [{"id": "b1-1", "quote": "b1-1"}]}
    with session(engine) as opened:
        scorecards.submit(opened, scene.b1, card, 0, scene.mina)
    with pytest.raises(ConflictError, match="Hand it back first"), session(engine) as opened:
        take_seat(opened, opened.get_one(Assignment, scene.b1.id), scene.coach)
    with session(engine) as opened:
        seat = opened.get_one(Assignment, scene.b1.id)
        scorecards.hand_back(opened, seat, "No quote for scope.")
        given = hand_over(opened, seat, scene.coach, scene.coach)
        assert (given.label, given.state, scorecards.latest(opened, given)) == ("b1", "open", None)
    with session(engine) as opened:
        again = seat_somebody(opened, scene.loop, scene.mina, "behavioral")
        assert (again.key, again.label, again.state) == (scene.b1.key, "b3", "handed_back")
        sent = scorecards.latest(opened, again)
        assert sent
        assert sent.body["evidence"] == [{"id": "b3-1", "quote": "b1-1"}], "each has its own id"


def test_nobody_else_submits_a_scorecard(engine: Engine, scene: Scene) -> None:
    for other in (scene.coach, scene.tariq):
        with pytest.raises(NotFoundError), session(engine) as opened:
            scorecards.submit(opened, scene.b1, {"note": "not mine"}, 0, other)
    with session(engine) as opened:
        assert scorecards.latest(opened, scene.b1) is None


def test_a_coach_hands_back_only_what_was_submitted(engine: Engine, scene: Scene) -> None:
    with pytest.raises(ConflictError), session(engine) as opened:
        scorecards.hand_back(opened, scene.b1, "No quote for scope.")
    with session(engine) as opened:
        scorecards.submit(opened, scene.b1, {}, 0, scene.mina)
        scorecards.hand_back(opened, scene.b1, "No quote for scope.")
    with session(engine) as opened:
        loop = loop_by_key(opened, scene.loop.key)
        states = [(a.label, a.state, a.hand_back_reason) for a in assignments_of(opened, loop)]
    assert states == [("b1", "handed_back", "No quote for scope."), ("b2", "open", None)]
