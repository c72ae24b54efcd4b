"""Signing in, signing out, passwords, invites: what ends a session, and what tells nothing."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from committee.config import Settings
from committee.errors import CommitteeError
from committee.store import invites, people
from committee.store.engine import make_engine, session
from committee.store.schema import migrate
from committee.web import create_app

from .conftest import PASSWORD, World, post

NEW = "another lamp by the door"


def sign_in(client: FlaskClient, email: str, password: str = PASSWORD) -> TestResponse:
    return post(client, "/sign-in", email=email, password=password)


def is_in(client: FlaskClient) -> bool:
    return client.get("/account").status_code == 200


def copied(client: FlaskClient, app: Flask) -> FlaskClient:
    """Another browser with the same cookie."""
    other = app.test_client()
    cookie = client.get_cookie("committee")
    assert cookie is not None
    other.set_cookie("committee", cookie.value)
    return other


def test_the_right_password_lets_somebody_in(world: World) -> None:
    client = world.app().test_client()
    assert sign_in(client, "Coach@Example.org").status_code == 303
    assert is_in(client)


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("coach@example.org", "not the password at all"),
        ("nobody@example.org", "not the password at all"),
        ("new@example.org", "not the password at all"),
        ("closed@example.org", PASSWORD),
    ],
    ids=["known", "unknown", "invited", "closed"],
)
def test_every_refusal_to_sign_in_reads_the_same(world: World, email: str, password: str) -> None:
    engine = make_engine(world.url)
    with session(engine) as s:
        person = people.create_person(s, "closed@example.org", "C. Losed")
        known = people.by_email(s, "coach@example.org")
        assert known is not None
        people.set_password_hash(s, person, known.password_hash or "")
        people.disable(s, person)
    engine.dispose()
    client = world.app().test_client()
    refused = sign_in(client, email, password)
    expected = sign_in(client, "somebody@example.org", "not the password at all")
    without = re.compile(r'value="[^"]*"')
    assert refused.status_code == expected.status_code == 401
    assert without.sub("", refused.text) == without.sub("", expected.text)
    assert not is_in(client)


def test_a_sign_in_returns_to_the_page_that_was_asked_for(world: World) -> None:
    client = world.app().test_client()
    asked = client.get(f"/loops/{world.keys['loop']}")
    token = re.search(r'value="([^"]+)"', client.get(asked.location).text)
    assert token is not None
    fields = {"csrf_token": token[1], "email": "coach@example.org", "password": PASSWORD}
    assert client.post(asked.location, data=fields).location == f"/loops/{world.keys['loop']}"


def test_signing_out_ends_every_session_copied_cookies_included(world: World) -> None:
    app = world.app()
    here, there = app.test_client(), app.test_client()
    sign_in(here, "coach@example.org")
    sign_in(there, "coach@example.org")
    stolen = copied(here, app)
    assert [is_in(each) for each in (here, there, stolen)] == [True, True, True]
    post(here, "/sign-out")
    assert [is_in(each) for each in (here, there, stolen)] == [False, False, False]


def test_a_new_password_ends_every_other_session(world: World) -> None:
    app = world.app()
    here = app.test_client()
    sign_in(here, "coach@example.org")
    stolen = copied(here, app)
    answer = post(here, "/account", current=PASSWORD, new=NEW, again=NEW)
    assert answer.status_code == 303
    assert (is_in(here), is_in(stolen)) == (True, False)
    other = app.test_client()
    assert sign_in(other, "coach@example.org", PASSWORD).status_code == 401
    assert sign_in(other, "coach@example.org", NEW).status_code == 303


def test_a_password_changes_only_for_who_knows_it(world: World) -> None:
    client = world.client("coach")
    answer = post(client, "/account", current="not the password at all", new=NEW, again=NEW)
    assert answer.status_code == 422
    assert "isn’t your current password" in answer.text
    assert sign_in(world.app().test_client(), "coach@example.org").status_code == 303


def test_closing_an_account_ends_its_sessions(world: World) -> None:
    app = world.app()
    theirs = app.test_client()
    sign_in(theirs, "stranger@example.org")
    stolen = copied(theirs, app)
    coach = world.client("coach", app)
    post(coach, f"/people/{world.keys['stranger']}/disable")
    assert (is_in(theirs), is_in(stolen)) == (False, False)
    assert sign_in(theirs, "stranger@example.org").status_code == 401
    post(coach, f"/people/{world.keys['stranger']}/enable")
    assert sign_in(theirs, "stranger@example.org").status_code == 303


def test_a_coach_cant_close_the_door_behind_themselves(world: World) -> None:
    coach = world.client("coach")
    engine = make_engine(world.url)
    with session(engine) as s:
        me = people.by_email(s, "coach@example.org")
        assert me is not None
    engine.dispose()
    assert post(coach, f"/people/{me.id}/disable").status_code == 422
    assert is_in(coach)


def test_a_coach_invites_an_interviewer_by_a_link(world: World) -> None:
    app = world.app()
    coach = world.client("coach", app)
    fields = {"name": "Yaw Mensah", "email": "yaw@example.org", "kind": "coding"}
    post(coach, f"/loops/{world.keys['loop']}/seats", **fields)
    board = coach.get(f"/loops/{world.keys['loop']}").text
    link = re.search(r"http://localhost(/join/\w+)", board)
    assert link is not None
    newcomer = app.test_client()
    assert post(newcomer, link[1], new=NEW, again=NEW).status_code == 303
    assert "R. Okafor" in newcomer.get("/interviews").text
    assert "/join/" not in coach.get(f"/loops/{world.keys['loop']}").text


def test_a_new_link_replaces_one_that_was_lost(world: World) -> None:
    app = world.app()
    coach, loop = world.client("coach", app), f"/loops/{world.keys['loop']}"
    post(coach, f"{loop}/seats", name="Yaw Mensah", email="yaw@example.org", kind="coding")

    def told() -> tuple[str, str]:
        board = coach.get(loop).text
        link = re.search(r"http://localhost(/join/\w+)", board)
        again = re.search(r'action="([^"]+/link)"', board)
        assert link
        assert again
        return link[1], again[1]

    lost, again = told()
    assert post(coach, again).status_code == 303
    fresh, _ = told()
    newcomer = app.test_client()
    assert post(newcomer, lost, new=NEW, again=NEW).status_code == 404
    assert post(newcomer, fresh, new=NEW, again=NEW).status_code == 303
    assert "R. Okafor" in newcomer.get("/interviews").text
    assert "/link" not in coach.get(loop).text
    assert post(coach, again).status_code == 409
    assert "renewed link" in coach.get("/journal").text


def test_an_invite_is_spent_once_and_then_looks_like_none(world: World) -> None:
    app, path = world.app(), f"/join/{world.keys['invite']}"
    assert post(app.test_client(), path, new=NEW, again=NEW).status_code == 303
    assert app.test_client().get(path).status_code == 404
    gone = app.test_client().get(path).text
    assert gone == app.test_client().get("/join/nothing").text
    assert "ask your coach for a new link" in gone


@pytest.mark.parametrize(
    ("new", "again", "said"),
    [("short", "short", "12 to 200 characters"), (NEW, "something else", "The two differ")],
)
def test_a_password_that_wont_do_spends_no_invite(
    world: World, new: str, again: str, said: str
) -> None:
    app, path = world.app(), f"/join/{world.keys['invite']}"
    answer = post(app.test_client(), path, new=new, again=again)
    assert (answer.status_code, said in answer.text) == (422, True)
    assert app.test_client().get(path).status_code == 200


def test_ten_at_once_spend_an_invite_once(make_database: Callable[[], str]) -> None:
    url = make_database()
    migrate(url)
    engine = make_engine(url)
    with session(engine) as s:
        coach = people.create_person(s, "coach@example.org", "Ines", coach=True)
        _, token = invites.create_invite(s, "new@example.org", "Osei", as_="coach", by=coach)
    engine.dispose()
    settings = Settings(database_url=url, secret_key="t" * 40)
    app = create_app(settings)

    def attempt(_: int) -> int:
        return post(app.test_client(), f"/join/{token}", new=NEW, again=NEW).status_code

    with ThreadPoolExecutor(10) as pool:
        answers = sorted(pool.map(attempt, range(10)))
    assert answers[0] == 303
    assert set(answers[1:]) <= {404, 409, 422}
    app.extensions["engine"].dispose()


@pytest.mark.parametrize("secret", ["", "short", "x" * 31])
def test_no_start_without_a_secret_worth_the_name(tmp_path: Path, secret: str) -> None:
    settings = Settings(database_url=f"sqlite:///{tmp_path / 'x.db'}", secret_key=secret)
    with pytest.raises(CommitteeError, match="COMMITTEE_SECRET_KEY"):
        create_app(settings)


def test_the_demo_refuses_production_settings() -> None:
    settings = Settings(demo=True, production=True, secret_key="t" * 40)
    with pytest.raises(CommitteeError, match="COMMITTEE_PRODUCTION"):
        create_app(settings)


def test_the_demo_says_so_on_every_page_and_others_never(world: World) -> None:
    for demo, times in ((True, 1), (False, 0)):
        app = world.app(demo=demo)
        paths = ["/account", "/cohorts", f"/loops/{world.keys['loop']}/packet", "/nowhere"]
        pages = [world.client("coach", app).get(path).text for path in paths]
        pages.append(app.test_client().get("/sign-in").text)
        assert [page.count("Demonstration.") for page in pages] == [times] * 5


def test_a_release_that_nobody_can_read_yet_says_so(world: World) -> None:
    coach = world.client("coach")
    cohort = f"/cohorts/{world.keys['cohort']}"
    fields = {"candidate": "Nora Lind", "target": "senior", "policy": "senior-loop"}
    loop = post(coach, cohort, **fields).location
    seat = {"name": "Yaw Mensah", "email": "yaw@example.org", "kind": "coding"}
    post(coach, f"{loop}/seats", **seat)
    version = re.search(r'name="version" value="(\d+)"', coach.get(f"{loop}/decide").text)
    assert version is not None
    post(coach, f"{loop}/decide", version=version[1], sure="yes")
    post(coach, f"{loop}/decisions/1/release")
    board = coach.get(loop).text
    assert "Nora Lind reads it once invited" in board
    assert "can read decision" not in board
    assert "once invited" in coach.get(cohort).text


def test_a_password_is_taken_as_it_was_typed_and_hashed_slowly(world: World) -> None:
    """Argon2id of 64 MiB and three passes: more than RFC 9106's second choice asks of a lane."""
    app = world.app()
    client = app.test_client()
    for near in (f" {PASSWORD}", f"{PASSWORD}\u200b", f"{PASSWORD} "):
        assert sign_in(client, "coach@example.org", near).status_code == 401
    odd = " two  lamps by the\tdoor "
    coach = world.client("coach", app)
    sent = {"current": PASSWORD, "new": odd, "again": odd}
    assert post(coach, "/account", **sent).status_code == 303
    assert sign_in(client, "coach@example.org", odd.strip()).status_code == 401
    assert sign_in(client, "coach@example.org", odd).status_code == 303
    engine = make_engine(world.url)
    with session(engine) as opened:
        coach = people.by_email(opened, "coach@example.org")
        assert coach is not None
        kept = coach.password_hash or ""
    engine.dispose()
    assert kept.startswith("$argon2id$v=19$m=65536,t=3,p=1$")
