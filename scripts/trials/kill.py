"""kill -9 of server, worker and database in turn: nothing acknowledged is lost, every job ends.

    scripts/kill [--rounds 200] [--database sqlite|postgresql] [--seed 11]

In each round interviewers save without a pause and a coach asks for packets; after a few answers
one of the three is killed with all that it began, like a power cut, and begun again. SQLite has no
server of its own: there the third in turn is the server and the worker at one moment.
"""

import argparse
import http.client
import multiprocessing
import os
import random
import signal
import socket
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Event, Thread

from committee.cli.serve import run as serve
from committee.config import Settings
from committee.jobs.worker_process import worker_beside
from committee.store import job_rows
from committee.store.engine import make_engine, session
from committee.store.schema import check
from committee.web import create_app
from trials.databases import KINDS, Database, database, descendants, is_alive, kill_all
from trials.site import Browser, settle
from trials.writers import Writer, connect, post

WRITERS, DECIDED = 3, 2
PATIENCE = 120.0
"""Seconds within which a round goes on, and jobs end."""
TURNS = ("server", "worker", "database")


@dataclass
class Found:
    """What became of it all: rounds, saves that were acknowledged, and everything that is wrong."""

    rounds: int = 0
    saves: int = 0
    jobs: int = 0
    wrong: list[str] = field(default_factory=list)


class Installation:
    """A server with its worker, which can be killed and begun again at the same port."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        self._server = self._begin()

    def kill_server(self) -> None:
        """End the server's processes; its worker ends by itself, and another is begun."""
        group = [p for p in self._all() if os.getpgid(p) == self._server.pid]
        for each in [self._server.pid or 0, *group]:
            _kill(each)
        self._server.join(PATIENCE)
        self._server = self._begin()

    def kill_worker(self) -> None:
        """End the worker and its printers; the server begins another."""
        for each in self._all():
            if os.getpgid(each) != self._server.pid:
                _kill(each)

    def kill_both(self) -> None:
        """End all of it at one moment."""
        self.end()
        self._server = self._begin()

    def end(self) -> None:
        """End all of it."""
        kill_all(self._server.pid or 0)
        self._server.join(PATIENCE)

    def _all(self) -> list[int]:
        return [p for p in descendants(self._server.pid or 0) if is_alive(p)]

    def _begin(self) -> BaseProcess:
        server = multiprocessing.get_context("fork").Process(target=self._serve)
        server.start()
        _wait(lambda: _listens(self.port), "the server listens")
        return server

    def _serve(self) -> None:
        os.setsid()
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 2)
        with worker_beside(self.settings):
            serve(create_app(self.settings), "127.0.0.1", self.port)


def save_on(writer: Writer, port: int, over: Event) -> None:
    """Save without a pause, through whatever happens to the server."""
    connection = connect(port)
    while not over.is_set():
        try:
            if writer.save(connection) == http.HTTPStatus.SERVICE_UNAVAILABLE:
                time.sleep(0.05)
        except (OSError, http.client.HTTPException):
            connection.close()
            time.sleep(0.02)


def ask(coach: Browser, port: int) -> bool:
    """Ask for a cohort's packets; whether that was acknowledged."""
    try:
        status, _ = post(connect(port), coach, "", {"kind": "zip", "edition": "summary"})
    except (OSError, http.client.HTTPException):
        return False
    return status == http.HTTPStatus.SEE_OTHER


def trial(kind: str, rounds: int, seconds: float, seed: int = 11) -> Found:
    """So many rounds, or as many as begin within so many seconds, and one of each at least."""
    chance, until, found = random.Random(seed), time.monotonic() + seconds, Found()
    with tempfile.TemporaryDirectory() as name, database(kind, Path(name)) as held:
        folder = Path(name)
        settings = Settings(
            database_url=held.url,
            queue_url=f"sqlite:///{folder / 'queue.db'}",
            files=folder / "files",
            secret_key="k" * 40,
        )
        site = settle(settings, WRITERS, decided=DECIDED)
        writers = [Writer(*each) for each in zip(site.seats, site.interviewers, strict=True)]
        running, over = Installation(settings), Event()
        threads = [Thread(target=save_on, args=(each, running.port, over)) for each in writers]
        for thread in threads:
            thread.start()
        try:
            while found.rounds < len(TURNS) or (found.rounds < rounds and time.monotonic() < until):
                found.jobs += ask(site.coach, running.port)
                _round(running, held, writers, TURNS[found.rounds % len(TURNS)], chance)
                found.rounds += 1
            over.set()
            for thread in threads:
                thread.join(PATIENCE)
            _look(found, settings, writers)
        finally:
            over.set()
            running.end()
    return found


def _round(
    running: Installation,
    held: Database,
    writers: list[Writer],
    turn: str,
    chance: random.Random,
) -> None:
    """Wait for a few answers, then kill what is in turn."""
    enough = sum(each.version for each in writers) + chance.randint(2, 8)
    _wait(lambda: sum(each.version for each in writers) >= enough, "saves are acknowledged")
    time.sleep(chance.uniform(0.0, 0.02))
    if turn == "server":
        running.kill_server()
    elif turn == "worker":
        running.kill_worker()
    elif held.kill:
        held.kill()
    else:
        running.kill_both()


def _look(found: Found, settings: Settings, writers: list[Writer]) -> None:
    """Everything that was acknowledged is there, and every job ends."""
    engine = make_engine(settings.database_url)

    def states() -> dict[str, int]:
        with session(engine, reads_only=True) as opened:
            return job_rows.counted(opened)

    try:
        _wait(lambda: not (states()["waiting"] or states()["running"]), "all jobs have ended")
    except RuntimeError as error:
        found.wrong.append(f"{error}: {states()}")
    ended = states()
    if ended["failed"] or ended["done"] < found.jobs:
        found.wrong.append(f"{found.jobs} jobs were acknowledged, and they are {ended}")
    found.saves = sum(each.version for each in writers)
    found.wrong += [said for said in (each.lost(engine) for each in writers) if said]
    found.wrong += check(settings.database_url)
    engine.dispose()


def _wait(true: Callable[[], bool], what: str) -> None:
    until = time.monotonic() + PATIENCE
    while not true():
        if time.monotonic() > until:
            raise RuntimeError(f"waited {PATIENCE:g} s in vain until {what}")
        time.sleep(0.005)


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _kill(process: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)


def main() -> None:
    """Every kind of database, or the one that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=1800)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--database", choices=KINDS)
    asked = parser.parse_args()
    well = True
    for kind in [asked.database] if asked.database else KINDS:
        found = trial(kind, asked.rounds, asked.seconds, asked.seed)
        told = f"{found.saves} saves and {found.jobs} jobs acknowledged"
        print(f"{kind}: {found.rounds} rounds, {told}, wrong: {found.wrong or 'nothing'}")
        well = well and not found.wrong and found.rounds == asked.rounds
    sys.exit(0 if well else 1)


if __name__ == "__main__":
    main()
