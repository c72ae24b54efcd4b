"""The desk by keyboard alone: what CONTRIBUTING says of its keys is pressed here, and looked at."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from committee.store import loops, scorecards
from committee.store.engine import make_engine, session

from .axe import violations
from .sites import Site, running
from .test_scorecard_live import saved

GUIDE = Path(__file__).parents[2] / "CONTRIBUTING.md"
ROWS = re.findall(
    r"^\| ([^|]+) \| ([^|]+) \| (\d+) \|$",
    GUIDE.read_text("utf-8").partition("## Keys of the desk")[2].partition("\n## ")[0],
    re.MULTILINE,
)
WE = "We decided to move it and we built the tool. The team shipped it in May."
LONG = "I asked the two leads to hold their release until the ledger was moved. " * 4


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with running(tmp_path_factory.mktemp("site"), ("behavioral",) * 30 + ("coding",)) as site:
        yield site


@pytest.fixture(scope="module")
def signed_in(chromium: Browser, site: Site) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    yield site.sign_in(context)
    context.close()


@pytest.fixture
def seat(site: Site) -> str:
    """The label of a behavioural interview that no other test has touched."""
    with session(make_engine(site.database)) as db:
        loop = loops.loop_by_key(db, site.loop)
        return next(
            each.label
            for each in loops.assignments_of(db, loop)
            if each.kind == "behavioral" and scorecards.draft_of(db, each).version == 0
        )


def filled(site: Site, seat: str, *rows: dict[str, Any]) -> None:
    """Evidence that was logged before, on scope where it isn't said."""
    with session(make_engine(site.database)) as db:
        held = loops.assignment_by_key(db, site.seats[seat])
        usual = {"dimension": "scope", "polarity": "for", "quote": "I chose the queue."}
        pieces = [{**usual, "id": f"{seat}-{n}", **row} for n, row in enumerate(rows, start=1)]
        scorecards.save_draft(db, held, {"evidence": pieces}, 0)


def kept(site: Site, seat: str) -> dict[str, Any]:
    with session(make_engine(site.database)) as db:
        return scorecards.draft_of(db, loops.assignment_by_key(db, site.seats[seat])).body


def piece(body: dict[str, Any]) -> list[Any]:
    tags = ("dimension", "step", "polarity", "reads")
    return [body["evidence"][-1].get(tag) for tag in tags]


def moments(body: dict[str, Any]) -> list[str]:
    return [mark.partition("@")[0] for mark in body["form"].get("marks", [])]


Came = Callable[[dict[str, Any]], object]
DOES: dict[str, tuple[Came, Any]] = {
    "log a piece on a dimension": (piece, ["scope", None, "for", None]),
    "log a piece to be sorted later": (piece, [None, None, "for", None]),
    "log a piece with step, side and level": (piece, ["leadership", "action", "against", "mid"]),
    "sort a piece of the inbox": (lambda body: body["evidence"][12].get("dimension"), "failure"),
    "say which story is told": (lambda body: body["form"].get("story"), "ledger"),
    "next question": (moments, ["question"]),
    "follow-up to the same answer": (moments, ["follow-up"]),
    "confirm a hint": (lambda body: body["evidence"][0].get("traps"), ["we"]),
    "undo": (lambda body: len(body["evidence"]), 14),
    "rate a dimension": (lambda body: body.get("reads"), {"scope": "senior"}),
    "recommend": (lambda body: body.get("recommendation"), "yes"),
}
SEEN = {
    "go to piece 12": "#pieces [data-number='12']:focus",
    "read what each level means": ".rating:first-of-type .meanings dl:visible",
}


@pytest.mark.parametrize(("act", "keys", "presses"), ROWS, ids=[row[0] for row in ROWS])
def test_an_act_takes_the_keys_that_the_table_says(
    signed_in: Page, site: Site, seat: str, act: str, keys: str, presses: str
) -> None:
    pressed, page = keys.split(", "), signed_in
    assert len(pressed) == int(presses)
    rows = ({"quote": WE, "dimension": shows} for shows in (*["scope"] * 12, "", "failure"))
    filled(site, seat, *rows)
    page.goto(site.form(seat))
    expect(page.locator("#pieces .piece")).to_have_count(14)
    if act.startswith("log"):
        page.keyboard.type("I asked for a vote, and lost it.")
    if act == "undo":
        page.keyboard.type("One more.")
        page.keyboard.press("Enter")
        expect(page.locator("#pieces .piece")).to_have_count(15)
    for key in pressed:
        page.keyboard.press(key)
    if act in SEEN:
        expect(page.locator(SEEN[act])).to_be_visible()
        return
    page.get_by_role("button", name="Save", exact=True).click()
    saved(page)
    came, wanted = DOES[act]
    assert came(kept(site, seat)) == wanted


