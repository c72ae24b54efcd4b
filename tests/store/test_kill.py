"""kill -9 in the middle of writing: what was acknowledged is there, and nothing is half there."""

import multiprocessing
import os
import random
import signal
import time
from itertools import count
from multiprocessing.connection import Connection

from sqlalchemy import Engine

from committee.store import journal, scorecards
from committee.store.engine import make_engine, session
from committee.store.schema import check

from .conftest import Scene

ROUNDS = 12
SUBMIT_EVERY = 5


def write_forever(url: str, scene: Scene, acknowledged: Connection) -> None:
    """Autosave, and now and then submit; say what was done only once it is committed."""
    engine = make_engine(url)
    with session(engine) as opened:
        first = scorecards.draft_of(opened, scene.b1).version
    for version in count(first):
        body = {"note": f"at {version + 1}", "evidence": [{"quote": "I chose. " * 40}] * 5}
        with session(engine) as opened:
            if version % SUBMIT_EVERY:
                scorecards.save_draft(opened, scene.b1, body, version)
                number = 0
            else:
                number = scorecards.submit(
                    opened, scene.b1, body, version, scene.mina, "More."
                ).number
                journal.record(opened, "submit", scene.mina, f"assignment:{scene.b1.key}")
        acknowledged.send((version + 1, number))


def acknowledged_until_killed(url: str, scene: Scene, seconds: float) -> list[tuple[int, int]]:
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    writer = context.Process(target=write_forever, args=(url, scene, sender))
    writer.start()
    sender.close()
    heard = [receiver.recv()]
    time.sleep(seconds)
    assert writer.pid is not None
    os.kill(writer.pid, signal.SIGKILL)
    writer.join(60)
    try:
        while True:
            heard.append(receiver.recv())
    except EOFError:
        return heard


def test_every_acknowledged_write_survives(url: str, engine: Engine, scene: Scene) -> None:
    engine.dispose()
    chance = random.Random(7)
    submitted: dict[int, int] = {}
    for _ in range(ROUNDS):
        heard = acknowledged_until_killed(url, scene, chance.uniform(0.0, 0.08))
        last, _ = heard[-1]
        submitted |= {number: version for version, number in heard if number}
        assert check(url) == []
        with session(engine) as opened:
            draft = scorecards.draft_of(opened, scene.b1)
            kept = {r.number: r.body["note"] for r in scorecards.revisions(opened, scene.b1)}
            told = sum(e.times for e in journal.entries(opened, scene.coach, 10_000))
        engine.dispose()
        assert draft.version in (last, last + 1)
        assert draft.body["note"] == f"at {draft.version}"
        assert {n: kept[n] for n in submitted} == {n: f"at {v}" for n, v in submitted.items()}
        assert told == len(kept)
    assert submitted, "no round lived long enough to submit anything"
