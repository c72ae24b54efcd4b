"""The queue: tells a worker that a job waits. Whether it does is for the job's row to say.

A queue loses what was in flight when a worker is killed, so a worker begins by asking the
database what was left unfinished, and asks again every minute what waits.
"""

import logging
import os
import signal
import time
from contextlib import suppress
from functools import cached_property
from typing import Any

from huey import Huey, crontab  # type: ignore[import-untyped]
from huey.consumer import Consumer  # type: ignore[import-untyped]

from committee.config import Settings
from committee.errors import StoreError
from committee.store import job_rows
from committee.store.engine import make_engine, session
from committee.store.retention import delete_outlived
from committee.store.taken_away import clear_taken

from .job_runner import Office, work_on
from .print_cache import clear_unused, forget_prints
from .printer_pool import end_presses
from .queue_backends import Complaints, opened_at, told
from .scheduled_backups import keep_backup

AGAIN = 2.0
"""Seconds between two looks for a database that is gone."""
log = logging.getLogger("huey.committee")
"""Below Huey's, so that what is said of a database is said once."""


class Queue:
    """The queue of an installation, for those who ask and for the worker that does.

    It is opened when it is first needed: CommitteeError, then or later, where it can't be used.
    """

    def __init__(self, settings: Settings) -> None:
        self.office = Office(make_engine(settings.database_url), settings.files)
        self._settings = settings

    @cached_property
    def _do(self) -> Any:
        return opened_at(self._settings.queue_url).task(name="do")(self._work)

    @property
    def _huey(self) -> Huey:
        return self._do.huey

    def reach(self) -> None:
        """Make sure that the queue can be used."""
        with told():
            self._huey.pending_count()

    def put(self, key: str) -> None:
        """Say that a job waits; to be called when its row is committed."""
        with told():
            self._do(key)

    def work_forever(self) -> None:
        """Do jobs, one after the other, until the process is ended, at whatever moment."""
        self.reach()
        self._resume()
        self._huey.periodic_task(crontab(minute="*"), name="look")(self._look)
        self._huey.periodic_task(crontab(minute="0"), name="clear")(self.clear)
        self._huey.periodic_task(crontab(minute="30", hour="3"), name="retain")(self.retain)
        self._huey.periodic_task(crontab(minute="*/10"), name="back up")(self.back_up)
        huey = logging.getLogger("huey")
        huey.addHandler(Complaints(self._settings.log_json))
        huey.propagate = False
        self.back_up()
        Consumer(self._huey, workers=1, max_delay=1.0).start()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, _end)
        while True:
            time.sleep(60)

    def clear(self) -> None:
        """Remove what was printed and nobody has used for long, unless a job is under way."""
        with session(self.office.engine, reads_only=True) as opened:
            at_work = job_rows.at_work(opened)
        if not at_work:
            clear_unused(self.office.folder, self._settings.keep_days)

    def retain(self) -> None:
        """Let go of what was deleted long ago, and of loops kept as long as the settings say.

        What was printed of them goes too.
        """
        days = self._settings.keep_loops_days
        with session(self.office.engine) as opened:
            gone = clear_taken(opened)
            gone += len(delete_outlived(opened, days)) if days else 0
            jobs = job_rows.delete_bereft(opened)
        if gone or jobs:
            forget_prints(self.office.folder, jobs)

    def back_up(self) -> None:
        """Make a backup, if one is wanted and due; jobs go on where that fails."""
        try:
            keep_backup(self._settings)
        except StoreError as error:
            log.error("%s", error, exc_info=error)

    def _resume(self) -> None:
        with session(self.office.engine) as opened:
            waiting = job_rows.resume(opened)
        for key in waiting:
            self.put(key)

    def _work(self, key: str) -> None:
        try:
            work_on(self.office, key)
        except StoreError as error:
            log.error("%s", error, exc_info=error)
            self._resume_later()

    def _resume_later(self) -> None:
        """Go on once the database is back; a job that was under way is nobody's until then."""
        while True:
            time.sleep(AGAIN)
            with suppress(StoreError):
                return self._resume()

    def _look(self) -> None:
        with session(self.office.engine, reads_only=True) as opened:
            waiting = job_rows.waiting(opened)
        for key in waiting:
            self.put(key)


def _end(*_: object) -> None:
    """End this process with its printers; a job that it was at is left to the next worker."""
    end_presses()
    os._exit(0)
