"""A small world for the web's tests: one loop, and everybody who could stand to it somehow."""

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Dialect, Engine, event
from werkzeug.test import TestResponse

from committee.config import Settings
from committee.domain.case import case_of
from committee.files.loops import packet_of
from committee.files.policies import load_policy
from committee.files.rubrics import load_rubric
from committee.files.snapshot import freeze
from committee.jobs.job_runner import Office, Work, ask_for, work_on
from committee.store import (
    decisions,
    invites,
    loops,
    one_time_links,
    people,
    scorecards,
    sessions,
    taken_away,
    talks,
)
from committee.store.engine import make_engine, session
from committee.store.schema import migrate
from committee.web import create_app
from committee.web.accounts.passwords import hashed

from .sites import Site, running

PASSWORD = "a lamp beside the window"
PASSWORD_HASH = hashed(PASSWORD)
QUOTE = "canary-quote-9d1f: I cut the ledger over on a Sunday."
NOTE = "canary-note-77ab: he hedged on the dates."
COACH_NAME, MINA, TARIQ, OSEI = "Ines Ferro", "Mina Okonjo", "Tariq Aziz", "Osei Badu"

OURS: dict[str, Any] = {
    "id": "own",
    "title": "Ours",
    "line": "The acer, and nobody named.",
    "a": "legible-senior",
    "b": "the-acer",
    "target": "senior",
    "policy": "senior-loop",
    "names": "away",
    "scene": [
        {"shows": shows, "title": f"The {shows}", "say": "Wait.", "ask": "Well?"}
        for shows in ("said", "reads", "outcome", "why")
    ],
}
"""A script that the coach keeps for herself."""

WORLDS: dict[Dialect, str] = {}
"""The file that an application's engine opens now, by the engine's dialect."""

LASTING = sessions.Lasting(timedelta(hours=1), timedelta(hours=1))

APPS: dict[str, tuple[Flask, Engine]] = {}
"""Applications by their settings, with their engines: each would compile everything anew."""


def _to_its_world(dialect: Dialect, _: object, args: list[str], __: object) -> None:
    args[0] = WORLDS[dialect]


def scorecard(quote: str = QUOTE, note: str = NOTE, label: str = "b1") -> dict[str, Any]:
    """A whole behavioural scorecard that holds a sentence and a private note."""
    dimensions = ("scope", "leadership", "failure", "communication")
    evidence = [
        {"id": f"{label}-{n}", "dimension": d, "quote": f"{quote} ({d})", "polarity": "for"}
        for n, d in enumerate(dimensions, start=1)
    ]
    reads = dict.fromkeys(dimensions, "senior")
    return {"reads": reads, "evidence": evidence, "recommendation": "strong_yes", "note": note}


@dataclass(frozen=True)
class World:
    """A database in a file, with the keys of what is in it."""

    path: Path
    keys: dict[str, str]
    tokens: dict[str, str]

    @property
    def url(self) -> str:
        return f"sqlite:///{self.path}"

    def app(self, **settings: Any) -> Flask:
        """The application on this database; one of the same settings is used again."""
        given = {"secret_key": "t" * 40, **settings}
        if repr(given) not in APPS:
            app = create_app(Settings(database_url=self.url, **given))
            APPS[repr(given)] = app, app.extensions["engine"]
            event.listen(app.extensions["engine"], "do_connect", _to_its_world)
        app, engine = APPS[repr(given)]
        engine.dispose()
        WORLDS[engine.dialect] = str(self.path)
        app.extensions["engine"] = engine
        return app

    def client(self, who: str, app: Flask | None = None) -> FlaskClient:
        """A browser in which `who` is signed in; nobody for "anonymous"."""
        client = (app or self.app()).test_client()
        if who != "anonymous":
            with client.session_transaction() as cookie:
                cookie["_user_id"] = self.tokens[who]
                cookie["_fresh"] = True
        return client

    def copy(self, path: Path) -> "World":
        """The same world in another file, to be changed alone."""
        shutil.copy(self.path, path)
        return World(path, self.keys, self.tokens)


def token_in(client: FlaskClient) -> str:
    """The token that a form needs, read off a page as a browser would."""
    page = client.get("/account", follow_redirects=True).text
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert found, "a page with a form has a token"
    return found.group(1)


def post(client: FlaskClient, path: str, **fields: str) -> TestResponse:
    """A form sent as a browser sends it, token included."""
    return client.post(path, data={**fields, "csrf_token": token_in(client)})


