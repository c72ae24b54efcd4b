"""Every page in a real browser: nothing for axe to say, no sideways scrolling, no script needed."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pyotp
import pytest
from playwright.sync_api import Browser, Page

from .axe import violations
from .conftest import PASSWORD, World
from .sites import served
from .test_hostile import CORPUS, fill

PAGES = {
    "coach": (
        "/cohorts",
        "/cohorts/{cohort}",
        "/cohorts/{cohort}/packets",
        "/jobs/{job}",
        "/jobs/{made}",
        "/loops/{loop}",
        "/loops/{loop}/seats/{seat}",
        "/loops/{loop}/seats/{seat}/feedback",
        "/loops/{loop}/packet",
        "/loops/{loop}/decisions/1",
        "/people",
        "/journal",
        "/account",
        "/account/code",
        "/account/data",
        "/people/{stranger}/forget",
        "/people/{ruth}/cohorts",
        "/password/{password}",
        "/policies/",
        "/policies/bar-raiser",
        "/nowhere",
    ),
    "open": ("/interviews", "/loops/{loop}", "/scorecards/{own}"),
    "candidate": ("/packets", "/packets/{loop}"),
    "anonymous": (
        "/sign-in",
        "/join/{invite}",
        "/forgotten",
        "/password/{password}",
        "/address/{address}",
    ),
}
SCREENS = {"a screen, light": (1380, "light"), "a telephone, dark": (360, "dark")}
EMAILS = {"coach": "coach", "open": "tariq", "done": "mina", "candidate": "okafor"}


@contextmanager
def tab(
    chromium: Browser, width: int = 1380, scheme: str = "light", *, scripts: bool = True
) -> Iterator[Page]:
    """A tab of a browser of its own."""
    context = chromium.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,  # type: ignore[arg-type]
        java_script_enabled=scripts,
    )
    yield context.new_page()
    context.close()


def sign_in(page: Page, address: str, person: str) -> None:
    page.goto(f"{address}/sign-in")
    page.get_by_label("E-mail").fill(f"{EMAILS[person]}@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


@pytest.mark.parametrize("person", PAGES)
@pytest.mark.parametrize("screen", SCREENS)
def test_pages_are_sound(chromium: Browser, world: World, person: str, screen: str) -> None:
    found: dict[str, list[str]] = {}
    with served(world.app()) as address, tab(chromium, *SCREENS[screen]) as page:
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        if person != "anonymous":
            sign_in(page, address, person)
        for path in PAGES[person]:
            complaints.clear()
            page.goto(address + path.format(**world.keys))
            wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
            found[path] = [f"{rule}: {markup}" for rule, markup in violations(page)]
            found[path] += ["scrolls sideways"] if wide else []
            found[path] += [text for text in complaints if "404" not in text]
    assert found == {path: [] for path in PAGES[person]}


def test_hostile_text_opens_no_dialog(chromium: Browser, world: World) -> None:
    opened: list[str] = []
    everything = "".join(text for text in CORPUS.values() if len(text) < 60)[:190]
    app, paths = fill(world, everything)
    with served(app) as address, tab(chromium) as page:
        page.on("dialog", lambda dialog: (opened.append(dialog.message), dialog.dismiss()))
        sign_in(page, address, "coach")
        for name in ("cohorts", "cohort", "loop", "decision", "people"):
            page.goto(address + paths[name])
            assert "alert(1)" in page.content()
    assert opened == []


def test_a_coach_runs_a_loop_without_scripts(chromium: Browser, world: World) -> None:
    with served(world.app()) as address, tab(chromium, scripts=False) as page:
        sign_in(page, address, "coach")
        page.get_by_label("Name").fill("Autumn")
        page.get_by_role("button", name="Make cohort").click()
        page.get_by_label("Candidates").fill("A. Lindqvist")
        page.get_by_label("Target level").select_option("Staff")
        page.get_by_role("button", name="Make the loops").click()
        page.get_by_label("Interviewer, seat 1").fill("Mina Okonjo <mina@example.org>")
        page.get_by_role("button", name="Fill these seats").click()
        assert "On the panel now: Mina Okonjo." in page.get_by_role("status").inner_text()
        page.get_by_label("E-mail").first.fill("lindqvist@example.org")
        page.get_by_role("button", name="Invite the candidate").click()
        assert "/join/" in page.get_by_label("Link for A. Lindqvist").input_value()
        assert "nothing written yet" in page.get_by_role("main").inner_text()


def test_a_released_packet_is_read_without_scripts(chromium: Browser, world: World) -> None:
    with served(world.app()) as address, tab(chromium, scripts=False) as page:
        sign_in(page, address, "candidate")
        page.get_by_role("link", name="Loop for Senior").click()
        page.get_by_role("link", name="1", exact=True).first.click()
        assert page.locator(":target").inner_text().startswith("1")


def test_the_keyboard_alone_signs_in(chromium: Browser, world: World) -> None:
    with served(world.app()) as address, tab(chromium) as page:
        page.goto(f"{address}/sign-in")
        page.keyboard.press("Tab")
        assert page.locator(":focus").inner_text() == "Skip to the page"
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        page.keyboard.type("coach@example.org")
        page.keyboard.press("Tab")
        page.keyboard.type(PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url(f"{address}/cohorts*")
        assert page.get_by_role("heading", level=1).inner_text() == "Cohorts"


def press(page: Page, name: str) -> None:
    """Go to a button or a link by Tab alone, see that it is there to be seen, and press Enter."""
    page.evaluate("document.activeElement.blur()")
    for _ in range(100):
        page.keyboard.press("Tab")
        at = page.locator(":focus")
        if at.count() and " ".join(at.inner_text().split()) == name:
            width = "parseFloat(getComputedStyle(document.activeElement).outlineWidth)"
            assert page.evaluate(width) > 0
            with page.expect_navigation():
                page.keyboard.press("Enter")
            return
    raise AssertionError(f"no Tab leads to {name!r}")


def test_the_keyboard_alone_ends_a_session_and_forgets_somebody(
    chromium: Browser, world: World
) -> None:
    with served(world.app()) as address, tab(chromium) as page:
        sign_in(page, address, "coach")
        page.goto(f"{address}/account")
        page.get_by_text("Before sessions were listed").wait_for()
        ended = page.get_by_role("button", name="End this one").inner_text()
        press(page, " ".join(ended.split()))
        assert page.get_by_text("Before sessions were listed").count() == 0
        press(page, "Look at it, take it home, or ask to be forgotten")
        press(page, "Ask to be forgotten")
        assert "The coaches see your wish" in page.locator("main").inner_text()
        page.goto(f"{address}/people")
        forget = page.locator(f'a[href$="/people/{world.keys["stranger"]}/forget"]')
        press(page, " ".join(forget.inner_text().split()))
        assert page.get_by_role("heading", level=1).inner_text() == "Forget Olga Petrova?"
        press(page, "Forget for good Olga Petrova")
        page.wait_for_url(f"{address}/people*")
        assert "Olga Petrova" not in page.get_by_role("table").inner_text()


def test_the_keyboard_alone_asks_for_a_code_and_limits_a_coach(
    chromium: Browser, world: World
) -> None:
    with served(world.app()) as address, tab(chromium) as page:
        sign_in(page, address, "coach")
        page.goto(f"{address}/account/code")
        secret = re.search(r"\b[A-Z2-7]{32}\b", page.locator("main").inner_text())
        assert secret
        page.get_by_role("textbox", name="Code").focus()
        page.keyboard.type(pyotp.TOTP(secret[0]).now())
        page.keyboard.press("Tab")
        page.keyboard.type(PASSWORD)
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert "recovery" in page.locator("main").inner_text().lower()
        assert violations(page) == []
        page.goto(f"{address}/people/{world.keys['ruth']}/cohorts")
        page.get_by_label("Every cohort, as an owner").focus()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        press(page, "Keep this")
        page.goto(f"{address}/people/{world.keys['ruth']}/cohorts")
        assert page.get_by_label("Only those that are ticked").is_checked()
        assert page.get_by_label("Spring").is_checked()
