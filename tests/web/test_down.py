"""When something is down: a page in the product's frame, when to come again, nothing typed lost."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Engine, event
from werkzeug.test import TestResponse

from committee.store.engine import make_engine
from committee.web.frame.heavy_requests import WORKING_OUT, Turns

from .conftest import PASSWORD, World, post, token_in

TYPED = "I cut the ledger over on a Sunday."


def missing(world: World) -> Engine:
    return make_engine(f"sqlite:///{world.path / 'not a folder' / 'x.db'}")


def read_only(world: World) -> Engine:
    return make_engine(f"sqlite:///file:{world.path}?mode=ro&uri=true")


def full(world: World) -> Engine:
    engine = make_engine(world.url)

    @event.listens_for(engine, "connect")
    def no_more_pages(connection: sqlite3.Connection, _: Any) -> None:
        connection.execute("PRAGMA max_page_count = 1")

    return engine


def no_server(world: World) -> Engine:
    return make_engine("postgresql://nobody@127.0.0.1:1/name")


def on(app: Flask, engine: Engine) -> None:
    app.extensions["engine"].dispose()
    app.extensions["engine"] = engine


def refused(answer: TestResponse) -> None:
    """503, in the product's frame, with the moment to come again."""
    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0
    assert "Content-Security-Policy" in answer.headers
    assert '<header class="masthead' in answer.text
    assert "Not available now" in answer.text


@pytest.mark.parametrize("broken", [missing, no_server], ids=lambda each: each.__name__)
def test_nothing_can_be_read(world: World, broken: Callable[[World], Engine]) -> None:
    app = world.app()
    coach, interviewer = world.client("coach", app), world.client("open", app)
    form = {"csrf_token": token_in(interviewer), "version": "1", "quote": TYPED}
    on(app, broken(world))
    refused(coach.get(f"/loops/{world.keys['loop']}"))
    refused(coach.get("/sign-in"))
    answer = interviewer.post(f"/scorecards/{world.keys['own']}", data=form)
    refused(answer)
    assert TYPED in answer.text
    assert "127.0.0.1" not in answer.text
    script = {"Accept": "application/json"}
    answer = interviewer.post(f"/scorecards/{world.keys['own']}/draft", data=form, headers=script)
    assert (answer.status_code, answer.json["error"]) == (503, "Not available now")


@pytest.mark.parametrize("broken", [read_only, full], ids=lambda each: each.__name__)
def test_nothing_can_be_written(world: World, broken: Callable[[World], Engine]) -> None:
    app = world.app()
    client, path = world.client("open", app), f"/scorecards/{world.keys['own']}"
    form = {"csrf_token": token_in(client), "version": "1", "note": TYPED * 2000}
    on(app, broken(world))
    assert client.get(path).status_code == 200
    answer = client.post(path, data=form)
    refused(answer)
    assert TYPED in answer.text
    assert client.get(path).status_code == 200


def test_signing_in_needs_no_queue(world: World) -> None:
    client = world.app(queue_url="redis://127.0.0.1:1/0").test_client()
    answer = post(client, "/sign-in", email="mina@example.org", password=PASSWORD)
    assert answer.status_code == 303


def test_what_was_printed_cannot_be_kept(world: World, tmp_path: Path) -> None:
    (tmp_path / "files").write_text("not a folder")
    client = world.client("coach", world.app(files=tmp_path / "files"))
    refused(client.get(f"/loops/{world.keys['loop']}/decisions/1.pdf"))


def test_too_much_is_being_worked_out(world: World) -> None:
    app = world.app()
    client, path = world.client("open", app), f"/scorecards/{world.keys['own']}"
    usual, app.extensions["turns"] = app.extensions["turns"], {WORKING_OUT: Turns(1, 0, 0.0)}
    with app.extensions["turns"][WORKING_OUT].take():
        answer = post(client, f"{path}/transcript", text=TYPED)
        assert client.get(path).status_code == 200
    refused(answer)
    assert TYPED in answer.text
    assert post(client, f"{path}/transcript", text=TYPED).status_code != 503
    app.extensions["turns"] = usual
