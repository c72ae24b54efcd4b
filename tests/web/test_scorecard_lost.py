"""No word is lost: undone, reloaded in the middle of typing, clicked away from, or refused."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from .sites import Site
from .test_scorecard_live import draft, logged, saved


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    opened = chromium.new_context(viewport={"width": 1280, "height": 800})
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext, site: Site) -> Page:
    page = site.sign_in(context)
    page.goto(site.form("b1"))
    page.keyboard.press("Alt+Digit1")
    return page


def log(page: Page, words: str) -> None:
    page.keyboard.type(words)
    page.keyboard.press("Enter")
    expect(page.locator("#pieces .quote").first).to_have_text(words)


def quotes(page: Page, *words: str) -> None:
    expect(page.locator("#pieces .quote")).to_have_text(list(words))


def test_every_act_is_undone_and_done_again_while_a_sentence_stands_in_the_box(page: Page) -> None:
    log(page, "One.")
    log(page, "Two.")
    page.keyboard.press("Alt+KeyV")
    page.keyboard.press("Control+A")
    page.keyboard.type("Two, edited.")
    quotes(page, "Two, edited.", "One.")
    page.locator("#text").fill("Half a sent")
    page.keyboard.press("Alt+KeyU")
    quotes(page, "Two.", "One.")
    page.keyboard.press("Alt+KeyU")
    quotes(page, "One.")
    expect(page.locator("#text")).to_have_value("Half a sent")
    page.locator("#removed summary").click()
    expect(page.locator("#removed .quote")).to_have_text("Two.")
    page.locator("#text").focus()
    page.keyboard.press("Alt+Shift+KeyU")
    quotes(page, "Two.", "One.")
    page.keyboard.press("Alt+Shift+KeyU")
    quotes(page, "Two, edited.", "One.")


def test_what_was_removed_is_said_and_put_back_in_one_press(page: Page, site: Site) -> None:
    log(page, "One.")
    log(page, "Two.")
    row = page.locator("#pieces .piece", has_text="One.")
    row.get_by_text("Edit", exact=True).click()
    row.get_by_role("button", name="Remove").click()
    quotes(page, "Two.")
    expect(page.locator("#just-removed")).to_contain_text("Removed: “One.”")
    page.locator("#just-removed").get_by_role("button", name="Restore").click()
    quotes(page, "Two.", "One.")
    expect(page.locator("#removed details")).to_have_count(0)
    assert [words for words, *_ in logged(site)] == ["One.", "Two."]


@pytest.mark.parametrize(
    "press", [".capture label:has-text('Action')", ".capture .log", ".answer button"]
)
def test_letters_typed_after_a_click_go_into_the_box(page: Page, press: str) -> None:
    page.keyboard.type("I ")
    page.locator(press).first.click()
    page.keyboard.type("chose")
    expect(page.locator("#text")).to_have_value("chose" if "log" in press else "I chose")


def test_a_reload_in_the_middle_of_typing_is_no_other_tab(page: Page, site: Site) -> None:
    typed = ""
    for number in range(8):
        page.keyboard.type(f"{number} ")
        typed += f"{number} "
        page.wait_for_timeout(75 * number)
        page.reload()
        expect(page.locator("#text")).to_have_value(typed)
        page.locator("#text").press("End")
        expect(page.locator("#aside")).to_have_text("")
    page.keyboard.type("end")
    saved(page)
    assert draft(site)["form"]["text"] == f"{typed}end"
    assert "aside" not in draft(site)["form"]


def test_a_reload_after_a_refused_review_drops_nothing_that_came_later(
    page: Page, context: BrowserContext, site: Site
) -> None:
    page.get_by_role("button", name="Rate & submit").first.click()
    expect(page.locator("#recommendation-fault")).to_be_visible()
    page.locator("#text").focus()
    log(page, "Logged after the refusal.")
    page.reload()
    quotes(page, "Logged after the refusal.")
    assert [words for words, *_ in logged(site)] == ["Logged after the refusal."]


def test_without_scripts_too_removed_pieces_come_back_and_acts_are_undone(
    chromium: Browser, site: Site
) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = site.sign_in(context)
    page.goto(site.form("b1"))
    page.locator(".capture label:has-text('Scope')").click()
    page.locator("#text").fill("One.")
    page.locator("button.log").click()
    quotes(page, "One.")
    page.locator("#pieces summary").click()
    page.locator("#pieces textarea").fill("One, edited.")
    page.get_by_role("button", name="Remove").click()
    quotes(page)
    for left in (["One, edited."], ["One."], []):
        page.get_by_role("button", name="Undo").click()
        quotes(page, *left)
    expect(page.locator("#text")).to_have_value("One.")
    page.get_by_role("button", name="Redo").click()
    quotes(page, "One.")
    context.close()
