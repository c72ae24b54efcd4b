"""What was printed is cleared away when nobody has used it for long, and never under work."""

import os
from pathlib import Path

from committee.config import Settings
from committee.jobs.job_queue import Queue
from committee.jobs.job_runner import ZIP, work_on
from committee.jobs.print_cache import DAY
from committee.jobs.printer_pool import Press
from committee.store import job_rows
from committee.store.engine import session

from .conftest import SIZE, Decided

KEEP = 30


def files_in(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if path.is_file()}


def age(paths: set[Path], days: float) -> None:
    """Have files used some days before now."""
    for path in paths:
        then = path.stat().st_mtime - days * DAY
        os.utime(path, (then, then))


def printed(decided: Decided) -> tuple[Queue, set[Path]]:
    """A queue, and a job's packets and product."""
    folder = decided.office.folder
    work_on(decided.office, decided.ask(ZIP))
    queue = Queue(Settings(database_url=decided.url, files=folder, keep_days=KEEP))
    made = files_in(folder)
    assert len(made) == SIZE + 1
    return queue, made


def test_what_is_used_every_now_and_then_stays_and_the_rest_goes(decided: Decided) -> None:
    queue, made = printed(decided)
    folder = decided.office.folder
    age(made, KEEP - 1)
    queue.clear()
    assert files_in(folder) == made
    asked = decided.work(ZIP).orders[0]
    with Press(folder, 1) as press:
        press.printed(asked)
    age(made, 2)
    queue.clear()
    assert files_in(folder) == {asked.place_in(folder)}


def test_nothing_is_cleared_while_a_job_is_under_way(decided: Decided) -> None:
    queue, made = printed(decided)
    key = decided.ask(ZIP)
    with session(decided.office.engine) as opened:
        assert job_rows.claim(opened, key) is not None
    age(made, KEEP + 1)
    queue.clear()
    assert files_in(decided.office.folder) == made
    with session(decided.office.engine) as opened:
        job_rows.cancel(opened, job_rows.job_by_key(opened, key))
    queue.clear()
    assert files_in(decided.office.folder) == set()


def test_who_reads_a_file_that_is_cleared_reads_it_to_its_end(decided: Decided) -> None:
    queue, made = printed(decided)
    place = sorted(made)[0]
    content = place.read_bytes()
    with place.open("rb") as reading:
        start = reading.read(10)
        age(made, KEEP + 1)
        queue.clear()
        assert not place.exists()
        assert start + reading.read() == content