def build_world(path: Path, *, released: bool) -> World:
    """A loop with a submitted and two open scorecards, decided, and perhaps released.

    `done` has submitted; `open` has a draft; `coach_open` coaches, and owes a scorecard here.
    """
    url = f"sqlite:///{path}"
    migrate(url)
    engine = make_engine(url)
    with session(engine) as s:

        def person(email: str, name: str, coach: bool = False) -> Any:
            address = f"{email}@example.org"
            return people.create_person(s, address, name, password_hash=PASSWORD_HASH, coach=coach)

        everybody = {
            "coach": person("coach", COACH_NAME, coach=True),
            "coach_open": person("ruth", "Ruth Aalto", coach=True),
            "done": person("mina", MINA),
            "open": person("tariq", TARIQ),
            "candidate": person("okafor", "R. Okafor"),
            "stranger": person("stranger", "Olga Petrova"),
        }
        group = loops.create_cohort(s, "Spring")
        loop = loops.create_loop(
            s,
            group,
            "R. Okafor",
            target="senior",
            policy="senior-loop",
            candidate=everybody["candidate"],
        )
        seats = {
            who: loops.assign(s, loop, everybody[who], "behavioral")
            for who in ("done", "open", "coach_open")
        }
        scorecards.submit(s, seats["done"], scorecard(), 0, everybody["done"])
        draft = {"form": {"capture": "canary-draft-51c0"}, "reads": {"scope": "staff"}}
        scorecards.save_draft(s, seats["open"], draft, 0)
        # Mina has recommended more since: the loop can be decided again.
        document = {
            **scorecard(),
            "recommendation": "yes",
            "id": "b1",
            "kind": "behavioral",
            "interviewer": MINA,
        }
        policy = load_policy()
        head = {"candidate": "R. Okafor", "target": "senior"}
        packet = packet_of({"loop": head, "interview": [document]}, "test", policy.ladder)
        case = case_of(packet, policy)
        snapshot = decisions.freeze(
            s,
            loop,
            loop.version,
            body=freeze(case, load_rubric()).text,
            policy=policy.name,
            verdict=case.verdict,
            level=case.level,
            by=everybody["coach"],
        )
        if released:
            given = decisions.release(s, loop, snapshot, everybody["coach"])
            decisions.mark_read(s, given.id or 0)
        link, invite = invites.create_invite(
            s, "new@example.org", OSEI, as_="interviewer", by=everybody["coach"], loop=loop
        )
        day, olga = timedelta(days=1), everybody["stranger"]
        _, password = one_time_links.make_link(s, olga, "password", day)
        asked, address = one_time_links.make_link(s, olga, "address", day, email="olga@example.org")
        work = Work("zip", "Spring: packets", "committee", "a4", [(loop, snapshot)])
        jobs = [ask_for(s, work, group, everybody["coach"]) for _ in range(2)]
        gone = loops.create_loop(s, group, "L. Gone", target="mid", policy="senior-loop")
        deleted = taken_away.take_loop(s, gone, everybody["coach"])
        script = talks.keep_script(s, everybody["coach"], "Ours", OURS, shared=False)
        tokens = {who: sessions.begin(s, each) for who, each in everybody.items()}
        keys = {
            "job": jobs[0].key,
            "made": jobs[1].key,
            "cohort": group.key,
            "loop": loop.key,
            "seat": seats["done"].key,
            "own": seats["open"].key,
            "invite": invite,
            "link": str(link.id),
            "session": str(sessions.sessions_of(s, olga, LASTING)[0].id),
            "ruth": str(everybody["coach_open"].id),
            "newcomer": str(link.person_id),
            "password": password,
            "address": address,
            "asked": str(asked.id),
            "version": str(loop.version),
            "stranger": str(everybody["stranger"].id),
            "script": script.key,
            "deleted": deleted.key,
        }
    work_on(Office(engine, Settings().files, printers=1), keys["made"])
    engine.dispose()
    return World(path, keys, tokens)


@pytest.fixture(scope="session")
def worlds(tmp_path_factory: pytest.TempPathFactory) -> dict[bool, World]:
    """The world in which the packet is released, and the one in which it isn't."""
    folder = tmp_path_factory.mktemp("worlds")
    return {
        released: build_world(folder / f"{released}.db", released=released)
        for released in (True, False)
    }


@pytest.fixture
def fresh(worlds: dict[bool, World], tmp_path: Path) -> Callable[..., World]:
    """A function that gives a world of one's own to change."""
    numbers: Iterator[int] = iter(range(1000))

    def make(released: bool = True) -> World:
        return worlds[released].copy(tmp_path / f"{next(numbers)}.db")

    return make


@pytest.fixture
def world(fresh: Callable[..., World]) -> World:
    """A released world of one's own."""
    return fresh()


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """A running site with one loop in it."""
    with running(tmp_path) as opened:
        yield opened
