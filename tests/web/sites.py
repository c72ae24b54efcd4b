"""A running site with one loop in it, for tests that press its buttons in a browser."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask
from playwright.sync_api import BrowserContext, Page
from werkzeug.serving import make_server

from committee.config import Settings
from committee.store import loops, people, stories
from committee.store.engine import make_engine, session
from committee.store.schema import migrate
from committee.web import create_app
from committee.web.accounts.passwords import hashed

PASSWORD = "a long enough pass phrase"
STORIES = {
    "ledger": {"title": "Moved the ledger store", "covers": ["conflict"], "reach": "team"},
    "merge": {"title": "Merged two on-call rotas", "covers": ["conflict"], "reach": "org"},
}


@dataclass(frozen=True)
class Site:
    """Its address, its database, and the key of the loop and of each interview by label."""

    url: str
    database: str
    loop: str
    seats: dict[str, str]

    def form(self, label: str) -> str:
        """The address of an interview's evidence form."""
        return f"{self.url}/scorecards/{self.seats[label]}"

    def sign_in(self, context: BrowserContext, email: str = "mina@example.org") -> Page:
        """A page of that browser, signed in."""
        page = context.new_page()
        page.goto(f"{self.url}/sign-in")
        page.get_by_label("E-mail").fill(email)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        return page


@contextmanager
def running(folder: Path, kinds: tuple[str, ...] = ("behavioral",)) -> Iterator[Site]:
    """A site on a database of its own: Mina interviews R. Okafor, whose bank is shared."""
    url = f"sqlite:///{folder / 'committee.db'}"
    migrate(url)
    engine = make_engine(url)
    with session(engine) as db:
        mina = people.create_person(db, "mina@example.org", "Mina")
        people.set_password_hash(db, mina, hashed(PASSWORD))
        okafor = people.create_person(db, "okafor@example.org", "R. Okafor")
        people.set_password_hash(db, okafor, hashed(PASSWORD))
        for key, told in STORIES.items():
            stories.save_story(db, okafor, key, told)
        group = loops.create_cohort(db, "Spring")
        details: dict[str, Any] = {"target": "senior", "policy": "senior-loop"}
        loop = loops.create_loop(db, group, "R. Okafor", candidate=okafor, **details)
        loops.share_bank(db, loop)
        seats = [loops.assign(db, loop, mina, kind) for kind in kinds]
    keys = {seat.label: seat.key for seat in seats}
    with served(create_app(Settings(database_url=url, secret_key="s" * 40))) as address:
        yield Site(address, url, loop.key, keys)
    engine.dispose()


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """An application on a port of its own; its address."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join(60)
