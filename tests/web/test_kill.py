"""kill -9 of the server in the middle of autosaves and submits: what it said is saved, is saved."""

import http.client
import json
import multiprocessing
import os
import random
import re
import signal
import socket
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from threading import Thread
from urllib.parse import urlencode

import pytest
from sqlalchemy import Engine

from committee.cli.serve import run
from committee.config import Settings
from committee.store import loops, people, scorecards, sessions
from committee.store.engine import make_engine, session
from committee.store.schema import check, migrate
from committee.store.tables import Assignment
from committee.web import create_app
from tests.waiting import wait_until

from .conftest import scorecard

ROUNDS = 12
SUBMIT_EVERY = 4
REDIRECT = 303


@dataclass
class Writer:
    """An interviewer at a browser: what the server acknowledged of their scorecard."""

    seat: Assignment
    cookie: str
    token: str
    version: int = 1
    number: int = 0
    saved: str = ""
    sent: str = ""
    unheard: list[dict[str, object]] = field(default_factory=list)
    submitted: list[str] = field(default_factory=list)

    def write_until_cut_off(self, port: int) -> None:
        """Autosave, now and then submit, and remember each answer that came."""
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        try:
            while True:
                self.write(connection)
        except (http.client.HTTPException, OSError):
            connection.close()

    def write(self, connection: http.client.HTTPConnection) -> None:
        """Type another note; what was typed before and never heard of is sent again with it."""
        self.number += 1
        before, self.sent = self.sent, f"{self.seat.label} {self.number}"
        act = {"number": self.number, "at": 1.0, "field": "note", "value": self.sent, "was": before}
        self.unheard.append(act)
        fields = {"tab": self.seat.label, "acts": json.dumps(self.unheard)}
        status, answer = self.send(connection, "/draft", fields)
        assert status == http.HTTPStatus.OK, answer
        self.version, self.saved = json.loads(answer)["version"], self.sent
        self.unheard.clear()
        if self.version % SUBMIT_EVERY == 0:
            fields = {"version": str(self.version), "reason": "More."}
            status, answer = self.send(connection, "/submit", fields)
            assert status == REDIRECT, answer
            self.version += 1
            self.submitted.append(self.sent)

    def send(
        self, connection: http.client.HTTPConnection, door: str, fields: dict[str, str]
    ) -> tuple[int, str]:
        body = urlencode({**fields, "csrf_token": self.token})
        headers = {
            "Cookie": f"committee={self.cookie}",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        connection.request("POST", f"/scorecards/{self.seat.key}{door}", body, headers)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()


def serve(url: str, port: int) -> None:
    os.setsid()
    run(create_app(settings(url)), "127.0.0.1", port)


def settings(url: str) -> Settings:
    return Settings(database_url=url, secret_key="k" * 40)


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_for(port: int) -> None:
    def answers() -> bool:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=5).close()
        except OSError:
            return False
        return True

    wait_until(answers)


def signed_in(url: str, seat: Assignment) -> Writer:
    app = create_app(settings(url))
    client = app.test_client()
    with session(app.extensions["engine"]) as opened:
        token = sessions.begin(opened, seat.interviewer)
        scorecards.save_draft(opened, seat, scorecard(note=""), 0)
    with client.session_transaction() as cookie:
        cookie["_user_id"] = token
        cookie["_fresh"] = True
    page = client.get(f"/scorecards/{seat.key}").text
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    kept = client.get_cookie("committee")
    assert found
    assert kept
    return Writer(seat, kept.value, found.group(1))


def one_round(url: str, writers: list[Writer], chance: random.Random) -> None:
    """Start a server, let everybody write at once, and kill all of it after a few answers."""
    port = free_port()
    server = multiprocessing.get_context("fork").Process(target=serve, args=(url, port))
    server.start()
    wait_for(port)
    threads = [Thread(target=writer.write_until_cut_off, args=(port,)) for writer in writers]
    for thread in threads:
        thread.start()
    enough = sum(writer.version for writer in writers) + chance.randint(2, 8)

    def answered_enough() -> bool:
        assert all(thread.is_alive() for thread in threads)
        return sum(writer.version for writer in writers) >= enough

    wait_until(answered_enough, every=0.001)
    time.sleep(chance.uniform(0.0, 0.02))
    assert server.pid is not None
    os.killpg(server.pid, signal.SIGKILL)
    server.join(60)
    for thread in threads:
        thread.join(60)


@pytest.fixture
def url(make_database: Callable[[], str]) -> str:
    address = make_database()
    migrate(address)
    return address


def seats(engine: Engine) -> list[Assignment]:
    with session(engine) as opened:
        group = loops.create_cohort(opened, "Spring")
        loop = loops.create_loop(opened, group, "R. Okafor", target="senior", policy="senior-loop")
        names = ("mina", "tariq")
        panel = [people.create_person(opened, f"{name}@example.org", name) for name in names]
        return [loops.assign(opened, loop, person, "behavioral") for person in panel]


def kept(engine: Engine, writer: Writer) -> tuple[int, str, list[str]]:
    """A draft's version and note, and the notes of what was submitted."""
    with session(engine, reads_only=True) as opened:
        draft = scorecards.draft_of(opened, writer.seat)
        sent = [each.body["note"] for each in scorecards.revisions(opened, writer.seat)]
    return draft.version, draft.body.get("note", ""), sent


def test_every_acknowledged_write_survives(url: str) -> None:
    engine = make_engine(url)
    writers = [signed_in(url, seat) for seat in seats(engine)]
    engine.dispose()
    chance = random.Random(11)
    for _ in range(ROUNDS):
        one_round(url, writers, chance)
        assert check(url) == []
        for writer in writers:
            version, note, sent = kept(engine, writer)
            unheard = {str(act["value"]) for act in writer.unheard}
            assert writer.version <= version <= writer.version + 1 + len(unheard)
            assert note in {writer.saved, writer.sent} | unheard
            assert [each for each in sent if each in writer.submitted] == writer.submitted
            assert len(sent) == len(set(sent))
        engine.dispose()
    assert sum(writer.version for writer in writers) > 2 * ROUNDS
    assert any(writer.submitted for writer in writers)
