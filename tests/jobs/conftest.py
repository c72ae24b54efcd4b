"""A cohort with decided loops, an office that prints them, and a queue of each kind."""

import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from redis import Redis
from redis.backoff import ConstantBackoff
from redis.retry import Retry

from committee.domain.case import case_of
from committee.files.policies import load_policy
from committee.files.rubrics import load_rubric
from committee.files.snapshot import freeze
from committee.jobs.job_runner import Office, Work, ask_for
from committee.store import decisions, job_rows, loops, people
from committee.store.engine import make_engine, session
from committee.store.schema import migrate
from committee.store.tables import Cohort, Job, Person
from committee.synth import cohort as made_up

from ..conftest import postgres_databases

COHORT, SIZE = 8, 3


@dataclass(frozen=True)
class Decided:
    """An office, its database's address, and a cohort in which every loop is decided."""

    office: Office
    url: str
    cohort: Cohort
    coach: Person

    def work(self, kind: str, size: int = SIZE, edition: str = "summary") -> Work:
        with session(self.office.engine) as opened:
            chosen = decisions.standing_in(opened, self.cohort)[:size]
        return Work(kind, "Spring: packets", edition, "a4", chosen)

    def ask(self, kind: str, size: int = SIZE) -> str:
        """The key of a job that waits."""
        with session(self.office.engine) as opened:
            return ask_for(opened, self.work(kind, size), self.cohort, self.coach).key

    def job(self, key: str) -> Job:
        with session(self.office.engine) as opened:
            return job_rows.job_by_key(opened, key)


@pytest.fixture
def desks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files of this test, and of every process that it starts."""
    folder = tmp_path / "desks"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def decided(tmp_path: Path) -> Iterator[Decided]:
    url, policy = f"sqlite:///{tmp_path / 'committee.db'}", load_policy()
    migrate(url)
    engine = make_engine(url)
    with session(engine) as opened:
        coach = people.create_person(opened, "ines@example.org", "Ines", coach=True)
        group = loops.create_cohort(opened, "Spring")
        for packet in made_up(3, COHORT):
            loop = loops.create_loop(
                opened, group, packet.candidate, target=packet.target, policy=policy.name
            )
            case = case_of(packet, policy)
            decisions.freeze(
                opened,
                loop,
                1,
                body=freeze(case, load_rubric()).text,
                policy=policy.name,
                verdict=case.verdict,
                level=case.level,
                by=coach,
            )
    yield Decided(Office(engine, tmp_path / "files", printers=2), url, group, coach)
    engine.dispose()


def free_port() -> int:
    """A port that nobody listens on."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    """The address of a Redis of this worker's own, which keeps nothing on disk."""
    port = free_port()
    command = ["redis-server", "--bind", "127.0.0.1", "--port", str(port), "--save", ""]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    with Redis(port=port, retry=Retry(ConstantBackoff(0.1), 100)) as client:
        client.ping()
        yield f"redis://127.0.0.1:{port}/0"
    server.terminate()
    server.wait(60)


@pytest.fixture(params=["sqlite", "postgresql", "redis"])
def queue_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty queue."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'queue.db'}"
    elif request.param == "postgresql":
        with postgres_databases(request.getfixturevalue("postgres_url")) as make:
            yield make()
    else:
        address: str = request.getfixturevalue("redis_url")
        yield address
        with Redis.from_url(address) as client:
            client.flushall()
