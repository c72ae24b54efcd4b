"""`committee doctor`: what is ill is named with what to do, and what is well isn't."""

import json
import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Sink
from click.testing import CliRunner

from committee.cli import root
from committee.config import load_settings
from committee.jobs.job_queue import Queue
from committee.jobs.scheduled_backups import keep_backup
from committee.store import forgetting, job_rows, journal, loops, people
from committee.store.column_types import now
from committee.store.engine import make_engine, session
from committee.store.schema import migrate
from committee.store.tables import JournalEntry

from ..jobs.conftest import free_port

PARTS = {"settings", "proxy", "files", "database", "clock", "worker", "queue"}
PARTS |= {"disk", "backups", "fonts", "mail"}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation with nothing to mend, and its settings in the environment."""
    given = {
        "DATABASE_URL": f"sqlite:///{tmp_path / 'committee.db'}",
        "QUEUE_URL": f"sqlite:///{tmp_path / 'queue.db'}",
        "FILES": str(tmp_path / "files"),
        "BACKUPS": str(tmp_path / "backups"),
        "SECRET_KEY": "s" * 40,
        "PRODUCTION": "true",
        "PROXIES": "1",
        "TRUSTED_HOSTS": '["example.org"]',
        "LEAST_FREE": "1",
    }
    for name, value in given.items():
        monkeypatch.setenv(f"COMMITTEE_{name}", value)
    before = os.umask(0o077)
    migrate(given["DATABASE_URL"])
    Queue(load_settings()).reach()
    (tmp_path / "files").mkdir()
    keep_backup(load_settings())
    os.umask(before)
    return tmp_path


def found() -> tuple[int, dict[str, dict[str, Any]]]:
    """The exit status, and the worst finding of each part."""
    result = CliRunner().invoke(root, ["doctor", "--json"])
    told = json.loads(result.stdout)
    assert told["well"] == (result.exit_code == 0)
    order = ["well", "note", "mend"]
    findings = sorted(told["findings"], key=lambda each: order.index(each["state"]))
    return result.exit_code, {each["part"]: each for each in findings}


def write(act: Callable[[Any], object]) -> None:
    engine = make_engine(load_settings().database_url)
    with session(engine) as opened:
        act(opened)
    engine.dispose()


def test_what_is_well(home: Path) -> None:
    code, parts = found()
    assert (code, set(parts)) == (0, PARTS)
    assert {name for name, each in parts.items() if each["state"] != "well"} == {"mail"}
    text = CliRunner().invoke(root, ["doctor"]).stdout
    assert "well  database     It is sound" in text


def entry_from_tomorrow(opened: Any) -> None:
    journal.record(opened, "knocked", None)
    opened.get(JournalEntry, 1).at = now() + timedelta(days=1)


def old_job(opened: Any) -> None:
    coach = people.create_person(opened, "c@example.org", "C", coach=True)
    group = loops.create_cohort(opened, "Spring")
    job_rows.ask(opened, "zip", group, coach, {}, 1).created_at = now() - timedelta(hours=3)


def environment(name: str, value: str) -> Callable[[Path, pytest.MonkeyPatch], None]:
    return lambda home, patch: patch.setenv(f"COMMITTEE_{name}", value)


ILL: dict[str, tuple[str, str, Callable[[Path, pytest.MonkeyPatch], object]]] = {
    "secret": ("settings", "at least 32", environment("SECRET_KEY", "short")),
    "proxy": ("proxy", "COMMITTEE_PROXIES is 0", environment("PROXIES", "0")),
    "open files": ("files", "-rw-r--r--", lambda home, _: (home / "queue.db").chmod(0o644)),
    "no database": ("database", "no database", environment("DATABASE_URL", "sqlite:///none.db")),
    "clock": ("clock", "23 h 59 min", lambda *_: write(entry_from_tomorrow)),
    "worker": ("worker", "3 h 0 min", lambda *_: write(old_job)),
    "queue": ("queue", "can’t be used", environment("QUEUE_URL", "redis://127.0.0.1:1/0")),
    "disk": ("disk", "GB are free", environment("LEAST_FREE", str(10**18))),
    "backups": ("backups", "None.", environment("BACKUPS", "elsewhere")),
    "mail": ("mail", "ConnectionRefused", environment("SMTP_URL", "smtp://127.0.0.1:1")),
}


@pytest.mark.parametrize("ill", ILL)
def test_what_is_to_be_mended_is_named(
    home: Path, monkeypatch: pytest.MonkeyPatch, ill: str
) -> None:
    part, said, break_it = ILL[ill]
    break_it(home, monkeypatch)
    code, parts = found()
    assert (code, parts[part]["state"]) == (1, "mend")
    assert said in parts[part]["found"]
    others = {name for name, each in parts.items() if each["state"] == "mend"} - {part}
    assert others == set()


def test_backups_that_hold_somebody_who_was_forgotten(home: Path) -> None:
    def forget(opened: Any) -> None:
        mina = people.create_person(opened, "mina@example.org", "Mina")
        forgetting.forget(opened, mina)
        journal.record(opened, forgetting.FORGOT, None)

    assert found()[1]["backups"]["state"] == "well"
    keep_backup(load_settings(), now() - timedelta(hours=30))
    write(forget)
    code, parts = found()
    assert (code, parts["backups"]["state"]) == (0, "note")
    assert "still hold somebody who was forgotten" in parts["backups"]["found"]


def test_a_mail_server_that_takes_us(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    server = Controller(Sink(), hostname="127.0.0.1", port=free_port())
    server.start()
    monkeypatch.setenv("COMMITTEE_SMTP_URL", f"smtp://127.0.0.1:{server.port}")
    try:
        assert found()[1]["mail"]["state"] == "well"
    finally:
        server.stop()
