"""A worker beside the server, for as long as the server lives; begun again whenever it ends.

A module of its own, because a queue knows what to do by the name of the module that says it,
and the module that a process is started with has another name there.
"""

import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Lock, Thread

from committee import logs
from committee.config import Settings, load_settings
from committee.errors import CommitteeError

from .job_queue import Queue

SOON, LATEST = 1.0, 30.0
"""Seconds after which a worker that ended is begun again: twice as long each time that it ends."""
log = logging.getLogger(__name__)

WELL = 60.0
"""Seconds that a worker lives if nothing is wrong with it."""


@contextmanager
def worker_beside(settings: Settings) -> Iterator["Watched"]:
    """A worker in a process of its own, which ends with the block, and with this process."""
    environment = {
        **os.environ,
        "COMMITTEE_DATABASE_URL": settings.database_url,
        "COMMITTEE_QUEUE_URL": settings.queue_url,
        "COMMITTEE_FILES": str(settings.files),
    }
    if settings.backups:
        environment["COMMITTEE_BACKUPS"] = str(settings.backups)
    watched = Watched([sys.executable, "-m", "committee.jobs.worker_process"], environment)
    try:
        yield watched
    finally:
        watched.end()


class Watched:
    """A process that is begun again whenever it ends, until it is to end."""

    def __init__(self, command: list[str], environment: dict[str, str]) -> None:
        self._command, self._environment = command, environment
        self._over, self._lock = Event(), Lock()
        self._process = self._begin()
        Thread(target=self._watch, daemon=True).start()

    @property
    def pid(self) -> int:
        """The process as it is now."""
        return self._process.pid

    def end(self) -> None:
        """End it for good."""
        with self._lock:
            self._over.set()
            self._process.terminate()
        self._process.wait()

    def _begin(self) -> subprocess.Popen[bytes]:
        # A session of its own: Ctrl-C is for the server, which then ends it.
        return subprocess.Popen(
            self._command,
            stdin=subprocess.PIPE,
            env=self._environment,
            start_new_session=True,
        )

    def _watch(self) -> None:
        pause = SOON
        while not self._over.is_set():
            began = time.monotonic()
            self._process.wait()
            pause = SOON if time.monotonic() - began > WELL else min(pause * 2, LATEST)
            if self._over.wait(pause / 2):
                return
            with self._lock:
                if not self._over.is_set():
                    log.warning("the worker ended, and is begun again.")
                    self._process = self._begin()


def main() -> None:
    """Work until the end of standard input, which comes however the parent ended."""
    Thread(target=_end_with_parent, daemon=True).start()
    try:
        settings = load_settings()
        logs.begin(settings.log_json)
        Queue(settings).work_forever()
    except CommitteeError as error:
        sys.exit(f"committee: {error}")


def _end_with_parent() -> None:
    sys.stdin.read()
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    main()
