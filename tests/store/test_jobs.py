"""Jobs as rows, on both databases: one holder at a time, and nothing is lost with a worker."""

import pytest
from sqlalchemy import Engine

from committee.errors import ConflictError
from committee.store import job_rows
from committee.store.engine import session
from committee.store.tables import Job

from .conftest import Scene
from .test_together import at_once


def asked(engine: Engine, scene: Scene) -> str:
    with session(engine) as opened:
        return job_rows.ask(opened, "zip", scene.loop.cohort, scene.coach, {"snapshots": []}, 3).key


def claimed(engine: Engine, key: str) -> Job:
    with session(engine) as opened:
        job = job_rows.claim(opened, key)
    assert job is not None
    return job


def test_of_ten_workers_one_gets_a_job(engine: Engine, scene: Scene) -> None:
    key = asked(engine, scene)
    got, refused = at_once(engine, [lambda s: job_rows.claim(s, key)] * 10)
    assert (sum(each is not None for each in got), refused) == (1, [])


def test_a_holder_goes_on_until_another_takes_over(engine: Engine, scene: Scene) -> None:
    key = asked(engine, scene)
    first = claimed(engine, key)
    with session(engine) as opened:
        held = job_rows.beat(opened, first, 1)
    assert held is not None
    assert (held.done, held.total, held.state) == (1, 3, "running")
    with session(engine) as opened:
        assert job_rows.resume(opened) == [key]
    second = claimed(engine, key)
    with session(engine) as opened:
        assert job_rows.beat(opened, held, 2) is None
        assert not job_rows.finish(opened, held)
        assert not job_rows.fail(opened, held, "late")
        assert job_rows.finish(opened, second)
    with session(engine) as opened:
        done = job_rows.job_by_key(opened, key)
    assert (done.state, done.done, done.error) == ("done", 3, None)


def test_what_is_cancelled_stays_so(engine: Engine, scene: Scene) -> None:
    key = asked(engine, scene)
    held = claimed(engine, key)
    with session(engine) as opened:
        job_rows.cancel(opened, job_rows.job_by_key(opened, key))
    with session(engine) as opened:
        assert job_rows.beat(opened, held, 1) is None
        assert job_rows.claim(opened, key) is None
        assert job_rows.resume(opened) == []
    with pytest.raises(ConflictError), session(engine) as opened:
        job_rows.cancel(opened, job_rows.job_by_key(opened, key))


def test_a_failure_is_told(engine: Engine, scene: Scene) -> None:
    key = asked(engine, scene)
    held = claimed(engine, key)
    with session(engine) as opened:
        assert job_rows.fail(opened, held, "it took too long " * 100)
        [mine] = job_rows.jobs_for(opened, scene.coach, scene.loop.cohort)
    assert (mine.state, str(mine.error).startswith("it took too long")) == ("failed", True)
