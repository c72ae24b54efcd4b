"""What people expect of a decision: kept before it, held against it, and nobody else's to see."""

import html
import re

import pytest
from sqlalchemy import delete, update

from committee.store.engine import make_engine, session
from committee.store.tables import Loop, Release, Snapshot

from .conftest import World, post


@pytest.fixture
def undecided(world: World) -> World:
    """The world as it was before its loop was decided."""
    engine = make_engine(world.url)
    with session(engine) as opened:
        for table in (Release, Snapshot):
            opened.connection().execute(delete(table))
    engine.dispose()
    return world


def said(page: str) -> str:
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", page)))


def decide(world: World) -> None:
    loop = f"/loops/{world.keys['loop']}"
    coach = world.client("coach")
    version = re.search(r'name="version" value="(\d+)"', coach.get(f"{loop}/decide").text)
    assert version
    assert post(coach, f"{loop}/decide", version=version.group(1), sure="yes").status_code == 303


def test_a_prediction_is_given_changed_and_held_against_the_first_decision(
    undecided: World,
) -> None:
    loop = f"/loops/{undecided.keys['loop']}"
    done, coach = undecided.client("done"), undecided.client("coach")
    asked = said(done.get(f"{loop}/prediction").text)
    assert "Hire at Senior" in asked
    assert "About as" not in asked
    for guess in ("hire.9", "more_signal.7"):
        assert post(done, f"{loop}/prediction", guess=guess).status_code == 303
    assert "You predict: More signal, 7 in 10 sure" in said(done.get(loop).text)
    assert "7 in 10" not in said(coach.get(loop).text)
    assert "not yet" in said(done.get("/predictions").text)
    decide(undecided)
    assert post(done, f"{loop}/prediction", guess="hire.5").status_code == 409
    assert post(done, f"{loop}/prediction", act="take back").status_code == 409
    page = said(done.get("/predictions").text)
    assert "7 in 10 sure: 1 of 1 came true" in page
    assert "Brier score 0.09" in page
    assert "Too few to tell" in page
    assert "None yet" in said(coach.get("/predictions").text)


def test_it_can_be_taken_back_and_nonsense_is_refused(undecided: World) -> None:
    path, done = f"/loops/{undecided.keys['loop']}/prediction", undecided.client("done")
    for wrong in ("", "ask", "hire.10", "hire", "'; drop"):
        assert post(done, path, guess=wrong).status_code == 422
    assert post(done, path, guess="no_hire.5").status_code == 303
    assert "You predicted: No hire, 5 in 10 sure" in said(done.get(path).text)
    assert post(done, path, act="take back").status_code == 303
    assert "You predicted" not in said(done.get(path).text)
    assert "None yet" in said(done.get("/predictions").text)


def test_who_may_not_read_a_loop_any_more_is_told_nothing_of_it(undecided: World) -> None:
    """Handing a scorecard back makes its author blind again, their own record included."""
    loop, done = f"/loops/{undecided.keys['loop']}", undecided.client("done")
    assert post(done, f"{loop}/prediction", guess="more_signal.9").status_code == 303
    decide(undecided)
    assert "1 of 1 came true" in said(done.get("/predictions").text)
    seat = f"{loop}/seats/{undecided.keys['seat']}/hand-back"
    assert post(undecided.client("coach"), seat, reason="Look again.").status_code == 303
    page = said(done.get("/predictions").text)
    assert "came true" not in page
    assert "None yet" in page


def test_asking_does_not_count_as_having_read_the_others(undecided: World) -> None:
    loop, done = f"/loops/{undecided.keys['loop']}", undecided.client("done")
    assert done.get(f"{loop}/prediction").status_code == 200
    own = f"/scorecards/{undecided.keys['seat']}"
    assert "Predict the decision first" in said(done.get(own).text)
    assert "after seeing others" not in said(undecided.client("coach").get(loop).text)


def test_another_target_is_another_question_and_drops_what_was_expected(undecided: World) -> None:
    loop, coach = f"/loops/{undecided.keys['loop']}", undecided.client("coach")
    assert post(coach, f"{loop}/prediction", guess="hire.9").status_code == 303
    page = coach.get(f"{loop}/change").text
    fields = dict(re.findall(r'<input[^>]* name="(\w+)"[^>]* value="([^"]*)"', page))
    chosen = r'<select[^>]* name="(\w+)"(?:(?!</select>).)*<option selected value="([^"]+)"'
    fields |= dict(re.findall(chosen, page, re.DOTALL)) | {"target": "mid"}
    fields.pop("csrf_token")
    assert post(coach, f"{loop}/change", **fields).status_code == 303
    assert "You predicted" not in said(coach.get(f"{loop}/prediction").text)


def test_what_was_predicted_having_read_the_others_counts_apart(undecided: World) -> None:
    loop, done, coach = (
        f"/loops/{undecided.keys['loop']}", undecided.client("done"), undecided.client("coach"),
    )  # fmt: skip
    coach.get(loop)
    for client in (done, coach):
        assert post(client, f"{loop}/prediction", guess="more_signal.9").status_code == 303
    decide(undecided)
    apart = "Where you had read what others wrote"
    assert apart in said(coach.get("/predictions").text)
    assert apart not in said(done.get("/predictions").text)
    assert "having read them" in said(coach.get("/predictions").text)


def test_what_the_page_does_not_offer_is_no_prediction(undecided: World) -> None:
    """At the lowest target there is no lower level."""
    engine = make_engine(undecided.url)
    with session(engine) as opened:
        opened.connection().execute(update(Loop).values(target="mid"))
    engine.dispose()
    path, done = f"/loops/{undecided.keys['loop']}/prediction", undecided.client("done")
    assert "lower level" not in said(done.get(path).text)
    assert post(done, path, guess="downlevel.9").status_code == 422
