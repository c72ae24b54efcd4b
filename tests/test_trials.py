"""The trials of scripts/load, kill and walk, shorter: nothing fails, and nothing is lost."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from committee.config import Settings
from committee.store.engine import make_engine
from trials import desk_walk, kill, load
from trials.databases import KINDS
from trials.site import settle
from trials.writers import Writer

ROUNDS, SECONDS = 40, 20
STEPS, SEED = 60, 5


@pytest.mark.parametrize("kind", KINDS)
def test_whatever_is_killed_what_was_acknowledged_is_there(kind: str) -> None:
    found = kill.trial(kind, ROUNDS, SECONDS)
    assert found.wrong == []
    assert found.rounds >= len(kill.TURNS)
    assert found.saves > found.rounds
    assert found.jobs


def test_what_was_acknowledged_and_is_not_kept_is_said(tmp_path: Path) -> None:
    settings = Settings(database_url=f"sqlite:///{tmp_path / 'x.db'}", secret_key="k" * 40)
    site = settle(settings, 1)
    writer = Writer(site.seats[0], site.interviewers[0])
    engine = make_engine(settings.database_url)
    assert writer.lost(engine) == ""
    writer.version, writer.saved, writer.sent = 1, "the first", "the second"
    assert writer.lost(engine) == "'the first' was acknowledged, and '' is kept"
    engine.dispose()


@pytest.mark.parametrize("kind", KINDS)
def test_many_at_once_are_answered_and_nothing_is_lost(kind: str) -> None:
    assert load.run(kind, seconds=4, writers=6, accounts=4, readers=1)


def test_two_tabs_lose_no_word_whatever_befalls_them(chromium: Browser, tmp_path: Path) -> None:
    walked, lost = desk_walk.walk(chromium, tmp_path, STEPS, SEED)
    assert lost == [], walked.told
    assert len(walked.typed) > STEPS / 10
