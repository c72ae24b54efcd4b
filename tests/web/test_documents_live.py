"""Policies and cohort reports of the demonstration, in a browser."""

import logging
import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from werkzeug.serving import make_server

from committee.config import demo_settings
from committee.store.engine import make_engine, session
from committee.store.schema import migrate
from committee.web import create_app
from committee.web.demo.seed import seed

from .axe import follow, violations


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running demonstration."""
    settings = demo_settings(tmp_path_factory.mktemp("demo") / "demo.db")
    migrate(settings.database_url)
    with session(make_engine(settings.database_url)) as opened:
        seed(opened)
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server("127.0.0.1", 0, create_app(settings), threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join(60)


@pytest.fixture(params=[1380, 360])
def coach(chromium: Browser, demo: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page on which the demonstration's coach is in."""
    context = chromium.new_context(viewport={"width": request.param, "height": 900})
    page = context.new_page()
    page.goto(f"{demo}/sign-in")
    page.get_by_role("button", name="coach").click()
    page.wait_for_url(f"{demo}/cohorts")
    yield page
    context.close()


def faults(page: Page) -> list[object]:
    """What axe finds on a page, and whether the page is wider than its window."""
    too_wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    return [*violations(page), *(["sideways"] if page.evaluate(too_wide) else [])]


def test_every_rule_of_a_policy_can_be_read_without_a_fault(coach: Page) -> None:
    follow(coach.get_by_role("link", name="Policies"))
    assert faults(coach) == []
    follow(coach.get_by_role("link", name="Senior loop"))
    assert faults(coach) == []
    rule = coach.locator("#veto-scope-below-level")
    assert "Fires when the panel reads scope below the level under test." in rule.inner_text()


def test_a_cohorts_report_is_two_presses_away_and_without_a_fault(coach: Page) -> None:
    follow(coach.get_by_role("link", name="Scenarios: each a lesson"))
    follow(coach.get_by_role("link", name="Report"))

    assert faults(coach) == []
    coach.get_by_role("heading", name="hired at the level they aimed for").wait_for()
    bar = coach.get_by_role("img", name="Outcomes of all loops")
    assert "Hire at the target" in bar.locator("desc").text_content()