def test_every_row_of_the_table_is_looked_at() -> None:
    assert {row[0] for row in ROWS} == {*DOES, *SEEN}
    assert len(ROWS) >= 10


def test_keys_go_by_their_letter_wherever_it_lies(signed_in: Page, site: Site, seat: str) -> None:
    page = signed_in
    page.goto(site.form(seat))
    for letter, place in (("a", "KeyQ"), ("q", "KeyA"), ("&", "Digit1"), ("ф", "KeyC")):
        page.evaluate(
            """([key, code]) => document.activeElement.dispatchEvent(
                new KeyboardEvent("keydown", { key, code, altKey: true, bubbles: true }))""",
            [letter, place],
        )
    expect(page.locator("[id='form.step.action']")).to_be_checked()
    expect(page.locator("[id='form.dimension.scope']")).to_be_checked()
    expect(page.locator("#moments li")).to_have_count(1)
    expect(page.locator("#toggle")).to_contain_text("Start")


def test_the_inbox_is_sorted_by_single_keys_until_it_is_empty(
    signed_in: Page, site: Site, seat: str
) -> None:
    page, keyboard = signed_in, signed_in.keyboard
    page.goto(site.form(seat))
    for words in ("One.", "Two.", "Three."):
        keyboard.type(words)
        keyboard.press("Enter")
    expect(page.locator("#summary")).to_have_text("3 logged · 3 to sort")
    keyboard.press("Alt+x")
    expect(page.locator("#pieces .piece", has_text="One.")).to_be_focused()
    keyboard.type("a1")
    expect(page.locator("#pieces .piece", has_text="Two.")).to_be_focused()
    keyboard.type("rp4")
    expect(page.locator("#pieces .piece", has_text="Three.")).to_be_focused()
    keyboard.press("Delete")
    expect(page.locator("#just-removed")).to_contain_text("Three.")
    keyboard.press("Alt+w")
    keyboard.type("four")
    expect(page.locator("#text")).to_have_value("four")
    saved(page)
    tags = ("quote", "dimension", "step", "polarity")
    assert [[row.get(tag) for tag in tags] for row in kept(site, seat)["evidence"]] == [
        ["One.", "scope", "action", "for"],
        ["Two.", "communication", "result", "against"],
    ]


def test_the_palette_finds_every_act_on_the_page(signed_in: Page, site: Site, seat: str) -> None:
    page, keyboard = signed_in, signed_in.keyboard
    filled(site, seat, *[{"quote": f"Number {n} of them."} for n in range(1, 13)])
    page.goto(site.form(seat))
    dialog = page.get_by_role("dialog", name="Every act")
    keyboard.press("Control+k")
    expect(dialog.get_by_role("option")).to_have_count(40)
    assert violations(page) == []
    for words, there in (
        ("rate scope staff", "[id='read.scope.staff']:checked"),
        ("piece 7", "[data-number='7'] details[open]"),
        ("story merged", "[name='form.story'] option[value=merge]:checked"),
        ("recommendation strong no", "[id='recommendation.strong_no']:checked"),
        ("in sight failure", "[id='only.failure']:checked"),
    ):
        if not dialog.is_visible():
            keyboard.press("Control+k")
        keyboard.type(words)
        keyboard.press("Enter")
        expect(dialog).to_be_hidden()
        expect(page.locator(there)).to_have_count(1)
    keyboard.press("Control+k")
    keyboard.type("no such act")
    expect(dialog.get_by_role("option")).to_have_count(0)
    keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def test_what_review_would_not_take_is_told_at_its_field_at_once(
    signed_in: Page, site: Site, seat: str
) -> None:
    page = signed_in
    filled(site, seat, {})
    page.goto(site.form(seat))
    page.locator("#pieces summary").click()
    minute = page.locator(f"[name='e.{seat}-1.minute']")
    minute.fill("abc")
    fault = page.locator(f"[id='e.{seat}-1.minute-fault']")
    expect(fault).to_contain_text("“abc” is no minute of an interview")
    expect(page.locator("#saved")).to_contain_text("1 thing to put right")
    page.reload()
    expect(fault).to_be_visible()
    expect(minute).to_have_value("abc")
    minute.fill("16:05")
    expect(fault).to_have_count(0)
    saved(page)
    page.goto(site.form("c1"))
    page.get_by_role("textbox", name="Coding").fill("4.5")
    expect(page.locator("[id='score.coding-fault']")).to_contain_text("4.5 is off the scale")


