"""The simulator in a real browser: by mouse, by keys, by link, and without scripts."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from .axe import violations
from .sites import Site, running


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with running(tmp_path_factory.mktemp("simulator")) as site:
        yield site


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    opened = chromium.new_context(viewport={"width": 1380, "height": 960})
    opened.grant_permissions(["clipboard-read", "clipboard-write"])
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext, site: Site) -> Iterator[Page]:
    opened = context.new_page()
    faults: list[str] = []
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    opened.goto(f"{site.url}/simulator")
    yield opened
    assert faults == []


def shown(page: Page) -> dict[str, str | list[str]]:
    """All that follows from a change of the right-hand packet."""
    side = page.locator("#side-b")
    return {
        "verdict": side.locator(".verdict").inner_text(),
        "grid": side.locator(".lg-row", has_text="Scope")
        .locator("svg")
        .first.get_attribute("aria-label")
        or "",
        "map": page.locator(".sim-map").inner_text(),
        "odds": side.locator(".odds-words").all_inner_texts(),
        "flips": page.locator(".sim-flips").inner_text(),
    }


def verdict(page: Page, words: str) -> None:
    expect(page.locator("#side-b .verdict")).to_contain_text(words)


def slide(page: Page, key: str) -> None:
    page.locator("#b-coding").press(key)


def test_one_read_changes_verdict_grid_map_odds_and_flips_without_a_reload(page: Page) -> None:
    page.evaluate("window.sameDocument = true")
    before = shown(page)
    page.locator('label[for="b-scope-senior"]').click()
    verdict(page, "Hire at Senior")
    after = shown(page)
    assert {part for part in before if before[part] != after[part]} == set(before)
    assert "panel reads Senior" in after["grid"]
    assert page.evaluate("window.sameDocument") is True
    assert "b.scope=senior" in page.url
    expect(page.locator("#sim-said")).to_contain_text("B: Hire at Senior")


def test_no_coding_score_moves_what_a_veto_holds_down(page: Page) -> None:
    slide(page, "Home")
    expect(page.locator("#b-coding-value")).to_have_text("1.0")
    verdict(page, "No hire")
    under = page.locator(".vm-under").first.inner_text()
    slide(page, "End")
    verdict(page, "Downlevel: offer at Mid")
    band = page.locator(".vm-under").first
    assert "Senior" not in under
    assert "Senior" not in band.inner_text()
    for _ in range(3):
        slide(page, "PageDown")
    expect(page.locator("#b-coding-value")).not_to_have_text("4.0")
    verdict(page, "Downlevel: offer at Mid")


def test_a_copied_link_restores_the_state_in_a_new_session(page: Page, chromium: Browser) -> None:
    page.locator('label[for="b-scope-senior"]').click()
    verdict(page, "Hire at Senior")
    page.locator('label[for="b-trap-no-real-failure"]').click()
    verdict(page, "No hire")
    page.locator("#sim-target").select_option("staff")
    expect(page.locator("#side-a .verdict")).to_contain_text("Downlevel: offer at Senior")
    page.locator("#sim-link").click()
    expect(page.locator("#sim-link")).to_have_text("Link copied")
    link = page.evaluate("navigator.clipboard.readText()")
    kept = shown(page)
    fresh = chromium.new_context()
    opened = fresh.new_page()
    opened.goto(link)
    assert shown(opened) == kept
    expect(opened.locator("#b-trap-no-real-failure")).to_be_checked()
    fresh.close()


def test_a_flip_can_be_tried_and_taken_back(page: Page) -> None:
    page.locator(".sim-flips a", has_text="Scope: Mid → Senior").click()
    verdict(page, "Hire at Senior")
    expect(page.locator("#side-b")).to_be_focused()
    page.go_back()
    verdict(page, "Downlevel: offer at Mid")
    assert "b.scope" not in page.url


def test_the_left_packet_can_be_changed_instead(page: Page) -> None:
    page.locator('label[for="sim-side-a"]').click()
    expect(page.locator(".sim-flips h2")).to_have_text("What flips A")
    expect(page.locator("#sim-side-a")).to_be_focused()
    page.locator('label[for="a-scope-mid"]').click()
    expect(page.locator("#side-a .verdict")).to_contain_text("Downlevel: offer at Mid")
    verdict(page, "Downlevel: offer at Mid")


def test_levels_are_changed_by_keys_and_the_focus_stays(page: Page) -> None:
    page.locator("#b-scope-mid").focus()
    page.keyboard.press("ArrowRight")
    verdict(page, "Hire at Senior")
    expect(page.locator("#b-scope-senior")).to_be_focused()
    page.keyboard.press("ArrowLeft")
    verdict(page, "Downlevel: offer at Mid")
    expect(page.locator("#b-scope-mid")).to_be_focused()


def test_an_arrow_moves_the_coding_score_by_a_tenth(page: Page) -> None:
    coding = page.locator("#b-coding")
    for key, score in (("ArrowLeft", "3.9"), ("ArrowDown", "3.8"), ("ArrowRight", "3.9")):
        coding.press(key)
        expect(page.locator("#b-coding-value")).to_have_text(score)
        expect(coding).to_be_focused()
    expect(page.locator("#side-b header")).to_contain_text("Changed from what was heard.")


@pytest.mark.parametrize(
    "query",
    ["a=owned-failure&b=bar-raiser-objects&policy=bar-raiser", "b=trap-no-real-failure"],
    ids=["votes", "a trap"],
)
def test_nothing_on_a_side_lies_over_anything_else(page: Page, site: Site, query: str) -> None:
    page.goto(f"{site.url}/simulator?{query}")
    over = """() => [...document.querySelectorAll(".sim-side")].flatMap((side) => {
      const shown = [...side.children].filter((each) => !each.matches("[popover]"));
      const edges = shown.map((each) => each.getBoundingClientRect());
      return edges.slice(1).filter((each, at) => each.top < edges[at].bottom - 1);
    })"""
    assert page.evaluate(over) == []


def test_it_works_without_scripts(chromium: Browser, site: Site) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.url}/simulator")
    page.locator('label[for="b-scope-senior"]').click()
    page.get_by_role("button", name="Show").last.click()
    verdict(page, "Hire at Senior")
    expect(page.locator("#b-scope-senior")).to_be_checked()
    page.get_by_role("link", name="Predict first").click()
    page.get_by_role("link", name="No hire, 7 in 10 sure").click()
    expect(page.locator("#side-b")).to_contain_text("7 in 10 sure; it is “Hire at Senior”.")
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["", "?guess=ask", "/policies"])
def test_axe_finds_nothing(chromium: Browser, site: Site, path: str, scheme: str) -> None:
    context = chromium.new_context(viewport={"width": 1380, "height": 960}, color_scheme=scheme)
    page = context.new_page()
    page.goto(f"{site.url}/simulator{path}")
    assert violations(page) == []
    context.close()


@pytest.mark.parametrize("width", [360, 768, 1380])
@pytest.mark.parametrize("path", ["", "/policies"])
def test_nothing_sticks_out_sideways(chromium: Browser, site: Site, path: str, width: int) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto(f"{site.url}/simulator{path}")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def test_the_screen_says_outcome_rule_what_coding_does_and_what_would_flip_it(page: Page) -> None:
    text = page.locator("#simulator").inner_text()
    for words in (
        "Downlevel: offer at Mid",
        "Scope reads Mid where Senior needs Senior",
        "Below this line no coding score reaches Senior.",
        "Scope: Mid → Senior",
    ):
        assert words in text
