"""Turns at slow work: so many at once, so many in line, and the rest are told to come back.

Threads that wait answer nobody else. What is bounded here leaves most of them to those who only
save what they typed.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from threading import BoundedSemaphore
from typing import ParamSpec, TypeVar

from flask import current_app
from flask_login import current_user

from committee.errors import BusyError

from .transactions import finish

P = ParamSpec("P")
T = TypeVar("T")

WORKING_OUT, FOR_STRANGERS, PRINTING = "working out", "for strangers", "printing"


class Turns:
    """`at_once` may work, `in_line` wait for them, for no longer than some seconds."""

    def __init__(self, at_once: int, in_line: int, seconds: float) -> None:
        self._working = BoundedSemaphore(at_once)
        self._present = BoundedSemaphore(at_once + in_line)
        self._seconds = seconds

    @contextmanager
    def take(self) -> Iterator[None]:
        """Work in the block when it is one's turn; BusyError if that doesn't come."""
        if not self._present.acquire(blocking=False):
            raise _busy()
        try:
            if not self._working.acquire(timeout=self._seconds):
                raise _busy()
            try:
                yield
            finally:
                self._working.release()
        finally:
            self._present.release()


def keep_turns() -> dict[str, Turns]:
    """The turns of one application: what is worked out in this process, and what is printed.

    Threads share one processor's time, so that two work as fast as twenty. Printers are processes
    of their own, and have a line of their own too.
    """
    return {
        WORKING_OUT: Turns(2, 8, 20.0),
        FOR_STRANGERS: Turns(1, 4, 20.0),
        PRINTING: Turns(8, 0, 0.0),
    }


@contextmanager
def turn_at(what: str) -> Iterator[None]:
    """A turn of this application's; the transaction ends, since the wait may be long."""
    finish()
    turns: dict[str, Turns] = current_app.extensions["turns"]
    with turns[what].take():
        yield


def in_turn(view: Callable[P, T]) -> Callable[P, T]:
    """A view that works something out, and waits for its turn to do so.

    Whoever isn't signed in waits in another line, so that they can't fill everybody's.
    """

    @wraps(view)
    def when_free(*args: P.args, **kwargs: P.kwargs) -> T:
        whose = WORKING_OUT if current_user.is_authenticated else FOR_STRANGERS
        with turn_at(whose):
            return view(*args, **kwargs)

    return when_free


def _busy() -> BusyError:
    return BusyError(
        "too much is being worked out at once.", remedy="Wait some seconds, then send it again."
    )