def test_at_80_pieces_all_that_one_needs_stays_in_sight(
    signed_in: Page, site: Site, seat: str
) -> None:
    page = signed_in
    rows = [{"quote": f"{n}. {LONG if n % 7 == 0 else WE}"} for n in range(1, 81)]
    filled(site, seat, *rows, {"quote": "Last of all.", "dimension": "failure"})
    page.goto(site.form(seat))
    expect(page.locator("#pieces .piece")).to_have_count(81)
    assert page.evaluate("document.documentElement.scrollHeight") == 800
    needed = (
        "#text",
        ".log",
        "#clock",
        "#toggle",
        "#hints summary",
        "#follow-ups summary",
        "#rate",
    )
    page.locator("#pieces .piece").last.scroll_into_view_if_needed()
    for each in needed:
        expect(page.locator(each).first).to_be_in_viewport()
    long = page.locator("#pieces .piece", has_text="77. I asked")
    folded = long.locator(".quote").bounding_box()
    long.get_by_text("All of it").click()
    opened = long.locator(".quote").bounding_box()
    assert folded
    assert opened
    assert opened["height"] > folded["height"]
    page.locator("label[for='only.failure']").click()
    expect(page.locator("#pieces .piece:visible")).to_have_count(1)
    assert violations(page) == []


def test_on_a_telephone_log_stands_over_the_box_and_the_header_keeps_its_height(
    chromium: Browser, site: Site, seat: str
) -> None:
    phone = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
    context = chromium.new_context(**phone)  # type: ignore[arg-type]
    page = site.sign_in(context)
    page.goto(site.form(seat))
    heights = set()

    def measure() -> None:
        box = page.locator(".form-head").bounding_box()
        assert box
        heights.add(box["height"])

    measure()
    page.locator("#toggle").tap()
    page.locator("#text").fill(WE)
    measure()
    log, text = page.locator(".log").bounding_box(), page.locator("#text").bounding_box()
    assert log
    assert text
    assert log["y"] + log["height"] <= text["y"]
    page.locator(".log").tap()
    expect(page.locator("#pieces .piece")).to_have_count(1)
    measure()
    context.set_offline(True)
    page.locator("#text").fill("Nobody else heard this.")
    expect(page.locator("#saved")).to_contain_text("Offline")
    measure()
    assert len(heights) == 1
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert violations(page) == []
    context.close()


def test_a_clock_that_nobody_writes_to_asks_after_ten_minutes_and_stops_where_one_left_off(
    chromium: Browser, site: Site, seat: str
) -> None:
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    page = site.sign_in(context)
    page.clock.install(time="2026-03-12T10:00:00Z")
    page.goto(site.form(seat))
    page.clock.pause_at("2026-03-12T10:00:05Z")
    page.keyboard.press("Alt+c")
    page.clock.run_for(60_000)
    page.keyboard.type("Heard.")
    page.clock.run_for(599_000)
    expect(page.locator("#silence")).to_be_hidden()
    page.clock.run_for(3_000)
    expect(page.locator("#silence")).to_be_visible()
    page.get_by_role("button", name="No: stop it where I last wrote").click()
    expect(page.locator("#clock")).to_have_text("01:00")
    expect(page.locator("#silence")).to_be_hidden()
    page.clock.resume()
    saved(page)
    assert kept(site, seat)["form"]["seconds"] == pytest.approx(60, abs=1)
    assert "since" not in kept(site, seat)["form"]
    context.close()
