"""A printer: a process that prints what it is asked for, and its end."""

import shutil
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from .print_order import Printable


class Printer:
    """A process of its own that prints into a folder, one thing after the other."""

    def __init__(self, folder: Path) -> None:
        self._desk = tempfile.mkdtemp(prefix="printer-")
        # A session of its own: Ctrl-C is for whoever started the press, who then ends it.
        self._process = subprocess.Popen(
            [sys.executable, "-m", "committee.jobs.printer_main", str(folder), self._desk],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            start_new_session=True,
        )
        assert self._process.stdin
        assert self._process.stdout
        self._in, self._out = self._process.stdin, self._process.stdout

    def ask(self, wanted: Printable) -> str:
        """Its answer, a line of JSON; "" if it ended without one."""
        try:
            self._in.write(wanted.line + "\n")
            self._in.flush()
            return self._out.readline()
        except (OSError, ValueError):  # ValueError: let go of between two lines.
            return ""

    def kill(self) -> None:
        """End it at once, whatever it is at."""
        self._process.kill()

    def let_go(self) -> None:
        """Tell it that nothing more comes, so that it ends."""
        with suppress(OSError):
            self._in.close()

    def clear(self, patience: float) -> None:
        """Wait for its end, no longer than some seconds, and clear away what it leaves."""
        try:
            self._process.wait(patience)
        except subprocess.TimeoutExpired:
            self.kill()
            self._process.wait()
        self._out.close()
        shutil.rmtree(self._desk, ignore_errors=True)
