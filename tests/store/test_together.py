"""Several people at once, on both databases: one winner, a clear conflict, nothing lost."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from sqlalchemy import Engine
from sqlmodel import Session

from committee.errors import CommitteeError
from committee.store import decisions, invites, loops, people, scorecards
from committee.store.engine import session
from committee.store.scorecards import StaleDraftError

from .conftest import Scene


def at_once(
    engine: Engine, works: list[Callable[[Session], object]]
) -> tuple[list[object], list[CommitteeError]]:
    """Each work in a thread and a transaction of its own, all begun together."""
    start = Barrier(len(works))

    def run(work: Callable[[Session], object]) -> object:
        start.wait(60)
        try:
            with session(engine) as opened:
                return work(opened)
        except CommitteeError as error:
            return error

    with ThreadPoolExecutor(len(works)) as pool:
        results = list(pool.map(run, works))
    refused = [result for result in results if isinstance(result, CommitteeError)]
    return [result for result in results if not isinstance(result, CommitteeError)], refused


def test_two_tabs_save_at_once(engine: Engine, scene: Scene) -> None:
    bodies = [{"note": "first tab"}, {"note": "second tab"}]
    for version in range(8):
        works = [
            lambda s, b=body, v=version: scorecards.save_draft(s, scene.b1, b, v).body
            for body in bodies
        ]
        won, refused = at_once(engine, works)
        assert len(won) == len(refused) == 1
        assert isinstance(refused[0], StaleDraftError)
        assert refused[0].stored.body == won[0]


def test_no_change_is_lost_among_eight_threads(engine: Engine, scene: Scene) -> None:
    def change(_: int) -> None:
        with session(engine) as opened:
            loops.touch(opened, scene.loop)

    with session(engine) as opened:
        before = loops.loop_by_key(opened, scene.loop.key).version
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(change, range(160)))
    with session(engine) as opened:
        assert loops.loop_by_key(opened, scene.loop.key).version == before + 160


def test_two_people_submit_at_once(engine: Engine, scene: Scene) -> None:
    works: list[Callable[[Session], object]] = [
        lambda s: scorecards.submit(s, scene.b1, {"note": "mine"}, 0, scene.mina),
        lambda s: scorecards.submit(s, scene.b2, {"note": "mine too"}, 0, scene.tariq),
    ]
    won, refused = at_once(engine, works)
    assert (len(won), refused) == (2, [])
    with session(engine) as opened:
        loop = loops.loop_by_key(opened, scene.loop.key)
        assert [a.state for a in loops.assignments_of(opened, loop)] == ["submitted"] * 2


def test_a_double_click_submits_once(engine: Engine, scene: Scene) -> None:
    works = [lambda s: scorecards.submit(s, scene.b1, {"note": "x"}, 0, scene.mina)] * 4
    won, refused = at_once(engine, works)
    assert (len(won), len(refused)) == (1, 3)
    with session(engine) as opened:
        assert len(scorecards.revisions(opened, scene.b1)) == 1


def decide(scene: Scene, version: int) -> Callable[[Session], object]:
    return lambda s: decisions.freeze(
        s,
        scene.loop,
        version,
        body="{}",
        policy="senior-loop",
        verdict="hire",
        level="senior",
        by=scene.coach,
    )


def test_two_deciders_at_once_make_one_decision(engine: Engine, scene: Scene) -> None:
    with session(engine) as opened:
        version = loops.loop_by_key(opened, scene.loop.key).version
    won, refused = at_once(engine, [decide(scene, version)] * 2)
    assert (len(won), len(refused)) == (1, 1)
    assert "changed since you opened" in str(refused[0])
    with session(engine) as opened:
        assert [s.number for s in decisions.snapshots(opened, scene.loop)] == [1]


def test_a_decision_on_a_scorecard_amended_meanwhile_is_refused(
    engine: Engine, scene: Scene
) -> None:
    with session(engine) as opened:
        scorecards.submit(opened, scene.b1, {"note": "one"}, 0, scene.mina)
        version = loops.loop_by_key(opened, scene.loop.key).version
    with session(engine) as opened:
        scorecards.submit(opened, scene.b1, {"note": "two"}, 1, scene.mina, "Misheard.")
    won, refused = at_once(engine, [decide(scene, version)])
    assert (won, len(refused)) == ([], 1)


def test_two_releases_at_once_leave_one_standing(engine: Engine, scene: Scene) -> None:
    with session(engine) as opened:
        version = loops.loop_by_key(opened, scene.loop.key).version
        snapshot = decide(scene, version)(opened)
    works = [lambda s: decisions.release(s, scene.loop, snapshot, scene.coach)] * 4
    won, refused = at_once(engine, works)
    assert (len(won), len(refused)) == (1, 3)
    with session(engine) as opened:
        standing = decisions.released(opened, scene.loop)
        assert standing is not None
        decisions.withdraw(opened, scene.loop, scene.coach)
        assert decisions.released(opened, scene.loop) is None


def test_an_invite_works_once_under_ten_tries(engine: Engine, scene: Scene) -> None:
    with session(engine) as opened:
        _, token = invites.create_invite(
            opened, "new@example.org", "Noor", as_="candidate", by=scene.coach, loop=scene.loop
        )
    works = [
        lambda s, n=number: invites.redeem(s, token, f"hash {n}").password_hash
        for number in range(10)
    ]
    won, refused = at_once(engine, works)
    assert (len(won), len(refused)) == (1, 9)
    with session(engine) as opened:
        joined = people.by_email(opened, "new@example.org")
        assert joined is not None
        assert joined.password_hash in won
        assert loops.loops_of(opened, joined) == [], "an invite gives nobody a loop"
