"""All packets of a cohort, asked for and watched in a browser."""

import re
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import Browser, expect

from committee.config import Settings
from committee.jobs.job_runner import Office, work_on
from committee.jobs.worker_process import worker_beside
from committee.store import job_rows
from committee.store.engine import make_engine, session

from .conftest import World, post
from .sites import served
from .test_pages import sign_in, tab


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_coach_watches_and_takes_the_packets_home(
    chromium: Browser, world: World, scripts: bool
) -> None:
    given = Settings(database_url=world.url, secret_key="t" * 40)
    with (
        worker_beside(given),
        served(world.app()) as address,
        tab(chromium, scripts=scripts) as page,
    ):
        sign_in(page, address, "coach")
        page.goto(f"{address}/cohorts/{world.keys['cohort']}")
        page.get_by_role("link", name="All packets").click()
        page.get_by_role("button", name="Print them").click()
        ready = page.get_by_role("heading", name="It is ready")
        for _ in range(120):
            if ready.is_visible():
                break
            page.wait_for_timeout(500)
            if not scripts:
                page.reload()
        expect(page.locator("progress")).to_have_attribute("value", "1")
        with page.expect_download() as taken:
            page.get_by_role("link", name="Take the file").click()
        with ZipFile(taken.value.path()) as archive:
            assert archive.namelist() == ["1 R. Okafor.pdf"]


def test_a_job_that_nobody_works_on_yet_is_cancelled(chromium: Browser, world: World) -> None:
    with served(world.app()) as address, tab(chromium) as page:
        sign_in(page, address, "coach")
        page.goto(f"{address}/jobs/{world.keys['job']}")
        expect(page.get_by_role("heading", name="It waits for its turn")).to_be_visible()
        page.get_by_role("button", name="Cancel").click()
        expect(page.get_by_role("heading", name="It was cancelled")).to_be_visible()
        expect(page.get_by_role("button", name="Cancel")).to_have_count(0)


def test_what_is_asked_for_waits_while_the_queue_cannot_be_reached(world: World) -> None:
    app = world.app(queue_url="redis://127.0.0.1:1/0")
    coach = world.client("coach", app)
    answer = post(coach, f"/cohorts/{world.keys['cohort']}/packets", kind="zip", edition="summary")
    assert answer.status_code == 303
    shown = coach.get(answer.location).text
    assert "It waits for its turn" in shown
    assert "kept, but the queue can’t be reached" in shown
    engine = make_engine(world.url)
    with session(engine) as opened:
        assert answer.location.rpartition("/")[2] in job_rows.waiting(opened)
    engine.dispose()


def test_a_file_that_was_cleared_away_can_be_asked_for_again(world: World, tmp_path: Path) -> None:
    app = world.app(files=tmp_path, queue_url=f"sqlite:///{tmp_path / 'queue.db'}")
    coach, path = world.client("coach", app), f"/jobs/{world.keys['made']}"
    shown = coach.get(path).text
    assert "It was cleared away" in shown
    assert coach.get(f"{path}/file").status_code == 404
    wanted = dict(re.findall(r'name="(kind|edition)" value="([^"]+)"', shown))
    assert wanted == {"kind": "zip", "edition": "committee"}
    again = post(coach, f"/cohorts/{world.keys['cohort']}/packets", **wanted)
    work_on(Office(app.extensions["engine"], tmp_path, printers=1), again.location[-16:])
    assert coach.get(f"{again.location}/file").mimetype == "application/zip"
