"""What whoever looks after a server asks of it: is it alive, is it ready, what does it count."""

import json
import logging
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Engine, create_engine, text

from committee import logs
from committee.config import Settings
from committee.jobs.scheduled_backups import keep_backup
from committee.store.column_types import now
from committee.store.engine import make_engine
from committee.web import create_app
from committee.web.operations.health import Readiness

from .conftest import PASSWORD, QUOTE, World, post, token_in
from .test_down import missing, no_server, on

TOKEN = "a token that the collector knows"


def asked(app: Flask) -> tuple[int, dict[str, str]]:
    """What readyz says, looked at anew."""
    app.extensions["readiness"] = Readiness()
    answer = app.test_client().get("/readyz")
    assert answer.json
    assert answer.json["ready"] == (answer.status_code == 200)
    return answer.status_code, answer.json["parts"]


WELL = {"database": "ok", "schema": "ok", "queue": "ok", "disk": "ok"}


def test_a_server_that_is_well_says_so_by_whatever_name_it_is_called(world: World) -> None:
    app = world.app()
    assert asked(app) == (200, WELL)
    for path, status in (("/healthz", 200), ("/readyz", 200), ("/sign-in", 400)):
        answer = app.test_client().get(path, headers={"Host": "10.0.0.7:8080"})
        assert answer.status_code == status
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("broken", [missing, no_server], ids=lambda each: each.__name__)
def test_a_database_that_is_away(world: World, broken: Callable[[World], Engine]) -> None:
    app = world.app()
    on(app, broken(world))
    assert asked(app) == (503, {**WELL, "database": "away", "schema": "away"})
    assert app.test_client().get("/healthz").status_code == 200


def test_a_database_whose_file_is_gone_is_away_though_it_is_still_open(world: World) -> None:
    app = create_app(Settings(database_url=world.url, secret_key="t" * 40))
    assert asked(app) == (200, WELL)
    world.path.rename(world.path.with_suffix(".moved"))
    assert asked(app) == (503, {**WELL, "database": "away", "schema": "away"})


