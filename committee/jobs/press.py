"""A press: several printers at once, each given no longer than it may take for a packet."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import suppress
from dataclasses import asdict
from functools import cache
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Lock, Timer

from committee.errors import PaperError

from .order import Order

LONGEST = 120.0
"""Seconds that one packet may take."""


@cache
def press_in(folder: Path) -> "Press":
    """The press of this process for a folder; its printers end when the process does."""
    return Press(folder)


class Press:
    """Printers that keep what they print in a folder; use it in a `with` block."""

    def __init__(self, folder: Path, printers: int = 0) -> None:
        self.folder, self.longest = folder, LONGEST
        self.printers = printers or os.cpu_count() or 1
        self._idle: SimpleQueue[subprocess.Popen[str]] = SimpleQueue()
        self._all: list[subprocess.Popen[str]] = []
        self._threads = ThreadPoolExecutor(self.printers)
        self._coming: dict[str, Future[None]] = {}
        self._lock = Lock()

    def __enter__(self) -> "Press":
        return self

    def __exit__(self, *_: object) -> None:
        for printer in self._all:
            printer.kill()
        self._threads.shutdown(cancel_futures=True)
        for printer in self._all:
            printer.communicate()

    def print_all(self, orders: Sequence[Order]) -> Iterator[int]:
        """Print whatever isn't kept yet; yields the position of each order when it is there.

        PaperError for a packet that can't be printed, or takes too long.
        """
        coming = {self._submit(order): n for n, order in enumerate(orders)}
        for arrived in as_completed(coming):
            arrived.result()
            yield coming[arrived]

    def printed(self, order: Order) -> Path:
        """Where a packet's PDF is; printed first if it isn't kept, once for all who ask at once."""
        place = order.place_in(self.folder)
        if not place.exists():
            self._submit(order).result()
        return place

    def _submit(self, order: Order) -> Future[None]:
        content = order.content
        with self._lock:
            coming = self._coming.get(content)
            if coming is None:
                coming = self._coming[content] = self._threads.submit(self._print, order)
                coming.add_done_callback(lambda _: self._coming.pop(content, None))
        return coming

    def _print(self, order: Order) -> None:
        if order.place_in(self.folder).exists():
            return
        printer = self._printer()
        timer = Timer(self.longest, printer.kill)
        timer.start()
        try:
            answer = self._ask(printer, json.dumps(asdict(order)))
        finally:
            timer.cancel()
        if answer is None:
            raise PaperError(
                f"a packet could not be printed within {self.longest:.0f} seconds.",
                remedy="Shorten its evidence, or print it alone with `committee packet`.",
            )
        self._idle.put(printer)
        if answer:
            raise PaperError(answer)

    def _printer(self) -> subprocess.Popen[str]:
        with suppress(Empty):
            return self._idle.get_nowait()
        command = [sys.executable, "-m", "committee.jobs.printer", str(self.folder)]
        # A session of its own: Ctrl-C is for whoever started the press, who then ends it.
        printer = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            start_new_session=True,
        )
        self._all.append(printer)
        return printer

    def _ask(self, printer: subprocess.Popen[str], line: str) -> str | None:
        """A printer's answer, "" if all went well, None if it ended without one."""
        assert printer.stdin
        assert printer.stdout
        try:
            printer.stdin.write(line + "\n")
            printer.stdin.flush()
            answer = printer.stdout.readline()
        except OSError:
            return None
        return json.loads(answer) if answer else None
