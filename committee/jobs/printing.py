"""A process that prints: what is ordered a line on standard input, an answer a line back.

It ends in the middle of whatever it does when its input ends, so it never outlives whoever
started it, killed or not; and what it needs while it prints goes with it.
"""

import json
import os
import shutil
import signal
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue
from threading import Thread

from committee.errors import CommitteeError

from .order import on_line


def main() -> None:
    """Print what is ordered until nothing more can be."""
    folder, desk = map(Path, sys.argv[1:])
    # WeasyPrint keeps fonts in files of its own, and leaves them behind where it is stopped.
    tempfile.tempdir = str(desk)
    try:
        for line in iter(_coming().get, ""):
            try:
                on_line(line).print_into(folder)
                answer = ""
            except CommitteeError as error:
                answer = str(error)
            print(json.dumps(answer), flush=True)
    finally:
        shutil.rmtree(desk, ignore_errors=True)


def _coming() -> SimpleQueue[str]:
    """The lines as they come; at their end this process is ended, whatever it is at."""
    lines: SimpleQueue[str] = SimpleQueue()

    def read() -> None:
        for line in sys.stdin:
            lines.put(line)
        os.kill(os.getpid(), signal.SIGTERM)

    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    Thread(target=read, daemon=True).start()
    return lines


if __name__ == "__main__":
    # Whoever ordered may be gone, and a thread waits on standard input: Python's own way out
    # would complain of both.
    with suppress(BrokenPipeError, SystemExit):
        main()
    os._exit(0)
