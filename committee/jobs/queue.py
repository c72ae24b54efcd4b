"""The queue: tells a worker that a job waits. Whether it does is for the job's row to say.

A queue loses what was in flight when a worker is killed, so a worker begins by asking the
database what was left unfinished, and asks again every minute what waits.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any

from huey import (  # type: ignore[import-untyped]
    Huey,
    PostgresHuey,
    RedisHuey,
    SqliteHuey,
    crontab,
)
from huey.consumer import Consumer  # type: ignore[import-untyped]

from committee.config import Settings, load_settings
from committee.store import jobs
from committee.store.engine import make_engine, session

from .work import Office, work_on

NAME = "committee"
BESIDE = "--beside"


class Queue:
    """The queue of an installation, for those who ask and for the worker that does."""

    def __init__(self, settings: Settings) -> None:
        self.office = Office(make_engine(settings.database_url), settings.files)
        self.huey = _huey(settings.queue_url)
        self._do: Any = self.huey.task(name="do")(self._work)
        self.huey.periodic_task(crontab(minute="*"), name="look")(self._look)

    def put(self, key: str) -> None:
        """Say that a job waits; to be called when its row is committed."""
        self._do(key)

    def work_forever(self) -> None:
        """Do jobs, one after the other, until the process is ended, at whatever moment."""
        with session(self.office.engine) as opened:
            waiting = jobs.resume(opened)
        for key in waiting:
            self.put(key)
        consumer = Consumer(self.huey, workers=1, max_delay=1.0)
        consumer.start()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_DFL)
        while True:
            time.sleep(60)

    def _work(self, key: str) -> None:
        work_on(self.office, key)

    def _look(self) -> None:
        with session(self.office.engine, reads_only=True) as opened:
            waiting = jobs.waiting(opened)
        for key in waiting:
            self.put(key)


@contextmanager
def worker_beside(settings: Settings) -> Iterator[None]:
    """A worker in a process of its own, for as long as this one lives."""
    environment = {
        **os.environ,
        "COMMITTEE_DATABASE_URL": settings.database_url,
        "COMMITTEE_QUEUE_URL": settings.queue_url,
        "COMMITTEE_FILES": str(settings.files),
    }
    command = [sys.executable, "-m", "committee.jobs.queue", BESIDE]
    worker = subprocess.Popen(command, stdin=subprocess.PIPE, env=environment)
    try:
        yield
    finally:
        worker.terminate()
        worker.wait()


def _huey(address: str) -> Huey:
    if address.startswith("redis"):
        return RedisHuey(NAME, url=address, results=False)
    if address.startswith("postgres"):
        plain = address.replace("+psycopg", "", 1)
        return PostgresHuey(NAME, dsn=plain, results=False)
    path = Path(address.removeprefix("sqlite:///"))
    path.parent.mkdir(parents=True, exist_ok=True)
    return SqliteHuey(NAME, filename=str(path), results=False)


def _end_with_parent() -> None:
    """Wait for the end of standard input, which comes however the parent ended."""
    sys.stdin.read()
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    if BESIDE in sys.argv:
        Thread(target=_end_with_parent, daemon=True).start()
    Queue(load_settings()).work_forever()
