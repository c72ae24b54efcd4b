"""`committee demo` and `committee serve` as a person has them: started, asked, and stopped."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

from tests.waiting import wait_until

from ..jobs.conftest import free_port

START = "from committee.cli import main; main()"


def test_a_demo_that_is_stopped_leaves_nothing_behind(tmp_path: Path) -> None:
    temporary, port = tmp_path / "tmp", free_port()
    temporary.mkdir()
    demo = subprocess.Popen(
        [sys.executable, "-c", START, "demo", f"--port={port}"],
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


def test_a_server_of_two_processes_counts_as_one_and_logs_json(tmp_path: Path) -> None:
    port, pages = free_port(), 40
    server = subprocess.Popen(
        [sys.executable, "-c", START, "serve", f"--port={port}", "--workers=2", "--no-worker"],
        cwd=tmp_path,
        env={
            **os.environ,
            "COMMITTEE_SECRET_KEY": "s" * 40,
            "COMMITTEE_LOG_JSON": "true",
            "COMMITTEE_METRICS_TOKEN": "t" * 40,
        },
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
        text=True,
    )

    def answer(path: str) -> str:
        asked = Request(
            f"http://127.0.0.1:{port}{path}", headers={"Authorization": f"Bearer {'t' * 40}"}
        )
        with urlopen(asked, timeout=60) as told:
            text: str = told.read().decode()
            return text

    def lives() -> bool:
        try:
            return answer("/healthz") == "ok\n"
        except URLError:
            return False

    try:
        wait_until(lives)
        for _ in range(pages):
            answer("/policies/")
        counted = (
            f'committee_answers_total{{method="GET",route="policies.index",status="200"}} {pages}.0'
        )
        assert counted in answer("/metrics")
        assert json.loads(answer("/readyz"))["ready"] is True
        for odd in (b"canary\r\n\r\n", b"GET /?find=canary HTTP/9.9\r\n\r\n"):
            with socket.create_connection(("127.0.0.1", port), timeout=60) as client:
                client.sendall(odd)
                assert client.recv(65_536).startswith(b"HTTP/1.1 400")
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        _, told = server.communicate(timeout=60)
    assert "canary" not in told
    lines = [json.loads(line) for line in told.splitlines()]
    assert [line["from"] for line in lines].count("gunicorn.error") >= 2
    routes = Counter(line.get("route") for line in lines if line["said"] == "answered")
    assert routes["policies.index"] == pages
    assert len({line["request"] for line in lines if line["said"] == "answered"}) >= pages
