"""A transcript in a browser: words are marked and taken, with their minute, and stay marked."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from committee.assets import FIXTURES

from .axe import follow, violations
from .sites import Site
from .test_scorecard_live import draft

SENTENCE = "None of the teams reported to me."


@pytest.fixture(params=[1280, 360])
def page(chromium: Browser, site: Site, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": request.param, "height": 800})
    page = site.sign_in(context)
    page.goto(f"{site.form('b1')}/transcript")
    heard = (FIXTURES / "transcripts" / "teams-okafor.vtt").read_text("utf-8")
    page.get_by_label("What the meeting tool wrote").fill(heard)
    follow(page.get_by_role("button", name="Find the passages"))
    yield page
    context.close()


def mark(page: Page, words: str) -> None:
    """Mark words of a sentence, as a mouse does."""
    page.evaluate(
        """(words) => {
            const quotes = [...document.querySelectorAll(".sentences .quote")];
            const text = quotes.find((each) => each.textContent.includes(words)).firstChild;
            const range = document.createRange();
            const from = text.data.indexOf(words);
            range.setStart(text, from);
            range.setEnd(text, from + words.length);
            getSelection().removeAllRanges();
            getSelection().addRange(range);
            document.dispatchEvent(new MouseEvent("mouseup"));
        }""",
        words,
    )


def test_marked_words_and_sentences_are_taken_with_their_minute_and_stay_marked(
    page: Page, site: Site
) -> None:
    assert violations(page) == []
    mark(page, "None of the teams")
    expect(page.locator("#take-what")).to_have_text("“None of the teams”")
    page.get_by_role("toolbar").get_by_role("button", name="Scope").click()
    expect(page.locator("#took")).to_contain_text("Taken as Scope, at 00:")
    row = page.locator(".piece", has_text=SENTENCE)
    expect(row.locator(".taken")).to_have_text("Taken: Scope")
    page.locator(".sentences > .piece").first.evaluate("row => row.focus()")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("2")
    expect(page.locator(".is-taken")).to_have_count(2)
    second = page.locator(".sentences > .piece").nth(1).locator(".quote").inner_text()
    rows = draft(site)["evidence"]
    assert [(each["quote"], each["dimension"]) for each in rows] == [
        ("None of the teams", "scope"),
        (second, "leadership"),
    ]
    assert all(each["minute"] > 0 for each in rows)
    ticked = page.locator(".sentences > .piece").nth(2)
    ticked.get_by_label("Take it").check()
    ticked.get_by_label("Shows").select_option("failure")
    page.reload()
    expect(row.locator(".taken")).to_have_text("Taken: Scope")
    expect(page.locator(".is-taken")).to_have_count(2)
    expect(ticked.get_by_label("Take it")).to_be_checked()
    expect(ticked.get_by_label("Shows")).to_have_value("failure")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    follow(page.get_by_role("button", name="Put the ticked ones into the evidence"))
    expect(page.locator("#pieces .piece")).to_have_count(3)
