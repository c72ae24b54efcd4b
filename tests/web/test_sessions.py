"""Sessions: kept as hashes, ended one by one, run out by time that has passed and nothing else."""

import re
import time
from datetime import timedelta

import pytest
from sqlalchemy import text

from committee.store.column_types import now
from committee.store.engine import make_engine

from .conftest import PASSWORD, World, post
from .test_accounts import is_in, sign_in
from .test_links import button, said

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
DAY = timedelta(days=1)


def shift(world: World, **ages: timedelta) -> None:
    """Make every session so much older than it is, by column."""
    engine = make_engine(world.url)
    with engine.begin() as connection:
        for column, age in ages.items():
            then = (now() - age).replace(tzinfo=None).isoformat(" ")
            connection.execute(text(f"UPDATE signin SET {column} = :then"), {"then": then})
    engine.dispose()


def test_the_database_holds_no_token_that_opens_a_session(world: World) -> None:
    client = world.app().test_client()
    sign_in(client, "coach@example.org")
    with client.session_transaction() as cookie:
        token = cookie["_user_id"]
    files = world.path.parent.glob(f"{world.path.name}*")
    assert all(token.encode() not in path.read_bytes() for path in files)


@pytest.mark.parametrize(
    ("ages", "still"),
    [
        ({"seen_at": timedelta(hours=11)}, True),
        ({"seen_at": timedelta(hours=13)}, False),
        ({"created_at": 13 * DAY}, True),
        ({"created_at": 15 * DAY}, False),
        ({"created_at": -300 * DAY, "seen_at": -300 * DAY}, True),
    ],
    ids=["used today", "idle", "two weeks", "too old", "the clock was set back"],
)
def test_a_session_lasts_as_long_as_it_may(
    world: World, ages: dict[str, timedelta], still: bool
) -> None:
    client = world.client("coach")
    shift(world, **ages)
    assert is_in(client) is still


@pytest.mark.parametrize("stays", [True, False])
def test_who_stays_signed_in_stays_as_long_as_a_session_lasts(world: World, stays: bool) -> None:
    app = world.app()
    client = app.test_client()
    fields = {
        "email": "coach@example.org",
        "password": PASSWORD,
        **({"stays": "y"} if stays else {}),
    }
    page = client.get("/sign-in").text
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert token
    answer = client.post("/sign-in", data={**fields, "csrf_token": token[1]})
    assert ("Expires=" in answer.headers["Set-Cookie"]) is stays, "kept by a browser that is closed"
    shift(world, seen_at=3 * DAY)
    assert is_in(client) is stays
    shift(world, created_at=15 * DAY)
    assert not is_in(client)


def test_using_a_session_keeps_it(world: World) -> None:
    client = world.client("coach")
    for _ in range(3):
        shift(world, seen_at=timedelta(hours=7))
        assert is_in(client)
    shift(world, seen_at=timedelta(hours=13))
    assert not is_in(client)


def test_a_cookie_from_a_later_clock_is_a_cookie(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = time.time
    with monkeypatch.context() as later:
        later.setattr("itsdangerous.timed.time.time", lambda: real() + 90 * 86_400)
        client = world.client("coach")
    assert is_in(client)


def test_one_ends_one_of_ones_sessions_and_nobody_elses(world: World) -> None:
    app = world.app()
    laptop, phone = app.test_client(), app.test_client()
    phone.environ_base["HTTP_USER_AGENT"] = FIREFOX
    sign_in(laptop, "mina@example.org")
    sign_in(phone, "mina@example.org")
    page = laptop.get("/account").text
    assert "Firefox on Linux</strong>: since" in page
    path = button(page, "End this one Firefox on Linux")
    assert post(world.client("stranger", app), path).status_code == 404
    assert is_in(phone)
    said(laptop, path)
    assert (is_in(laptop), is_in(phone)) == (True, False)
    assert post(laptop, path).status_code == 404


def test_signing_out_here_leaves_the_others(world: World) -> None:
    app = world.app()
    here, there = app.test_client(), app.test_client()
    sign_in(here, "mina@example.org")
    sign_in(there, "mina@example.org")
    cookie = here.get_cookie("committee")
    assert cookie
    copy = app.test_client()
    copy.set_cookie("committee", cookie.value)
    post(here, "/sign-out/here")
    assert [is_in(each) for each in (here, copy, there)] == [False, False, True]


def test_signing_in_again_leaves_no_session_behind(world: World) -> None:
    client = world.app().test_client()
    sign_in(client, "stranger@example.org")
    cookie = client.get_cookie("committee")
    assert cookie
    old = world.app().test_client()
    old.set_cookie("committee", cookie.value)
    fields = {"current": PASSWORD, "new": "another lamp by the door",
              "again": "another lamp by the door"}  # fmt: skip
    assert post(client, "/account", **fields).status_code == 303
    assert (is_in(client), is_in(old)) == (True, False)
    assert len(re.findall(r"Another browser</strong>", client.get("/account").text)) == 1


def test_each_sign_in_has_a_token_of_its_own(world: World) -> None:
    cookies = []
    client = world.app().test_client()
    for _ in range(2):
        sign_in(client, "stranger@example.org")
        cookie = client.get_cookie("committee")
        assert cookie
        cookies.append(cookie.value)
        post(client, "/sign-out/here")
    copy = world.app().test_client()
    for value in cookies:
        copy.set_cookie("committee", value)
        assert not is_in(copy)
    assert len(set(cookies)) == 2