@pytest.mark.parametrize(("revision", "word"), [("0002", "behind"), ("9999", "ahead")])
def test_a_schema_of_another_version(world: World, revision: str, word: str) -> None:
    engine = create_engine(world.url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :at"), {"at": revision})
    engine.dispose()
    assert asked(world.app()) == (503, {**WELL, "schema": word})


def test_a_queue_that_is_away_and_a_disk_that_is_full(world: World) -> None:
    app = world.app(queue_url="redis://127.0.0.1:1/0", least_free=10**18)
    assert asked(app) == (503, {**WELL, "queue": "away", "disk": "low"})


def test_many_who_ask_cost_the_database_one_look(world: World) -> None:
    app = world.app()
    assert asked(app) == (200, WELL)
    on(app, missing(world))
    assert app.test_client().get("/readyz").status_code == 200
    on(app, make_engine(world.url))


def test_how_old_the_newest_backup_is_stands_beside(world: World, tmp_path: Path) -> None:
    settings = {"backups": tmp_path / "backups", "backup_hours": 6}
    client = world.app(**settings).test_client()
    assert client.get("/readyz").json["backups"] == {"late": True, "hours": None}
    keep_backup(Settings(database_url=world.url, **settings), now() - timedelta(hours=3))
    assert client.get("/readyz").json["backups"] == {"late": False, "hours": 3.0}
    coach = world.client("coach", world.app(**settings))
    page = coach.get(f"/people/{world.keys['stranger']}/forget").text
    assert "One backup that the worker made holds them still" in page
    _, told = scraped(world.app(metrics_token=TOKEN, **settings))
    age = re.search(r"(?m)^committee_newest_backup_age_seconds (\S+)", told)
    assert age
    assert 3 * 3600 <= float(age[1]) < 4 * 3600
    assert "backups" not in world.app().test_client().get("/readyz").json


def scraped(app: Flask, token: str = TOKEN) -> tuple[int, str]:
    answer = app.test_client().get("/metrics", headers={"Authorization": f"Bearer {token}"})
    return answer.status_code, answer.text


def test_counts_are_told_to_who_knows_the_token_and_name_nobody(world: World) -> None:
    app = world.app(metrics_token=TOKEN)
    coach = world.client("coach", app)
    path = f"/loops/{world.keys['loop']}"
    assert (coach.get(path).status_code, coach.get(f"{path}/packet").status_code) == (200, 200)
    coach.open(path, method="PROPFIND")
    coach.get("/journal?find=canary")
    status, text_ = scraped(app)
    assert status == 200
    assert 'committee_answers_total{method="GET",route="board.loop",status="200"} 1.0' in text_
    assert 'committee_answer_seconds_count{route="board.loop"} 1.0' in text_
    assert 'method="other"' in text_
    assert 'committee_jobs{state="done"} 1.0' in text_
    for told in (*world.keys.values(), "canary", "Okafor", "Mina", "example.org", "PROPFIND"):
        assert len(told) < 3 or told not in text_
    assert scraped(app, "another") == (404, app.test_client().get("/metrics").text)
    assert scraped(world.app(), "")[0] == 404


def test_a_request_is_known_by_the_name_that_a_trusted_proxy_gave_it(world: World) -> None:
    fields = {"Accept": "application/json", "X-Request-ID": "proxy-4f1c9a7e"}
    behind, alone = world.app(proxies=1), world.app()
    named = behind.test_client().post("/sign-in", headers=fields)
    assert (named.status_code, named.json["request"]) == (400, "proxy-4f1c9a7e")
    own = alone.test_client().post("/sign-in", headers=fields).json["request"]
    assert own != "proxy-4f1c9a7e"
    odd = {**fields, "X-Request-ID": 'a "forged"\tline'}
    assert '"' not in behind.test_client().post("/sign-in", headers=odd).json["request"]
    page = alone.test_client().post("/sign-in")
    assert "name this request: <code>" in page.text


def test_a_404_has_no_name_since_all_are_alike(world: World) -> None:
    coach = world.client("coach")
    assert "name this request" not in coach.get("/nowhere").text


@pytest.fixture
def written(capsys: pytest.CaptureFixture[str]) -> Callable[[], str]:
    return lambda: capsys.readouterr().err


@pytest.mark.parametrize("as_json", [True, False])
def test_the_log_names_the_request_that_broke_and_holds_no_evidence(
    world: World, written: Callable[[], str], as_json: bool
) -> None:
    app = world.app()
    client, path = world.client("open", app), f"/scorecards/{world.keys['own']}"
    token = token_in(client)

    def broken(key: str) -> None:
        raise ValueError(f"no level is called {QUOTE}")

    usual, app.view_functions["scorecard.form"] = app.view_functions["scorecard.form"], broken
    root = logging.getLogger()
    handlers, level = root.handlers, logs.OWN.level
    try:
        logs.begin(as_json)
        answer = client.get(path, headers={"Accept": "application/json"})
        post(client, "/sign-in?next=/journal%3Ffind%3Dcanary", email="x@y.z", password=PASSWORD)
        client.get("/journal?find=canary-typed")
    finally:
        root.handlers = handlers
        logs.OWN.setLevel(level)
        app.view_functions["scorecard.form"] = usual
    told = written()
    assert answer.status_code == 500
    assert answer.json["request"] in told
    assert "ValueError" in told
    assert "test_operations.py" in told
    for kept_out in ("canary", QUOTE, PASSWORD, token, world.keys["own"]):
        assert kept_out not in told
    if as_json:
        lines = [json.loads(line) for line in told.splitlines()]
        answered = [line for line in lines if line["said"] == "answered"]
        assert {"GET", "POST"} == {line["method"] for line in answered}
        broke = next(line for line in lines if line["level"] == "error")
        assert (broke["error"], broke["request"]) == ("ValueError", answer.json["request"])


def test_what_a_database_says_is_logged_and_what_it_quotes_is_not(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'x.db'}")
    with pytest.raises(Exception, match="no such table") as raised, engine.connect() as connection:
        connection.execute(text("SELECT * FROM nowhere WHERE a = :quote"), {"quote": QUOTE})
    engine.dispose()
    assert logs.kind_of(raised.value) == "OperationalError: no such table: nowhere"
