"""A queue's address that is wrong, or where nobody answers: said to whoever can mend it."""

from pathlib import Path

import pytest

from committee.cli import main

from .conftest import free_port

WRONG = {
    "nonsense": "this is not the address of a queue.",
    "mongodb://host/name": "this is not the address of a queue.",
    "redis://": "this is not the address of a queue.",
    "redis://127.0.0.1:port": "the queue can’t be used: ",
    "redis://127.0.0.1:{closed}/0": "the queue can’t be used: ",
    "postgresql://nobody@127.0.0.1:{closed}/name": "the queue can’t be used: ",
    "sqlite:////proc/nowhere/queue.db": "the queue can’t be used: ",
}


@pytest.mark.parametrize("command", ["worker", "serve"])
@pytest.mark.parametrize("address", WRONG)
def test_no_worker_and_no_server_starts_on_a_queue_that_cannot_be_used(
    command: str,
    address: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("COMMITTEE_DATABASE_URL", f"sqlite:///{tmp_path / 'committee.db'}")
    monkeypatch.setenv("COMMITTEE_SECRET_KEY", "k" * 40)
    monkeypatch.setenv("COMMITTEE_QUEUE_URL", address.format(closed=free_port()))
    port = ["--port", str(free_port())] if command == "serve" else []
    with pytest.raises(SystemExit) as ended:
        main([command, *port])
    told = capfd.readouterr().err
    assert ended.value.code == 2
    assert told.startswith(f"committee: COMMITTEE_QUEUE_URL: {WRONG[address]}")
    assert told.count("\n") == 1
