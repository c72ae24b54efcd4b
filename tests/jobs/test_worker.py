"""The worker: does what waits, and after kill -9 goes on where it was, with nothing twice."""

import multiprocessing
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import ZipFile

import pytest

from committee.config import Settings
from committee.jobs.job_queue import Queue
from committee.jobs.job_runner import ZIP
from committee.jobs.worker_process import worker_beside
from tests.waiting import wait_until

from .conftest import COHORT, Decided


def settings(decided: Decided, queue: str) -> Settings:
    return Settings(
        database_url=decided.url,
        queue_url=queue,
        files=decided.office.folder,
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
        process.join(60)


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


def test_a_killed_worker_loses_and_doubles_nothing(decided: Decided, queue_url: str) -> None:
    """On SQLite killed three times; the others, which need only one to lose an order, once."""
    given = settings(decided, queue_url)
    kills, size = (3, COHORT) if queue_url.startswith("sqlite") else (1, 4)
    key = decided.ask(ZIP, size=size)
    Queue(given).put(key)
    before: dict[Path, int] = {}
    for _ in range(kills):
        with worker(given) as process:
            wait_until(lambda seen=before: len(kept(decided)) > len(seen), within=120)
            started = printers(process)
        assert before.items() <= kept(decided).items()
        before = kept(decided)
        assert decided.job(key).state in ("running", "waiting")
        wait_until(lambda ids=started: not any(alive(each) for each in ids), within=120)
    with worker(given):
        wait_until(lambda: decided.job(key).state == "done", within=120)
    assert before.items() <= kept(decided).items()
    assert len(kept(decided)) == size
    job = decided.job(key)
    assert (job.done, job.total) == (size + 1, size + 1)
    with ZipFile(decided.office.product(job)) as archive:
        packets = [archive.read(name) for name in archive.namelist()]
    orders = decided.work(ZIP, size).orders
    assert packets == [order.place_in(given.files).read_bytes() for order in orders]
    assert orders[0].printed() == packets[0]


def test_a_worker_beside_the_server_does_what_comes(
    decided: Decided, queue_url: str, capfd: pytest.CaptureFixture[str]
) -> None:
    given = settings(decided, queue_url)
    with worker_beside(given):
        for _ in range(2):
            comes = decided.ask(ZIP, size=1)
            Queue(given).put(comes)
            wait_until(lambda key=comes: decided.job(key).state == "done", within=120)
    # An order that it doesn't know is done too, but by the minute's look, with a complaint.
    assert capfd.readouterr().err == ""


def test_a_worker_that_is_killed_beside_the_server_is_begun_again(
    decided: Decided, tmp_path: Path
) -> None:
    given = settings(decided, f"sqlite:///{tmp_path / 'queue.db'}")
    key = decided.ask(ZIP, size=4)
    with worker_beside(given) as watched:
        Queue(given).put(key)
        for kills in range(2):
            wait_until(lambda made=kills: len(kept(decided)) > made, within=120)
            killed = watched.pid
            os.kill(killed, signal.SIGKILL)
            wait_until(lambda before=killed: watched.pid != before)
        wait_until(lambda: decided.job(key).state == "done", within=120)
    assert not alive(watched.pid)


def test_a_job_goes_on_when_the_database_is_back(
    decided: Decided, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Gone while the job is under way: its file is moved away, and moved back."""
    given = settings(decided, f"sqlite:///{tmp_path / 'queue.db'}")
    database = Path(decided.url.removeprefix("sqlite:///"))
    key = decided.ask(ZIP, size=4)
    Queue(given).put(key)
    with worker(given):
        wait_until(lambda: kept(decided), within=120)
        # A folder in its place: SQLite would make a missing file anew.
        database.rename(tmp_path / "away.db")
        database.mkdir()
        wait_until(lambda: "the database can’t be used" in capfd.readouterr().err, within=120)
        database.rmdir()
        (tmp_path / "away.db").rename(database)
        wait_until(lambda: decided.job(key).state == "done", within=120)
