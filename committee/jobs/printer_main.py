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
from pathlib import Path
from queue import SimpleQueue
from threading import Thread

from committee.errors import CommitteeError

from .print_cache import not_kept
from .print_order import on_line


def main() -> None:
    """Print what is ordered until nothing more can be."""
    folder, desk = map(Path, sys.argv[1:])

    def leave(*_: object) -> None:
        # No exception: one that comes in the middle of a finaliser is swallowed there.
        shutil.rmtree(desk, ignore_errors=True)
        os._exit(0)

    signal.signal(signal.SIGTERM, leave)
    # WeasyPrint keeps fonts in files of its own, and leaves them behind where it is stopped.
    tempfile.tempdir = str(desk)
    for line in iter(_coming().get, ""):
        try:
            on_line(line).print_into(folder)
            answer = ""
        except CommitteeError as error:
            answer = str(error)
        except OSError as error:
            answer = str(not_kept(error))
        try:
            print(json.dumps(answer), flush=True)
        except BrokenPipeError:
            break  # Whoever ordered was killed. What is printed is kept.
    leave()


def _coming() -> SimpleQueue[str]:
    """The lines as they come; at their end this process is ended, whatever it is at."""
    lines: SimpleQueue[str] = SimpleQueue()

    def read() -> None:
        for line in sys.stdin:
            lines.put(line)
        os.kill(os.getpid(), signal.SIGTERM)

    Thread(target=read, daemon=True).start()
    return lines


if __name__ == "__main__":
    main()
