"""Scorecards written blind, and those that weren't: what opens the others', and who is marked."""

import re
from html import unescape
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text

from committee.files.snapshot import parse_snapshot
from committee.store import decisions, loops, people, scorecards
from committee.store.engine import make_engine, session

from .conftest import COACH_NAME, MINA, PASSWORD, QUOTE, World, post, scorecard
from .test_accounts import NEW
from .test_links import link_in, said

EMPTY: dict[str, Any] = {
    "reads": dict.fromkeys(("scope", "leadership", "failure", "communication"), "not_assessed"),
    "recommendation": "yes",
}


def write(world: World, seat: str, body: dict[str, Any]) -> None:
    """Fill a draft, as its form would."""
    engine = make_engine(world.url)
    with session(engine) as s:
        held = loops.assignment_by_key(s, seat)
        version = scorecards.draft_of(s, held).version
        document = {**body, "id": held.label, "kind": held.kind, "interviewer": "x"}
        scorecards.save_draft(s, held, document, version)
    engine.dispose()


def hand_in(
    world: World, client: FlaskClient, seat: str, body: dict[str, Any], why: str = ""
) -> str:
    """Write a scorecard and submit it; the page after."""
    write(world, seat, body)
    version = re.search(
        r'name="version" value="(\d+)"', client.get(f"/scorecards/{seat}/review").text
    )
    assert version, "it can be reviewed"
    return said(client, f"/scorecards/{seat}/submit", version=version[1], reason=why)


def seated(world: World, coach: FlaskClient, name: str, email: str) -> tuple[str, str]:
    """Seat somebody on the loop; the key of their interview, and the page that says so."""
    page = said(coach, f"/loops/{world.keys['loop']}/seats", name=name, email=email,
                kind="behavioral")  # fmt: skip
    engine = make_engine(world.url)
    with session(engine) as s:
        person = people.by_email(s, email)
        assert person is not None
        found = loops.assignments_for(s, person)
        key = max(found, key=lambda seat: seat.id or 0).key
    engine.dispose()
    return key, page


def packet(client: FlaskClient, world: World) -> str:
    page = client.get(f"/loops/{world.keys['loop']}/packet")
    assert page.status_code == 200
    return re.sub(r"\s+", " ", page.text)


def test_a_scorecard_that_assesses_nothing_opens_nothing(world: World) -> None:
    tariq, loop = world.client("open"), f"/loops/{world.keys['loop']}"
    page = hand_in(world, tariq, world.keys["own"], EMPTY)
    assert "Nothing is assessed in it" in page
    assert tariq.get(f"{loop}/packet").status_code == 404
    assert tariq.get(f"{loop}/seats/{world.keys['seat']}").status_code == 404
    assert "progress open when you have submitted a scorecard that assesses" in tariq.get(loop).text
    assert f'"{loop}"' not in page
    whole = {**scorecard("I led it.", label="b2")}
    hand_in(world, tariq, world.keys["own"], whole, why="I had left everything out.")
    assert QUOTE in packet(tariq, world)
    assert "Not blind" not in packet(tariq, world)


def test_who_changes_theirs_after_reading_the_others_is_marked(world: World) -> None:
    tariq, coach = world.client("open"), world.client("coach")
    hand_in(world, tariq, world.keys["own"], scorecard("I led it.", label="b2"))
    assert "Not blind" not in packet(tariq, world)
    changed = {**scorecard("I led it.", label="b2"), "recommendation": "strong_no"}
    hand_in(world, tariq, world.keys["own"], changed, why="Thought again.")
    mark = "changed after seeing others, after handing in one of their own"
    assert f"Not blind: b2, by Tariq Aziz, was {mark}." in packet(coach, world)
    assert mark in coach.get(f"/loops/{world.keys['loop']}").text
    assert f"b2, {mark} (the packet, " in coach.get("/journal").text


def test_who_never_looked_changes_theirs_blind(world: World) -> None:
    tariq, coach = world.client("open"), world.client("coach")
    hand_in(world, tariq, world.keys["own"], scorecard("I led it.", label="b2"))
    hand_in(world, tariq, world.keys["own"], scorecard("I led it.", label="b2"), why="A typo.")
    assert "Not blind" not in packet(coach, world)


@pytest.mark.parametrize("page", ["", "/packet", "/packet.pdf", "/seats/{seat}", "/decisions/1"])
def test_a_coach_who_seats_herself_is_marked(world: World, page: str) -> None:
    coach, loop = world.client("coach"), f"/loops/{world.keys['loop']}"
    assert coach.get(loop + page.format(**world.keys)).status_code == 200
    seat, _ = seated(world, coach, COACH_NAME, "coach@example.org")
    assert coach.get(f"{loop}/packet").status_code == 404
    hand_in(world, coach, seat, scorecard("I led it.", label="b4"))
    mark = "submitted after seeing others, as a coach"
    assert f"Not blind: b4, by {COACH_NAME}, was {mark}." in packet(coach, world)
    assert f"b4, {mark} (" in coach.get("/journal").text


