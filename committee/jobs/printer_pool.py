"""A press: several printers at once, each given no longer than it may take for a packet."""

import json
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import suppress
from functools import cache
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Lock, Timer
from time import monotonic
from weakref import WeakSet

from committee.errors import PaperError

from .print_cache import used
from .print_order import Printable
from .printer_process import Printer

LONGEST = 120.0
"""Seconds that one packet may take."""
PATIENCE = 3.0
"""Seconds in which printers that are let go of should have ended; they are killed then."""


class StoppedError(PaperError):
    """What was asked for isn't printed, because the press was ended."""


@cache
def press_in(folder: Path) -> "Press":
    """The press of this process for a folder."""
    return Press(folder)


class Press:
    """Printers that keep what they print in a folder; use it in a `with` block."""

    def __init__(self, folder: Path, printers: int = 0) -> None:
        self.folder, self.longest = folder, LONGEST
        self.printers = printers or os.cpu_count() or 1
        self._idle: SimpleQueue[Printer] = SimpleQueue()
        self._all: set[Printer] = set()
        self._threads = ThreadPoolExecutor(self.printers)
        self._coming: dict[str, Future[None]] = {}
        self._lock = Lock()
        self._ended = False
        OPEN.add(self)

    def __enter__(self) -> "Press":
        return self

    def __exit__(self, *_: object) -> None:
        self.end()
        self._threads.shutdown()

    def print_all(self, orders: Sequence[Printable]) -> Iterator[int]:
        """Print whatever isn't kept yet; yields the position of each order when it is there.

        PaperError for a packet that can't be printed, or takes too long.
        """
        coming = {self._submit(order): n for n, order in enumerate(orders)}
        for arrived in as_completed(coming):
            arrived.result()
            yield coming[arrived]

    def printed(self, order: Printable) -> Path:
        """Where a PDF is; printed first if it isn't kept, once for all who ask at once.

        PaperError where it can't be printed.
        """
        place = order.place_in(self.folder)
        if not used(place):
            self._submit(order).result()
            if not used(place):
                # A printer that began since reads the files that are there now, and keeps what
                # it prints under their name.
                raise PaperError(
                    "Committee was changed on this computer while it ran, and can’t print.",
                    remedy="Whoever looks after it has to start it again.",
                )
        return place

    def end(self) -> None:
        """End all printers; what is still to come is answered with a StoppedError."""
        with self._lock:
            self._ended = True
            ending = list(self._all)
        for printer in ending:
            printer.let_go()
        until = monotonic() + PATIENCE
        for printer in ending:
            printer.clear(max(until - monotonic(), 0))

    def _submit(self, order: Printable) -> Future[None]:
        content = order.content
        with self._lock:
            coming = self._coming.get(content)
            if coming is None:
                coming = self._coming[content] = self._threads.submit(self._print, order)
                coming.add_done_callback(lambda _: self._coming.pop(content, None))
        return coming

    def _print(self, order: Printable) -> None:
        if used(order.place_in(self.folder)):
            return
        printer = self._printer()
        timer = Timer(self.longest, printer.kill)
        timer.start()
        try:
            answer = printer.ask(order)
        finally:
            timer.cancel()
        if not answer:
            raise self._given_up(printer)
        self._idle.put(printer)
        if refused := json.loads(answer):
            raise PaperError(refused)

    def _printer(self) -> Printer:
        with suppress(Empty):
            return self._idle.get_nowait()
        with self._lock:
            if self._ended:
                raise _stopped()
            printer = Printer(self.folder)
            self._all.add(printer)
        return printer

    def _given_up(self, printer: Printer) -> PaperError:
        """Why a printer ended without an answer; what it leaves is cleared away."""
        with self._lock:
            if self._ended:
                return _stopped()
            self._all.discard(printer)
        printer.let_go()
        printer.clear(PATIENCE)
        return PaperError(
            f"a packet could not be printed within {self.longest:.0f} seconds.",
            remedy="Shorten its evidence, or print it alone with `committee packet`.",
        )


OPEN: WeakSet[Press] = WeakSet()
"""Every press of this process, so that it can end them before it ends."""


def end_presses() -> None:
    """End every press of this process; to be called when it ends in a way of its own."""
    for press in list(OPEN):
        press.end()


def _stopped() -> StoppedError:
    return StoppedError("printing was stopped before this was printed.", remedy="Ask again.")
