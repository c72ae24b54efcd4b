"""Talks in a real browser: by keys, without the network, on any screen, and without scripts."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from committee.files.talk_scripts import demonstrations
from tests.waiting import wait_until

from .axe import violations
from .sites import Site, running

FIRST = demonstrations()[0]
FITS = """() => {
  const scene = [...document.querySelectorAll(".scene")].find((each) => !each.hidden);
  const stage = scene.querySelector(".scene-stage").getBoundingClientRect();
  const shown = [...scene.querySelectorAll(".scene-stage > *")];
  const edges = shown.map((each) => each.getBoundingClientRect());
  return document.documentElement.scrollHeight <= innerHeight
    && document.documentElement.scrollWidth <= innerWidth
    && edges.every((each) => each.bottom <= stage.bottom && each.top >= stage.top)
    && scene.querySelector(".scene-foot").getBoundingClientRect().bottom <= innerHeight;
}"""
"""Whether the scene that is shown needs no scrolling, and nothing lies over anything else."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with running(tmp_path_factory.mktemp("talks")) as site:
        yield site


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    opened = chromium.new_context(viewport={"width": 1280, "height": 720})
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext, site: Site) -> Iterator[Page]:
    opened = context.new_page()
    faults: list[str] = []
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.goto(f"{site.url}/simulator/present?script={FIRST.id}")
    expect(opened.locator("#present.is-live")).to_be_visible()  # Keys before that go nowhere.
    yield opened
    assert faults == []


@pytest.fixture
def notes(page: Page, context: BrowserContext) -> Page:
    """The presenter's window, once the audience's knows that it is there."""
    with context.expect_page() as opened:
        page.keyboard.press("p")
    expect(opened.value.locator("#present.is-live")).to_be_visible()
    expect(page.locator(".scene-say:visible")).to_have_count(0)
    return opened.value


def scene(page: Page) -> Locator:
    return page.locator(".scene:visible")


def shows(page: Page, number: int) -> None:
    expect(scene(page).locator("h1")).to_have_text(FIRST.scenes[number - 1].title)


def test_the_whole_demonstration_runs_by_keyboard(page: Page) -> None:
    page.evaluate("window.sameDocument = true")
    page.keyboard.press("f")
    wait_until(lambda: page.evaluate("document.fullscreenElement !== null"))
    for number in (2, 3):
        page.keyboard.press("PageDown")
        shows(page, number)
        expect(scene(page)).not_to_contain_text("Downlevel")
    page.keyboard.press("ArrowRight")
    expect(scene(page)).to_contain_text("Downlevel: offer at Mid")
    page.keyboard.press("PageUp")
    page.get_by_role("link", name="Hire at Senior, 9 in 10 sure").press("Enter")
    expect(scene(page)).to_contain_text("9 in 10 sure; it is “Downlevel: offer at Mid”.")
    page.keyboard.press("ArrowRight")
    expect(scene(page)).to_contain_text("Below this line no coding score reaches Senior.")
    page.keyboard.press("n")
    expect(scene(page).locator(".scene-say")).to_be_hidden()
    page.keyboard.press("ArrowRight")
    expect(scene(page)).to_contain_text("Scope: Mid → Senior")
    assert page.evaluate("window.sameDocument && document.fullscreenElement !== null") is True
    page.go_back()
    shows(page, 5)
    page.reload()
    shows(page, 5)


def test_the_words_behind_a_row_are_one_press_away(page: Page) -> None:
    for _ in range(3):
        page.keyboard.press("PageDown")
    page.get_by_role("button", name="Scope").nth(1).press("Enter")
    behind = page.get_by_role("dialog", name="Packet B: Scope: Mid")
    expect(behind).to_contain_text("I didn't check, I just made it fast.")
    page.keyboard.press("PageDown")
    expect(behind).to_be_hidden()
    shows(page, 4)


def test_every_scene_goes_on_without_the_network(page: Page, context: BrowserContext) -> None:
    context.set_offline(True)
    for number in range(2, len(FIRST.scenes) + 1):
        page.keyboard.press("PageDown")
        shows(page, number)
    context.set_offline(False)


