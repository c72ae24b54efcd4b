"""A cohort's packets watched in a browser: the page moves by itself, whatever workers do."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from committee.config import Settings
from committee.store import sessions
from committee.store.engine import session
from committee.web import create_app
from tests.waiting import wait_until

from ..web.axe import follow
from ..web.sites import served
from .conftest import COHORT, Decided
from .test_worker import kept, printers, settings, worker


@pytest.fixture
def given(decided: Decided, tmp_path: Path) -> Settings:
    return settings(decided, f"sqlite:///{tmp_path / 'queue.db'}")


@contextmanager
def watching(chromium: Browser, decided: Decided, given: Settings) -> Iterator[Page]:
    """A coach's page on which all packets have just been asked for; errors in it fail the test."""
    app = create_app(given)
    client = app.test_client()
    with session(app.extensions["engine"]) as opened:
        token = sessions.begin(opened, decided.coach)
    with client.session_transaction() as cookie:
        cookie["_user_id"], cookie["_fresh"] = token, True
    held = client.get_cookie("committee")
    assert held is not None
    errors: list[str] = []
    with served(app) as address, chromium.new_context() as context:
        context.add_cookies([{"name": "committee", "value": held.value, "url": address}])
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(f"{address}/cohorts/{decided.cohort.key}/packets")
        page.get_by_label("Edition").select_option("summary")
        follow(page.get_by_role("button", name="Print them"))
        page.evaluate("window.same = true")
        yield page
    assert errors == []


def test_progress_goes_on_in_the_open_page_after_a_worker_is_killed(
    chromium: Browser, decided: Decided, given: Settings
) -> None:
    with watching(chromium, decided, given) as page:
        expect(page.get_by_role("heading", name="It waits for its turn")).to_be_visible()
        with worker(given):
            expect(page.locator("progress")).not_to_have_attribute("value", "0", timeout=60_000)
        before = kept(decided)
        bar = page.get_by_role("progressbar")
        expect(bar).to_have_accessible_name(re.compile(r"^\d of 8 packets (is|are) printed\.$"))
        with worker(given):
            page.get_by_role("heading", name="It is ready").wait_for(timeout=120_000)
        expect(page.get_by_role("status").last).to_have_text("It is ready")
        expect(bar).to_have_attribute("value", str(COHORT))
        assert page.evaluate("window.same")
    assert before.items() <= kept(decided).items()
    assert len(kept(decided)) == COHORT


def test_what_is_cancelled_stops_and_goes_on_from_there_when_asked_again(
    chromium: Browser, decided: Decided, given: Settings
) -> None:
    with watching(chromium, decided, given) as page, worker(given) as process:
        wait_until(lambda: bool(kept(decided)))
        page.get_by_role("button", name="Cancel").click()
        expect(page.get_by_role("heading", name="It was cancelled")).to_be_visible()
        wait_until(lambda: not printers(process))
        before = kept(decided)
        assert 0 < len(before) < COHORT
        page.get_by_role("button", name="Ask again").click()
        page.get_by_role("heading", name="It is ready").wait_for(timeout=120_000)
    assert before.items() <= kept(decided).items()
    assert len(kept(decided)) == COHORT
