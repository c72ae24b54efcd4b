"""Waiting for something to come true: asleep between looks, and never for ever."""

import time
from collections.abc import Callable


def wait_until(true: Callable[[], object], *, within: float = 60.0, every: float = 0.01) -> None:
    """Sleep until `true()` is; AssertionError after `within` seconds. Times in seconds."""
    end = time.monotonic() + within
    while not true():
        assert time.monotonic() < end, f"waited {within:g} s in vain"
        time.sleep(every)