@pytest.mark.parametrize("size", [(1280, 720), (1366, 768), (3840, 2160)], ids=str)
@pytest.mark.parametrize("script", ["same-coding", "nobody-moved"])
def test_no_scene_scrolls(page: Page, site: Site, script: str, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(f"{site.url}/simulator/present?script={script}")
    expect(page.locator("#present.is-live")).to_be_visible()
    for _ in range(5):
        wait_until(lambda: page.evaluate(FITS))
        page.keyboard.press("PageDown")


def test_long_texts_of_somebody_else_leave_every_scene_whole(page: Page, site: Site) -> None:
    """A title of 200 letters without a break, and a word to say that fills a page."""
    write = """([title, say]) => {
      for (const each of document.querySelectorAll(".scene h1")) each.textContent = title;
      for (const each of document.querySelectorAll(".scene-say, .scene-ask, .scene-about")) {
        each.textContent = say;
      }
    }"""
    page.set_viewport_size({"width": 1280, "height": 720})
    for script in ("same-coding", "whose-no", "messy-story"):
        page.goto(f"{site.url}/simulator/present?script={script}")
        expect(page.locator("#present.is-live")).to_be_visible()
        page.evaluate(write, ["W" * 200, "It goes on and on, and nobody will read it. " * 15])
        page.keyboard.press("PageDown")
        page.keyboard.press("PageUp")
        for _ in range(6):
            wait_until(lambda: page.evaluate(FITS))
            page.keyboard.press("PageDown")


def test_a_reload_uncovers_nothing_and_nothing_is_told_before_the_vote(page: Page) -> None:
    page.keyboard.press("b")
    expect(page.locator("html.is-black")).to_have_count(1)
    page.reload()
    expect(page.locator("html.is-black")).to_have_count(1)
    page.keyboard.press("b")
    page.keyboard.press("PageDown")
    page.keyboard.press("PageDown")
    scene(page).get_by_role("button", name="Scope").first.focus()
    page.keyboard.press("b")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator(":popover-open")).to_have_count(0)
    page.keyboard.press("b")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Shift+Space")
    shows(page, 2)
    page.keyboard.press(" ")
    shows(page, 3)
    scene(page).get_by_role("button", name="Scope").nth(1).press("Enter")
    behind = page.get_by_role("dialog", name="Packet B: Scope: Mid")
    expect(behind.get_by_text("I didn't check, I just made it fast.")).to_be_visible()
    expect(behind.locator("footer:visible")).to_have_count(0)
    page.keyboard.press("PageDown")
    page.keyboard.press("PageDown")
    scene(page).get_by_role("button", name="Scope").nth(1).press("Enter")
    expect(behind.locator("footer:visible").first).to_have_text("for, reads Mid")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(chromium: Browser, site: Site, scheme: str) -> None:
    context = chromium.new_context(viewport={"width": 1380, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    paths = [f"present?script=same-coding&scene={n}" for n in (1, 2, 3, 4, 5, 6, 7)]
    paths += [f"present?script=whose-no&scene={n}" for n in (2, 3, 4, 5)]
    for path in ("demonstrations", *paths, "presenter?script=average&scene=3"):
        page.goto(f"{site.url}/simulator/{path}")
        assert violations(page) == []
    context.close()


def test_it_works_without_scripts_and_on_a_telephone(chromium: Browser, site: Site) -> None:
    context = chromium.new_context(
        java_script_enabled=False, viewport={"width": 360, "height": 800}
    )
    page = context.new_page()
    page.goto(f"{site.url}/simulator")
    page.get_by_role("link", name="Run the demonstration").click()
    for number in range(1, len(FIRST.scenes)):
        shows(page, number)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        page.get_by_role("link", name="Next").click()
    page.get_by_role("link", name="Try it yourself").click()
    expect(page.locator("#side-b .verdict")).to_contain_text("Downlevel: offer at Mid")
    context.close()


def test_two_windows_keep_step_through_reloads_and_without_the_network(
    page: Page, notes: Page, context: BrowserContext
) -> None:
    notes.keyboard.press("PageDown")
    shows(page, 2)
    expect(notes.locator("[data-notes]:visible")).to_contain_text(FIRST.scenes[1].say)
    expect(notes.locator("#presenter-next h1")).to_have_text(FIRST.scenes[2].title)
    page.keyboard.press("PageDown")
    expect(notes.locator("#presenter-state")).to_have_text("3 of 7")
    began = notes.evaluate("sessionStorage.getItem(Object.keys(sessionStorage)[0])")
    notes.reload()
    expect(notes.locator("#presenter-state")).to_have_text("3 of 7")
    assert notes.evaluate("sessionStorage.getItem(Object.keys(sessionStorage)[0])") == began
    page.reload()
    expect(page.locator("#present.is-live")).to_be_visible()
    shows(page, 3)
    expect(page.locator(".scene-say:visible")).to_have_count(0)
    context.set_offline(True)
    notes.get_by_role("link", name="Hire at Senior, 9 in 10 sure").first.click()
    expect(scene(page)).to_contain_text("9 in 10 sure; it is “Downlevel: offer at Mid”.")
    notes.keyboard.press("b")
    expect(page.locator("html.is-black")).to_have_count(1)
    expect(notes.locator("#presenter-state")).to_contain_text("The screen is black.")
    page.keyboard.press("PageDown")
    expect(page.locator("html.is-black")).to_have_count(0)
    expect(notes.locator("#presenter-state")).to_have_text("5 of 7")
    context.set_offline(False)
    notes.close()
    expect(page.locator(".scene-say:visible")).to_have_count(0)
    page.keyboard.press("n")
    expect(scene(page).locator(".scene-say")).to_be_visible()


def test_the_presenters_window_opens_words_and_follows_when_names_go(
    page: Page, notes: Page
) -> None:
    for number in (2, 3, 4):
        notes.keyboard.press("PageDown")
        shows(page, number)
    notes.locator("#present").get_by_role("button", name="Scope").nth(1).press("Enter")
    words = notes.get_by_role("dialog", name="Packet B: Scope: Mid")
    expect(words).to_be_visible()
    page.keyboard.press("PageDown")
    expect(words).to_be_hidden()
    expect(notes.locator("#present .scene:visible")).to_contain_text("Brandt")
    page.locator(".scene:visible").get_by_role("link", name="Names away").click()
    expect(notes.locator("#present .scene:visible")).to_contain_text("Candidate B")
    expect(notes.locator("#presenter-state")).to_have_text("5 of 7")
