"""The evidence form in a real browser: pressed, typed, cut off, and opened twice."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect

from committee.domain.rubric import BEHAVIORAL, STEPS
from committee.present.form.form_hints import how_often_right
from committee.speech.measured_accuracy import accuracy
from committee.store import loops, scorecards
from committee.store.engine import make_engine, session
from tests.waiting import wait_until

from .axe import violations
from .sites import Site

expect.set_options(timeout=20_000)
TEN_O_CLOCK = "2026-03-12T10:00:00Z"
SAID = (
    "I put the cut-over to a vote of the three teams, and lost it.",
    "“Nightly” went from 4 h to 40 min; we’d said < 1 h & meant it.",
)


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    opened = chromium.new_context(viewport={"width": 1380, "height": 960})
    yield opened
    opened.close()


def draft(site: Site) -> dict[str, Any]:
    with session(make_engine(site.database)) as db:
        kept = scorecards.draft_of(db, loops.assignment_by_key(db, site.seats["b1"]))
        return kept.body


def logged(site: Site) -> list[tuple[str, str | None, str, float | None]]:
    return [
        (piece["quote"], piece.get("step"), piece.get("dimension"), piece.get("minute"))
        for piece in draft(site)["evidence"]
    ]


def saved(page: Page) -> None:
    """Wait until the form says that everything is saved."""
    expect(page.locator("#saved")).to_contain_text("✓ Saved")


def note(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Private note")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_what_was_typed_stands_in_the_packet_word_for_word(
    chromium: Browser, site: Site, scripts: bool
) -> None:
    context = chromium.new_context(java_script_enabled=scripts)
    page = site.sign_in(context)
    page.goto(site.form("b1"))
    for words, step in zip(SAID, ("Action", "Result"), strict=True):
        page.get_by_label("What the candidate said").fill(words)
        page.locator(f".chips label:has-text('{step}')").first.click()
        page.locator(".capture label:has-text('Scope')").click()
        page.get_by_role("button", name="Log", exact=False).last.click()
        expect(page.locator("#pieces .quote").first).to_have_text(words)
    page.locator('label[for="read.scope.senior"]').click()
    for dimension in ("leadership", "failure", "communication"):
        page.locator(f'input[name="read.{dimension}"][value="not_assessed"]').check()
    page.locator('label[for="recommendation.yes"]').click()
    page.get_by_role("button", name="Rate & submit").first.click()
    page.get_by_role("button", name="Submit", exact=True).click()
    expect(page.get_by_role("heading", name="Revision 1")).to_be_visible()
    if scripts:
        wait_until(lambda: page.evaluate("localStorage.length === 0"))
    page.goto(f"{site.url}/loops/{site.loop}/packet")
    for words in SAID:
        expect(page.get_by_text(words, exact=False).first).to_be_visible()
    context.close()


def test_twenty_minutes_by_keyboard_alone(context: BrowserContext, site: Site) -> None:
    page = site.sign_in(context)
    page.clock.install(time=TEN_O_CLOCK)
    page.goto(site.form("b1"))
    page.clock.pause_at("2026-03-12T10:00:05Z")
    expect(page.get_by_label("What the candidate said")).to_be_focused()
    keys, seconds = page.keyboard, 0
    keys.press("Alt+KeyC")
    keys.press("Alt+KeyQ")
    expected = []
    for number in range(1, 26):
        step, digit = "STARL"[number % 5], number % 4
        keys.press(f"Alt+Key{step}")
        keys.press(f"Alt+Digit{digit + 1}")
        keys.type(f"Number {number}: I moved the tables, not the rows.")
        page.clock.run_for(46_000)
        seconds += 46
        keys.press("Enter")
        words = f"Number {number}: I moved the tables, not the rows."
        expected.append((words, STEPS["STARL".index(step)], BEHAVIORAL[digit], minutes(seconds)))
        if number in (6, 15):
            away = 20 if number == 6 else 35
            keys.press("Alt+KeyI")
            page.clock.run_for(away * 1000)
            seconds += away
            keys.press("Alt+KeyB")
        if number == 10:
            keys.press("Alt+KeyD")
    page.clock.run_for(5_000)
    keys.press("Alt+KeyC")
    page.clock.resume()
    saved(page)
    assert seconds == 1205
    assert logged(site) == expected
    expect(page.locator("#summary")).to_have_text(
        "25 logged · to the point after 08:00 · 2 interruptions · recovered 2 (20 s, 35 s)"
    )
    expect(page.locator("#clock")).to_have_text("20:10")


def minutes(seconds: int) -> float:
    return round(seconds / 60, 2)


def test_keys_alone_work_once_escape_has_left_the_box(context: BrowserContext, site: Site) -> None:
    page = site.sign_in(context)
    page.goto(site.form("b1"))
    page.keyboard.type("sal 1")
    assert page.locator("#text").input_value() == "sal 1"
    page.keyboard.press("Escape")
    page.keyboard.type("a2p?")
    expect(page.locator("#keys dl")).to_be_in_viewport()
    page.keyboard.type("w")
    page.keyboard.type("!")
    page.keyboard.press("Enter")
    saved(page)
    assert logged(site) == [("sal 1!", "action", "leadership", None)]
    assert draft(site)["evidence"][0]["polarity"] == "against"
    page.keyboard.press("Alt+KeyU")
    expect(page.locator("#text")).to_have_value("sal 1!")
    expect(page.locator("#pieces .piece")).to_have_count(0)


def test_a_line_cut_off_for_a_minute_loses_nothing(context: BrowserContext, site: Site) -> None:
    page = site.sign_in(context)
    page.clock.install(time=TEN_O_CLOCK)
    page.goto(site.form("b1"))
    keys = page.keyboard
    keys.press("Alt+Digit1")
    keys.type("Before the cut.")
    keys.press("Enter")
    page.clock.run_for(2_000)
    saved(page)
    context.set_offline(True)
    for number in range(3):
        keys.type(f"While it was cut, {number}.")
        keys.press("Enter")
        page.clock.run_for(20_000)
    keys.type("Half a sent")
    page.clock.run_for(1_000)
    expect(page.locator("#saved")).to_have_text("Offline: kept in this browser")
    context.set_offline(False)
    page.clock.resume()
    saved(page)
    cut = [f"While it was cut, {number}." for number in range(3)]
    assert [words for words, *_ in logged(site)] == ["Before the cut.", *cut]
    assert draft(site)["form"]["text"] == "Half a sent"


def test_on_a_slow_line_the_header_says_what_is_saved_and_nothing_is_done_twice(
    context: BrowserContext, site: Site
) -> None:
    page = site.sign_in(context)
    held: list[Route] = []
    page.route("**/draft", lambda route: route.continue_() if held else held.append(route))
    page.goto(site.form("b1"))
    page.keyboard.press("Alt+Digit1")
    page.keyboard.type("Heard on a slow line.")
    page.keyboard.press("Enter")
    expect(page.locator("#saved")).to_contain_text("Saving")
    while not held:
        page.wait_for_timeout(50)
    slow = held[0].request
    page.keyboard.type("and this")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#saved")).to_have_text("Saving …")
    held[0].continue_()
    saved(page)
    expect(page.locator("#text")).to_have_value("and this")
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    again = context.request.post(slow.url, data=slow.post_data or "", headers=kind)
    assert again.status == 200
    assert [words for words, *_ in logged(site)] == ["Heard on a slow line."]
    assert draft(site)["form"]["text"] == "and this"


def test_a_browser_that_died_offline_still_holds_the_text(
    context: BrowserContext, site: Site
) -> None:
    page = site.sign_in(context)
    page.goto(site.form("b1"))
    context.set_offline(True)
    page.keyboard.press("Alt+Digit2")
    page.keyboard.type("Nobody else heard this.")
    page.keyboard.press("Enter")
    page.keyboard.type("Nor this")
    page.close()
    context.set_offline(False)
    again = context.new_page()
    again.goto(site.form("b1"))
    expect(again.locator("#pieces .quote")).to_have_text("Nobody else heard this.")
    expect(again.locator("#text")).to_have_value("Nor this")
    saved(again)
    assert [words for words, *_ in logged(site)] == ["Nobody else heard this."]
    assert draft(site)["form"]["text"] == "Nor this"


def test_two_tabs_end_with_both_texts_unasked(context: BrowserContext, site: Site) -> None:
    first, second = site.sign_in(context), context.new_page()
    for page in (first, second):
        page.goto(site.form("b1"))
        page.keyboard.press("Alt+Digit1")
    for page, words in ((first, "first"), (second, "second")):
        page.keyboard.type(f"Heard in the {words}.")
        page.keyboard.press("Enter")
        page.keyboard.type(f"Half of the {words}")
        saved(page)
    expect(second.locator("#pieces .quote")).to_have_text(
        ["Heard in the second.", "Heard in the first."]
    )
    expect(second.locator("#aside")).to_contain_text("Half of the first")
    expect(second.locator("#text")).to_have_value("Half of the second")
    assert violations(second) == []
    first.keyboard.type(", now whole.")
    first.keyboard.press("Enter")
    expect(first.locator("#pieces .quote")).to_have_count(3)
    expect(first.locator("#aside")).to_contain_text("Half of the second")
    heard = ["Heard in the first.", "Heard in the second.", "Half of the first, now whole."]
    assert [words for words, *_ in logged(site)] == heard
    first.get_by_role("button", name="Put it into the box").click()
    expect(first.locator("#text")).to_have_value("Half of the second")


def test_one_piece_changed_in_two_tabs_stands_side_by_side_until_one_text_is_chosen(
    context: BrowserContext, site: Site
) -> None:
    page, other = site.sign_in(context), context.new_page()
    page.goto(site.form("b1"))
    page.keyboard.press("Alt+Digit1")
    page.keyboard.type("I chose.")
    page.keyboard.press("Enter")
    expect(page.locator("#pieces .quote")).to_have_text("I chose.")
    other.goto(site.form("b1"))
    for tab, words in ((page, "I chose the queue."), (other, "I chose the bus.")):
        tab.keyboard.press("Alt+KeyV")
        tab.locator("#pieces textarea").fill(words)
        saved(tab)
    for tab in (page, other):
        tab.reload()
        both = tab.locator("#collisions .quote")
        expect(both).to_have_text(["I chose the queue.", "I chose the bus."])
        expect(both.first).to_be_in_viewport()
    assert violations(other) == []
    other.get_by_role("button", name="Take this").last.click()
    expect(other.locator("#collisions section")).to_have_count(0)
    expect(other.locator("#pieces .quote")).to_have_text("I chose the bus.")
    assert [words for words, *_ in logged(site)] == ["I chose the bus."]
    other.get_by_role("button", name="Undo").click()
    expect(other.locator("#collisions .quote")).to_have_count(2)


def test_a_note_typed_in_two_tabs_is_kept_twice_until_both_are_joined(
    context: BrowserContext, site: Site
) -> None:
    page, other = site.sign_in(context), context.new_page()
    for tab in (page, other):
        tab.goto(site.form("b1"))
    for tab, words in ((page, "first"), (other, "second")):
        note(tab).fill(f"Typed in the {words}.")
        saved(tab)
    other.get_by_role("button", name="Keep both").click()
    expect(note(other)).to_have_value("Typed in the first.\nTyped in the second.")
    other.reload()
    expect(note(other)).to_have_value("Typed in the first.\nTyped in the second.")
    expect(other.locator("#collisions section")).to_have_count(0)


def test_an_error_page_gives_back_what_was_typed(chromium: Browser, site: Site) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = site.sign_in(context)
    page.goto(site.form("b1"))
    note(page).fill("Typed before the cookie went.")
    context.clear_cookies()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_label("What you typed")).to_have_value("Typed before the cookie went.")
    context.close()


def test_a_hint_is_confirmed_with_one_key_and_dismissed_for_good_with_another(
    context: BrowserContext, site: Site
) -> None:
    page = site.sign_in(context)
    page.goto(site.form("b1"))
    page.keyboard.press("Alt+KeyC")
    page.keyboard.press("Alt+Digit1")
    page.keyboard.type("We decided to move it and we built the tool. The team shipped it in May.")
    page.keyboard.press("Enter")
    expect(page.locator("#hints")).to_contain_text("We did it?")
    expect(page.locator("#hints")).to_contain_text(how_often_right(accuracy()))
    page.keyboard.press("Alt+KeyY")
    expect(page.locator("#pieces .tags")).to_contain_text("trap: We did it")
    backing = "1 piece of evidence, all of it “we”: it backs no read"
    expect(page.locator("[data-field='read.scope'] .backing")).to_have_text(backing)
    page.keyboard.press("Alt+KeyQ")
    page.wait_for_timeout(1100)
    page.keyboard.type("We planned it together and we rolled it out. The team celebrated it.")
    page.keyboard.press("Enter")
    expect(page.locator("#hints")).to_contain_text("We did it?")
    page.keyboard.press("Alt+KeyN")
    saved(page)
    page.reload()
    expect(page.locator("#hints .caution")).to_have_count(0)
    assert [piece.get("traps") for piece in draft(site)["evidence"]] == [["we"], None]


def test_axe_finds_nothing_on_any_page_of_the_form(context: BrowserContext, site: Site) -> None:
    page = site.sign_in(context)
    page.goto(site.form("b1"))
    page.keyboard.press("Alt+KeyC")
    page.keyboard.press("Alt+Digit1")
    page.keyboard.type("We decided to move it and we built the tool. The team shipped it in May.")
    page.keyboard.press("Enter")
    page.keyboard.press("Alt+KeyI")
    page.keyboard.press("Alt+KeyB")
    page.locator("#hints .caution").wait_for()
    page.keyboard.press("Alt+KeyY")
    page.locator("#pieces details").first.evaluate("each => each.open = true")
    page.locator("#keys").evaluate("each => each.open = true")
    assert violations(page) == []
    page.get_by_role("button", name="Rate & submit").first.click()
    page.get_by_role("link", name="5 things are to be put right").click()
    expect(page.locator("[id='read.scope-fault']")).to_be_in_viewport()
    expect(page.locator("#recommendation-fault")).to_be_visible()
    expect(page.locator("#toggle")).to_contain_text("Pause")
    assert violations(page) == []
    page.locator('label[for="read.scope.mid"]').click()
    for name in ("leadership", "failure", "communication"):
        page.locator(f'input[name="read.{name}"][value="not_assessed"]').check()
    page.locator('label[for="recommendation.no"]').click()
    page.get_by_role("button", name="Rate & submit").first.click()
    expect(page.get_by_role("heading", name="Before you submit")).to_be_visible()
    expect(page.get_by_text("all of it “we”: it backs no read").first).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="Submit", exact=True).click()
    expect(page.get_by_role("heading", name="Revision 1")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("link", name="See the loop").click()
    expect(page.get_by_role("link", name="Amend Mina’s behavioural")).to_be_visible()
