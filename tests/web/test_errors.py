"""What goes wrong on the way: one page that says so, one winner, nothing half done."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import create_engine, text

from committee.config import Settings
from committee.store import decisions, journal, loops, people, scorecards, sessions
from committee.store.engine import make_engine, session
from committee.store.schema import migrate
from committee.web import create_app

from .conftest import World, post, scorecard, token_in

BREAK_SAVING = """
CREATE TRIGGER broken BEFORE UPDATE ON draft BEGIN SELECT RAISE(ABORT, 'disk on fire'); END
"""


def test_a_broken_database_ends_in_a_page_without_a_traceback(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    client = world.client("coach")
    engine = create_engine(world.url)
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE cohort RENAME TO lost"))
    engine.dispose()
    answer = client.get("/cohorts")
    assert (answer.status_code, "Something broke" in answer.text) == (500, True)
    assert "Traceback" not in answer.text
    assert "no such table" in caplog.text


def test_evidence_stays_out_of_the_log_when_saving_it_breaks(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    client = world.client("open")
    engine = create_engine(world.url)
    with engine.begin() as connection:
        connection.execute(text(BREAK_SAVING))
    engine.dispose()
    path = f"/scorecards/{world.keys['own']}/draft"
    typed = {"field": "note", "value": "canary-in-the-log-3e0a", "was": ""}
    acts = json.dumps([{"number": 1, "at": 1.0, **typed}])
    answer = post(client, path, tab="a", acts=acts)
    assert answer.status_code == 500
    assert "disk on fire" in caplog.text
    assert "canary-in-the-log-3e0a" not in caplog.text


def test_json_is_answered_in_json(world: World) -> None:
    answer = world.client("coach").get("/loops/nothing", headers={"Accept": "application/json"})
    assert answer.json == {
        "error": "Nothing here",
        "found": "",
        "remedy": "The address is mistyped, or what it names isn’t yours to see.",
    }


def test_a_stale_page_decides_nothing(world: World) -> None:
    coach, path = world.client("coach"), f"/loops/{world.keys['loop']}"
    post(coach, f"{path}/seats/{world.keys['seat']}/hand-back", reason="Say more.")
    answer = post(coach, f"{path}/decide", version=world.keys["version"], sure="yes")
    assert (answer.status_code, "Somebody was first" in answer.text) == (409, True)
    assert "Decision 2" not in coach.get(path).text


def test_a_released_packet_isnt_released_twice(world: World) -> None:
    path = f"/loops/{world.keys['loop']}/decisions/1/release"
    assert post(world.client("coach"), path).status_code == 409


def test_refusals_of_a_change_are_in_the_journal(world: World) -> None:
    coach = world.client("coach")
    post(world.client("stranger"), "/cohorts", name="Mine")
    post(world.app().test_client(), "/sign-in", email="coach@example.org", password="wrong")
    page = coach.get("/journal").text
    assert "Olga Petrova" in page
    assert "loops.index, 404" in page
    assert "sign-in refused" in page


@pytest.mark.parametrize("field", ["candidate", "panel"])
def test_nobody_sits_on_their_own_panel(world: World, field: str) -> None:
    coach, path = world.client("coach"), f"/loops/{world.keys['loop']}"
    if field == "candidate":
        answer = post(coach, f"{path}/candidate", reader="mina@example.org")
    else:
        fields = {"name": "R. Okafor", "email": "okafor@example.org", "kind": "coding"}
        answer = post(coach, f"{path}/seats", **fields)
    assert answer.status_code == 422
    assert "R. Okafor" in coach.get(path).text


def test_of_five_who_decide_at_once_one_does(make_database: Callable[[], str]) -> None:
    url = make_database()
    migrate(url)
    engine = make_engine(url)
    with session(engine) as s:
        coach = people.create_person(s, "coach@example.org", "Ines", coach=True)
        mina = people.create_person(s, "mina@example.org", "Mina")
        group = loops.create_cohort(s, "Spring")
        aims: dict[str, Any] = {"target": "senior", "policy": "senior-loop"}
        loop = loops.create_loop(s, group, "R. Okafor", **aims)
        seat = loops.assign(s, loop, mina, "behavioral")
        scorecards.submit(s, seat, scorecard(), 0, mina)
        token, key, version = sessions.begin(s, coach), loop.key, loop.version
    app = create_app(Settings(database_url=url, secret_key="t" * 40))

    def decide(_: int) -> int:
        client = app.test_client()
        with client.session_transaction() as cookie:
            cookie["_user_id"] = token
        return post(client, f"/loops/{key}/decide", version=str(version), sure="yes").status_code

    with ThreadPoolExecutor(5) as pool:
        answers = sorted(pool.map(decide, range(5)))
    assert answers == [303, 409, 409, 409, 409]
    with session(engine) as s:
        kept = decisions.snapshots(s, loops.loop_by_key(s, key))
    assert [each.number for each in kept] == [1]
    engine.dispose()
    app.extensions["engine"].dispose()


def test_nobody_is_renamed_without_end_since_each_earlier_name_has_to_be_known(
    world: World,
) -> None:
    mina = world.client("done")
    answers = [
        post(mina, "/account/name", name=f"Mina {number}").status_code for number in range(22)
    ]
    assert answers == [303] * 20 + [422] * 2
    page = world.client("coach").get("/journal").text
    assert page.count("<td>changed name") == 20


def test_one_account_s_refusals_never_drown_in_others(world: World) -> None:
    app = world.app()
    for number in range(25):
        post(app.test_client(), "/sign-in", email=f"nobody{number}@example.org", password="x" * 12)
    for _ in range(25):
        app.test_client().post("/sign-in", data={"email": "mina@example.org"})
    for _ in range(3):
        post(app.test_client(), "/sign-in", email="mina@example.org", password="x" * 12)
    engine = make_engine(world.url)
    with session(engine) as s:
        mina = people.by_email(s, "mina@example.org")
        assert mina is not None
        found = journal.entries(s, mina, 200)
        about = [(e.action, e.times) for e in found if e.subject == f"person:{mina.id}"]
    engine.dispose()
    assert about.count(("sign-in refused", 1)) == 3


def test_refusals_without_end_are_counted_and_not_listed(world: World) -> None:
    stranger = world.client("stranger")
    form = {"name": "Mine", "csrf_token": token_in(stranger)}
    for _ in range(60):
        assert stranger.post("/cohorts", data=form).status_code == 404
    page = world.client("coach").get("/journal").text
    assert page.count("<td>refused") == 20
    assert "refused, 41 times" in page


@pytest.mark.parametrize(("name", "status"), [("nothing.css", 404), ("base.css", 416)])
def test_no_browser_keeps_what_went_wrong_with_a_file(world: World, name: str, status: int) -> None:
    headers = {"Range": "bytes=9000000-"}
    answer = world.client("anonymous").get(f"/static/{name}", headers=headers)
    assert (answer.status_code, answer.headers["Cache-Control"]) == (status, "no-store")
