"""Autosave: four interviewers typing at once, beside a bare view that does one INSERT.

Both are served by gunicorn with the same threads, are sent the same acts over connections that
stay open, and write SQLite files on the same disk at the same durability: each save is synced
before it is answered. Throughput as a share of the baseline's is one over the printed ratio;
the aim is 0.7 of it.
"""

import http.client
import json
import sqlite3
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import local
from urllib.parse import urlencode

from flask import Flask, request

from benches import Comparison, compare
from benches.served import connect, serving
from committee.assets import FIXTURES
from committee.config import Settings
from committee.files.loops import loop_data, read_loop
from committee.files.policies import load_ladder
from committee.store import loops, people, scorecards, sessions
from committee.store.engine import WAL_IS_SOUND_FROM, make_engine, session
from committee.store.schema import migrate
from committee.web import create_app
from trials.site import signed_in_browser

WRITERS, SAVES = 4, 10
SHARE = 0.7
Form = dict[str, str]


@dataclass
class Writer:
    """One interviewer's open connection, form, and the version that it is at."""

    connection: http.client.HTTPConnection
    path: str
    cookie: str
    form: Form
    version: int = 0

    def save(self) -> None:
        words = "I put the cut-over to a vote of the three teams, and lost it."
        was = f"{words} {self.version}" if self.version else ""
        now = f"{words} {self.version + 1}"
        act = {
            "number": self.version + 1,
            "at": 1.0,
            "field": "form.text",
            "value": now,
            "was": was,
        }
        body = urlencode({**self.form, "acts": json.dumps([act])})
        headers = {
            "Cookie": self.cookie,
            "Content-Type": "application/x-www-form-urlencoded",
        }
        self.connection.request("POST", self.path, body, headers)
        answer = self.connection.getresponse()
        said = answer.read()
        if answer.status != http.HTTPStatus.OK:
            raise RuntimeError(f"{answer.status}: {said[:200]!r}")
        self.version += 1


def run() -> list[Comparison]:
    """Rounds of forty saves by four writers, ours and the baseline's in turn."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        url = f"sqlite:///{folder / 'ours.db'}"
        app = create_app(Settings(database_url=url, secret_key="k" * 40))
        seats = make_seats(url)
        with serving(bare_app(folder / "bare.db")) as bare, serving(app) as ours:
            mine = [signed_in(app, ours, *seat) for seat in seats]
            theirs = [Writer(connect(bare), "/", writer.cookie, writer.form) for writer in mine]
            return [
                compare(
                    f"{WRITERS * SAVES} autosaves by {WRITERS} writers",
                    ours=everybody(mine),
                    baseline=everybody(theirs),
                    aim=1 / SHARE,
                )
            ]


def everybody(writers: list[Writer]) -> Callable[[], None]:
    """A function in which every writer saves `SAVES` times, all at once."""

    def save_all() -> None:
        def some(writer: Writer) -> None:
            # While the other side had its turn, the server closed what stood idle.
            writer.connection.close()
            for _ in range(SAVES):
                writer.save()

        with ThreadPoolExecutor(len(writers)) as pool:
            list(pool.map(some, writers))

    return save_all


def bare_app(path: Path) -> Flask:
    """The least that keeps a form: one INSERT, synced before it is answered."""
    app = Flask(__name__)
    here = local()
    wal = sqlite3.sqlite_version_info >= WAL_IS_SOUND_FROM

    def connection() -> sqlite3.Connection:
        if not hasattr(here, "connection"):
            here.connection = sqlite3.connect(path, timeout=20, isolation_level=None)
            here.connection.execute(f"PRAGMA journal_mode = {'WAL' if wal else 'DELETE'}")
            here.connection.execute("PRAGMA synchronous = FULL")
        found: sqlite3.Connection = here.connection
        return found

    connection().execute("CREATE TABLE saved (id INTEGER PRIMARY KEY, body TEXT)")
    del here.connection

    @app.post("/")
    def save() -> dict[str, int | None]:
        cursor = connection().execute(
            "INSERT INTO saved (body) VALUES (?)", [request.get_data(as_text=True)]
        )
        return {"version": cursor.lastrowid}

    return app


def make_seats(url: str) -> list[tuple[str, str]]:
    """Four interviews, each as its key and its interviewer's session token, with a filled draft."""
    migrate(url)
    engine = make_engine(url)
    packet = read_loop(FIXTURES / "scenarios" / "legible-senior.toml", load_ladder())
    card = next(e for e in loop_data(packet)["interview"] if e["kind"] == "behavioral")
    with session(engine) as opened:
        group = loops.create_cohort(opened, "Spring")
        loop = loops.create_loop(opened, group, "R. Okafor", target="senior", policy="senior-loop")
        made = []
        for number in range(WRITERS):
            person = people.create_person(opened, f"{number}@example.org", f"Writer {number}")
            seat = loops.assign(opened, loop, person, "behavioral")
            scorecards.save_draft(opened, seat, card, 0)
            made.append((seat.key, sessions.begin(opened, person)))
    engine.dispose()
    return made


def signed_in(app: Flask, port: int, key: str, token: str) -> Writer:
    """A writer whose browser is signed in."""
    browser = signed_in_browser(app, token, f"/scorecards/{key}")
    fields = {"tab": "bench", "csrf_token": browser.token}
    return Writer(connect(port), f"{browser.path}/draft", f"committee={browser.cookie}", fields)
