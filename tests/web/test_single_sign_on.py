"""Single sign-on against a real provider on this computer."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
from flask import Flask
from flask.testing import FlaskClient
from oidc_provider_mock import User, run_server_in_thread

from committee.store import people
from committee.store.engine import make_engine, session

from .conftest import World, post
from .test_accounts import is_in, sign_in
from .test_codes import turn_on


def known(sub: str, email: str, verified: bool = True) -> User:
    return User(sub=sub, claims={"email": email, "email_verified": verified})


PEOPLE = (
    known("1", "mina@example.org"),
    known("2", "new@example.org"),
    known("3", "coach@example.org", verified=False),
    known("4", "nobody@example.org"),
    known("5", "coach@example.org"),
    known("6", "mina@example.org"),
)


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    with run_server_in_thread(user_claims=PEOPLE, require_nonce=True) as server:
        yield f"http://127.0.0.1:{server.server_port}"


def site(world: World, issuer: str, **settings: Any) -> Flask:
    return world.app(oidc_issuer=issuer, oidc_client_id="committee", oidc_client_secret="s" * 20,
                     oidc_name="our school", **settings)  # fmt: skip


def come_in(client: FlaskClient, sub: str, start: str = "/sign-in/sso") -> Any:
    """Go to the provider, say who one is there, and come back."""
    sent = client.get(start).location
    back = requests.post(sent, data={"sub": sub}, allow_redirects=False, timeout=20)
    assert back.status_code in (302, 303), back.text
    parts = urlsplit(back.headers["Location"])
    return client.get(f"{parts.path}?{parts.query}")


def test_who_has_an_account_comes_in_and_goes_where_they_wanted(world: World, issuer: str) -> None:
    client = site(world, issuer).test_client()
    page = client.get("/sign-in?next=/interviews").text
    link = re.search(r'href="(/sign-in/sso[^"]*)">Sign in with our school', page)
    assert link
    assert come_in(client, "1", link[1]).location == "/interviews"
    assert is_in(client)


def test_who_was_invited_has_joined_by_it(world: World, issuer: str) -> None:
    app = site(world, issuer)
    client = app.test_client()
    assert come_in(client, "2").status_code == 303
    assert is_in(client)
    assert app.test_client().get(f"/join/{world.keys['invite']}").status_code == 404


@pytest.mark.parametrize("sub", ["3", "4"], ids=["unverified", "unknown"])
def test_who_isnt_known_by_a_proven_address_stays_out(world: World, issuer: str, sub: str) -> None:
    client = site(world, issuer).test_client()
    answer = come_in(client, sub)
    assert (answer.status_code, "Ask your coach" in answer.text) == (403, True)
    assert not is_in(client)


def test_an_account_is_known_by_its_subject_once_it_came_in(world: World, issuer: str) -> None:
    app = site(world, issuer)
    assert come_in(app.test_client(), "1").status_code == 303
    engine = make_engine(world.url)
    with session(engine) as s:
        mina = people.by_email(s, "mina@example.org")
        assert mina is not None
        people.change_address(s, mina, "elsewhere@example.org")
    client = app.test_client()
    assert come_in(client, "1").status_code == 303
    assert "elsewhere@example.org" in client.get("/account").text
    with session(engine) as s:
        people.disable(s, mina)
    engine.dispose()
    assert come_in(app.test_client(), "1").status_code == 403


def test_an_address_that_went_to_somebody_new_opens_no_account(world: World, issuer: str) -> None:
    app = site(world, issuer)
    assert come_in(app.test_client(), "1").status_code == 303
    assert come_in(app.test_client(), "6").status_code == 403
    assert come_in(app.test_client(), "1").status_code == 303


def test_a_second_factor_is_asked_after_it_too(world: World, issuer: str) -> None:
    app = site(world, issuer)
    turn_on(world.client("coach", app))
    client = app.test_client()
    assert come_in(client, "5").location.startswith("/sign-in/code")
    assert not is_in(client)


def test_an_answer_that_nobody_asked_for_lets_nobody_in(world: World, issuer: str) -> None:
    app = site(world, issuer)
    asked = app.test_client().get("/sign-in/sso").location
    back = requests.post(asked, data={"sub": "1"}, allow_redirects=False, timeout=20)
    parts = urlsplit(back.headers["Location"])
    other = app.test_client()
    answer = other.get(f"{parts.path}?{parts.query}")
    assert (answer.status_code, "didn’t work" in answer.text) == (502, True)
    assert not is_in(other)


def test_a_provider_that_is_down_is_said(world: World) -> None:
    client = site(world, "http://127.0.0.1:1").test_client()
    answer = client.get("/sign-in/sso")
    assert (answer.status_code, "didn’t work" in answer.text) == (502, True)


def test_what_was_set_without_proof_of_the_address_ends_with_the_first_proof(
    world: World, issuer: str
) -> None:
    """Whoever has taken up somebody's link comes in no more once the provider has spoken."""
    app = site(world, issuer)
    thief = app.test_client()
    password = {"new": "another lamp by the door", "again": "another lamp by the door"}
    assert post(thief, f"/join/{world.keys['invite']}", **password).status_code == 303
    assert is_in(thief)
    assert come_in(app.test_client(), "2").status_code == 303
    assert not is_in(thief)
    again = sign_in(app.test_client(), "new@example.org", "another lamp by the door")
    assert again.status_code == 401


def test_a_sign_in_that_was_begun_and_left_leaves_nothing_in_the_cookie(
    world: World, issuer: str
) -> None:
    client = site(world, issuer).test_client()
    for _ in range(30):
        client.get("/sign-in/sso")
    cookie = client.get_cookie("committee")
    assert cookie
    assert len(cookie.value) < 1000
