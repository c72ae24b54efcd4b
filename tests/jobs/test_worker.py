"""The worker: does what waits, and after kill -9 goes on where it was, with nothing twice."""

import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import ZipFile

from committee.config import Settings
from committee.jobs.queue import Queue, worker_beside
from committee.jobs.work import ZIP

from .conftest import COHORT, Decided

PATIENCE = 120.0


def settings(decided: Decided, queue: str = "") -> Settings:
    folder = decided.office.folder
    return Settings(
        database_url=decided.url,
        queue_url=queue or f"sqlite:///{folder / 'queue.db'}",
        files=folder,
        secret_key="k" * 40,
    )


def work(given: Settings) -> None:
    Queue(given).work_forever()


@contextmanager
def worker(given: Settings) -> Iterator[int]:
    """A worker's process id; it is killed, and only it, at the end of the block."""
    process = multiprocessing.get_context("fork").Process(target=work, args=(given,))
    process.start()
    assert process.pid is not None
    try:
        yield process.pid
    finally:
        os.kill(process.pid, signal.SIGKILL)
        process.join()


def until(true: Callable[[], bool]) -> None:
    for _ in range(int(PATIENCE / 0.01)):
        if true():
            return
        time.sleep(0.01)
    raise AssertionError("it never came about")


def kept(decided: Decided) -> dict[Path, int]:
    """What is printed, each with the file that it is: another one if it was printed again."""
    found = decided.office.folder.glob("packets/*/*.pdf")
    return {path: path.stat().st_ino for path in found}


def printers(worker_id: int) -> list[int]:
    """The processes that a worker has started."""
    threads = Path(f"/proc/{worker_id}/task").glob("*/children")
    return [int(child) for thread in threads for child in thread.read_text().split()]


def alive(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def test_a_worker_killed_three_times_loses_and_doubles_nothing(decided: Decided) -> None:
    given = settings(decided)
    key = decided.ask(ZIP, size=COHORT)
    Queue(given).put(key)
    before: dict[Path, int] = {}
    for _ in range(3):
        with worker(given) as process:
            until(lambda seen=before: len(kept(decided)) > len(seen))
            started = printers(process)
        assert before.items() <= kept(decided).items()
        before = kept(decided)
        assert decided.job(key).state in ("running", "waiting")
        until(lambda ids=started: not any(alive(each) for each in ids))
    with worker(given):
        until(lambda: decided.job(key).state == "done")
    assert before.items() <= kept(decided).items()
    assert len(kept(decided)) == COHORT
    job = decided.job(key)
    assert (job.done, job.total) == (COHORT + 1, COHORT + 1)
    with ZipFile(decided.office.product(job)) as archive:
        assert archive.testzip() is None
        packets = [archive.read(name) for name in archive.namelist()]
    assert packets == [order.printed() for order in decided.work(ZIP, COHORT).orders]


def test_a_worker_beside_the_server_does_what_was_left_and_what_comes(
    decided: Decided, make_database: Callable[[], str]
) -> None:
    given = settings(decided, make_database())
    left = decided.ask(ZIP, size=1)
    with worker_beside(given):
        until(lambda: decided.job(left).state == "done")
        comes = decided.ask(ZIP, size=1)
        Queue(given).put(comes)
        until(lambda: decided.job(comes).state == "done")