@pytest.mark.parametrize("page", ["", "/report", "/report.pdf"])
def test_a_coach_who_has_seen_the_outcome_in_the_cohort_is_marked(world: World, page: str) -> None:
    engine = make_engine(world.url)
    with session(engine) as s:
        first = loops.loop_by_key(s, world.keys["loop"])
        mina = people.by_email(s, "mina@example.org")
        assert mina
        whole = loops.create_loop(s, first.cohort, "P. Reyes", target="senior", policy="unanimous")
        scorecards.submit(s, loops.assign(s, whole, mina, "behavioral"), scorecard(), 0, mina)
        for table in ("release", "snapshot"):
            s.connection().execute(text(f"DELETE FROM {table}"))
        version = str(whole.version)
    engine.dispose()
    coach, ruth = world.client("coach"), world.client("coach_open")
    post(ruth, f"/loops/{whole.key}/decide", version=version, sure="yes")
    assert coach.get(f"/cohorts/{world.keys['cohort']}{page}").status_code == 200
    seen = World(world.path, {**world.keys, "loop": whole.key}, world.tokens)
    for there, label in ((seen, "b2"), (world, "b4")):
        seat, _ = seated(there, coach, COACH_NAME, "coach@example.org")
        hand_in(there, coach, seat, scorecard("I led it.", label=label))
    assert "was submitted after seeing others, as a coach" in packet(coach, seen)
    assert "Not blind" not in packet(coach, world)
    where = "report" if page else "list"
    journal = unescape(coach.get("/journal").text)
    assert f"b2, submitted after seeing others, as a coach (the cohort’s {where}, " in journal


@pytest.mark.parametrize(
    ("name", "email", "why"),
    [
        ("ines  FERRO", "ferro@elsewhere.org", "name"),
        ("I. F.", "co.ach+two@example.org", "address"),
        ("I. F.", "ferro@elsewhere.org", "browser"),
    ],
)
def test_a_coach_under_a_second_address_is_marked(
    world: World, name: str, email: str, why: str
) -> None:
    app = world.app()
    coach = world.client("coach", app)
    packet(coach, world)
    seat, page = seated(world, coach, name, email)
    browser = coach if why == "browser" else app.test_client()
    assert post(browser, link_in(page), new=NEW, again=NEW).status_code == 303
    hand_in(world, browser, seat, scorecard("I led it.", label="b4"))
    readers = world.client("done", app)
    assert "submitted after seeing others, by an account that is taken for theirs" in packet(
        readers, world
    )
    again = app.test_client()  # In the browser that both used, the coach's session is over.
    post(again, "/sign-in", email="coach@example.org", password=PASSWORD)
    assert f"({COACH_NAME}, by the same {why}: the packet, " in again.get("/journal").text


def test_another_interviewer_is_not_taken_for_a_coach(world: World) -> None:
    app = world.app()
    coach = world.client("coach", app)
    packet(coach, world)
    seat, page = seated(world, coach, "Yaw Mensah", "yaw@example.org")
    yaw = app.test_client()
    post(yaw, link_in(page), new=NEW, again=NEW)
    hand_in(world, yaw, seat, scorecard("I led it.", label="b4"))
    assert "Not blind" not in packet(coach, world)


def test_a_second_account_in_a_browser_is_known_after_signing_out(world: World) -> None:
    browser = world.client("coach")
    packet(browser, world)
    post(browser, "/sign-out")
    post(browser, "/sign-in", email="tariq@example.org", password=PASSWORD)
    hand_in(world, browser, world.keys["own"], scorecard("I led it.", label="b2"))
    assert "an account that is taken for theirs" in packet(browser, world)


def test_the_mark_stays_in_the_decision_and_out_of_the_candidates(world: World) -> None:
    tariq, coach = world.client("open"), world.client("coach")
    loop = f"/loops/{world.keys['loop']}"
    hand_in(world, tariq, world.keys["own"], scorecard("I led it.", label="b2"))
    packet(tariq, world)
    hand_in(world, tariq, world.keys["own"], scorecard("I led it.", label="b2"), why="Again.")
    version = re.search(r'name="version" value="(\d+)"', coach.get(f"{loop}/decide").text)
    assert version
    said(coach, f"{loop}/decide", version=version[1], sure="yes")
    said(coach, f"{loop}/decisions/2/release")
    assert "Not blind: b2" in coach.get(f"{loop}/decisions/2").text
    theirs = world.client("candidate").get(f"/packets/{world.keys['loop']}").text
    assert "Not blind" not in theirs
    assert "after seeing" not in theirs
    engine = make_engine(world.url)
    with session(engine) as s:
        kept = decisions.snapshots(s, loops.loop_by_key(s, world.keys["loop"]))[-1]
    engine.dispose()
    marks = {
        card.interviewer: (card.submitted_after_seeing, card.changed_after_seeing)
        for card in parse_snapshot(kept.body, "kept").packet.scorecards
    }
    assert marks == {MINA: (None, None), "Tariq Aziz": (None, "panel")}
