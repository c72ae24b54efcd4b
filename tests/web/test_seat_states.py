"""What a seat's state says, how it is left and taken up again, and decisions that are voided."""

import re
from datetime import UTC, date, datetime
from html import unescape

import pytest
from playwright.sync_api import Browser, expect

from committee.present.voice.seat_states import SeatState, state_said
from committee.store import loops, scorecards
from committee.store.engine import make_engine, session

from .conftest import World, post
from .sites import served
from .test_decisions import decide
from .test_taken_away import bring_back

DAY, AT = date(2026, 3, 12), datetime(2026, 3, 11, 14, 5, tzinfo=UTC)
BEFORE, SAID = date(2026, 3, 11), "11 March 2026, 14:05 UTC"
EVIDENCE = [{"id": f"b2-{n}", "quote": "I chose.", "dimension": "scope"} for n in (1, 2)]


@pytest.mark.parametrize(
    ("known", "said"),
    [
        (SeatState("open", False), "link not opened"),
        (SeatState("open", True), "joined, nothing written yet"),
        (SeatState("open", True, pieces=1, saved_at=AT), f"writing: 1 piece, saved {SAID}"),
        (SeatState("open", False, BEFORE), "link not opened; overdue since 11 March 2026"),
        (SeatState("open", True, DAY), "joined, nothing written yet"),
        (SeatState("handed_back", True), "handed back"),
        (SeatState("declined", True, date(2026, 3, 1), "I am ill."), "declined: I am ill."),
        (SeatState("no_show", True, date(2026, 3, 1)), "not held"),
        (
            SeatState("submitted", True, date(2026, 3, 1), submitted_at=AT, revisions=2),
            f"submitted {SAID}, revision 2",
        ),
    ],
)
def test_each_state_has_its_words(known: SeatState, said: str) -> None:
    assert state_said(known, DAY).replace("\u00a0", " ") == said


def test_an_interviewer_declines_and_takes_it_up_again(world: World) -> None:
    coach, tariq = world.client("coach"), world.client("open")
    loop, own = f"/loops/{world.keys['loop']}", f"/scorecards/{world.keys['own']}"
    blank = post(tariq, f"{own}/decline", reason=" ")
    assert (blank.status_code, "Fill this in" in blank.text) == (422, True)
    assert post(tariq, f"{own}/decline", reason="I know him well.").location == "/interviews"
    page = unescape(coach.get(loop).text)
    assert "declined: I know him well." in page
    row = coach.get(f"/cohorts/{world.keys['cohort']}").text
    assert "1 of 2" in row, "nobody waits for Tariq’s"
    assert tariq.get(f"{loop}/packet").status_code == 404, "it opens nothing"
    assert "I know him well." in unescape(tariq.get("/interviews").text)
    assert "I know him well." not in unescape(world.client("coach_open").get(loop).text)
    assert post(tariq, f"{own}/decline/back").status_code == 303
    assert "declined" not in coach.get(loop).text
    journal = coach.get("/journal").text
    assert "declined" in journal
    assert "took up again" in journal


def test_a_no_show_takes_one_press_and_the_loop_is_complete(world: World) -> None:
    coach, loop = world.client("coach"), f"/loops/{world.keys['loop']}"
    with session(make_engine(world.url)) as opened:
        found = loops.loop_by_key(opened, world.keys["loop"])
        paths = [f"{loop}/seats/{s.key}" for s in loops.assignments_of(opened, found)]
    for path in paths[1:]:
        assert post(coach, f"{path}/no-show").location == loop
    assert post(coach, f"{paths[0]}/no-show").status_code == 409, "it is submitted"
    row = coach.get(f"/cohorts/{world.keys['cohort']}").text
    assert "1 of 1" in row
    assert "scorecards to come" not in row
    assert post(coach, f"{paths[1]}/take-up").location == loop
    assert "1 of 2" in coach.get(f"/cohorts/{world.keys['cohort']}").text


def test_states_tell_who_still_writes_nothing(world: World) -> None:
    ruth, loop = world.client("coach_open"), f"/loops/{world.keys['loop']}"
    with session(make_engine(world.url)) as opened:
        seat = loops.assignment_by_key(opened, world.keys["own"])
        before = ruth.get(loop).text
        scorecards.save_draft(opened, seat, {"evidence": EVIDENCE}, 1)
        scorecards.leave(opened, seat, "declined", "I am ill.")
    token = re.compile(r'name="csrf_token"[^>]*>')
    assert token.sub("", ruth.get(loop).text) == token.sub("", before)


def test_a_decision_made_by_mistake_is_voided_and_brought_back(world: World) -> None:
    coach, loop = world.client("coach"), f"/loops/{world.keys['loop']}"
    void = f"{loop}/decisions/1/void"
    assert "Withdraw it first" in post(coach, void, reason="A slip.").text
    post(coach, f"{loop}/withdraw")
    assert post(coach, void, reason="A slip.").location == loop
    page = unescape(coach.get(loop).text)
    assert "Decision 1, voided: A slip." in page
    assert "Nothing is decided yet." in page
    assert "Not decided" in page
    assert coach.get(f"{loop}/decisions/1").status_code == 404
    assert "voided" in coach.get("/journal").text
    assert decide(coach, world.keys["loop"]).status_code == 303
    assert bring_back(world, "Decision 1, voided: A slip.") == loop
    both = coach.get(loop).text
    assert ("Decision 1</a>" in both, "Decision 2</a>" in both) == (True, True)


def test_a_state_shows_itself_without_a_reload(chromium: Browser, world: World) -> None:
    with served(world.app()) as address:
        context = chromium.new_context()
        cookie = world.client("coach").get_cookie("committee")
        assert cookie
        context.add_cookies([{"name": "committee", "url": address, "value": cookie.value}])
        page = context.new_page()
        page.clock.install()
        page.goto(f"{address}/loops/{world.keys['loop']}")
        cell = page.locator(f"[data-seat='{world.keys['own']}']")
        expect(cell).to_contain_text("writing: 0 pieces")
        with session(make_engine(world.url)) as opened:
            seat = loops.assignment_by_key(opened, world.keys["own"])
            scorecards.save_draft(opened, seat, {"evidence": EVIDENCE}, 1)
        page.clock.run_for(11_000)
        expect(cell).to_contain_text("writing: 2 pieces")
        context.close()
