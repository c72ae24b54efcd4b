"""A worker beside the server, for as long as the server lives.

A module of its own, because a queue knows what to do by the name of the module that says it,
and the module that a process is started with has another name there.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

from committee.config import Settings, load_settings

from .job_queue import Queue


@contextmanager
def worker_beside(settings: Settings) -> Iterator[None]:
    """A worker in a process of its own, which ends with the block, and with this process."""
    environment = {
        **os.environ,
        "COMMITTEE_DATABASE_URL": settings.database_url,
        "COMMITTEE_QUEUE_URL": settings.queue_url,
        "COMMITTEE_FILES": str(settings.files),
    }
    command = [sys.executable, "-m", "committee.jobs.worker_process"]
    # A session of its own: Ctrl-C is for the server, which then ends it.
    worker = subprocess.Popen(
        command, stdin=subprocess.PIPE, env=environment, start_new_session=True
    )
    try:
        yield
    finally:
        worker.terminate()
        worker.wait()


def _end_with_parent() -> None:
    """Wait for the end of standard input, which comes however the parent ended."""
    sys.stdin.read()
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    Thread(target=_end_with_parent, daemon=True).start()
    Queue(load_settings()).work_forever()
