"""Strangers' PDFs are read by a process that may take only so much time and memory.

A few kilobytes can unpack to gigabytes, or draw the same form a million times over, and each
library that reads PDFs has its own ways into that.
"""

import multiprocessing
import resource
import signal
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from committee.errors import CommitteeError, PaperError

T = TypeVar("T")

SECONDS, SECONDS_PER_BYTE = 20, 1e-6
"""Of a processor's time; a bound PDF of three hundred packets has 26 MB, and takes 14 seconds."""
MOST_MEMORY = 4_000_000_000
"""Bytes of addresses, of which only some are ever filled."""


def in_bounds(read: Callable[[bytes, str], T], pdf: bytes, where: str) -> T:
    """What `read` makes of a PDF; PaperError where it refuses, or takes too much to be read."""
    # A copy of this process has read all its modules already.
    kind = multiprocessing.get_context("fork")
    ours, theirs = kind.Pipe(duplex=False)
    reader = kind.Process(target=_read, args=(theirs, read, pdf, where), daemon=True)
    reader.start()
    theirs.close()
    try:
        found, refused = ours.recv()
    except EOFError:
        raise PaperError(
            "this PDF takes too much time or memory to be read.",
            where=where,
            remedy="Get the packet again from where it was made.",
        ) from None
    finally:
        reader.kill()
        reader.join()
        ours.close()
    if refused:
        raise PaperError(refused["found"], where=refused["where"], remedy=refused["remedy"])
    result: T = found
    return result


def _read(out: Connection, read: Callable[[bytes, str], Any], pdf: bytes, where: str) -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    seconds = SECONDS + int(len(pdf) * SECONDS_PER_BYTE)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    try:
        out.send((read(pdf, where), None))
    except CommitteeError as error:
        out.send((None, vars(error)))
    except MemoryError:
        out.close()
