"""`committee demo` as a person has it: started, looked at, and stopped with Ctrl-C."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from ..jobs.conftest import free_port


def test_a_demo_that_is_stopped_leaves_nothing_behind(tmp_path: Path) -> None:
    temporary, port = tmp_path / "tmp", free_port()
    temporary.mkdir()
    demo = subprocess.Popen(
        [sys.executable, "-c", "from committee.cli import main; main()", "demo", f"--port={port}"],
        cwd=tmp_path,
        env={**os.environ, "TMPDIR": str(temporary)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        text=True,
    )
    while demo.poll() is None:
        try:
            with urlopen(f"http://127.0.0.1:{port}/") as answer:
                assert "Demonstration." in answer.read().decode()
            break
        except URLError:
            time.sleep(0.1)
    os.killpg(demo.pid, signal.SIGINT)
    _, complaints = demo.communicate(timeout=60)
    assert (demo.returncode, complaints) == (0, "")
    assert list(temporary.iterdir()) == []
    assert list((tmp_path / "var").iterdir()) == []
