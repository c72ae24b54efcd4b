"""The second factor: turned on with a code, asked after every first factor, spent once."""

import re
import time

import pyotp
import pytest
from flask.sessions import SecureCookieSessionInterface
from flask.testing import FlaskClient

from tests.waiting import wait_until

from .conftest import PASSWORD, World, post
from .test_accounts import NEW, is_in, sign_in
from .test_links import button, command, link_in, said


def turn_on(client: FlaskClient) -> tuple[pyotp.TOTP, list[str]]:
    """Set the second factor up as a coach does: the authenticator, and the recovery codes."""
    # The codes used here and afterwards are of neighbouring steps: none passes meanwhile.
    wait_until(lambda: time.time() % 30 < 20)
    page = client.get("/account/code").text
    secret = re.search(r'class="secret">(\w+)<', page)
    assert secret
    assert "<svg" in page
    totp = pyotp.TOTP(secret[1])
    answer = post(client, "/account/code", code=totp.at(time.time() - 30), known=PASSWORD)
    codes = re.findall(r"<code>([a-z2-7-]{29})</code>", answer.text)
    assert (answer.status_code, len(set(codes))) == (200, 10)
    return totp, codes


def test_a_code_is_asked_after_the_password_and_works_once(world: World) -> None:
    app = world.app()
    totp, _ = turn_on(world.client("coach", app))
    client = app.test_client()
    asked = sign_in(client, "coach@example.org")
    assert asked.location.startswith("/sign-in/code")
    assert not is_in(client), "a password alone lets nobody in"
    assert post(client, asked.location, code="000000").status_code == 401
    code = totp.now()
    assert post(client, asked.location, code=f"{code[:3]} {code[3:]}").status_code == 303
    assert is_in(client)
    other = app.test_client()
    again = sign_in(other, "coach@example.org")
    assert post(other, again.location, code=code).status_code == 401
    assert not is_in(other)


def test_a_recovery_code_stands_in_once(world: World) -> None:
    app = world.app()
    _, codes = turn_on(world.client("coach", app))
    results = []
    for _ in range(2):
        client = app.test_client()
        asked = sign_in(client, "coach@example.org")
        results.append(post(client, asked.location, code=codes[3].upper()).status_code)
    assert results == [303, 401]


def test_a_link_to_a_new_password_doesnt_lead_past_the_code(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = world.app()
    turn_on(world.client("coach", app))
    _, told = command(world, monkeypatch, "reset-password", "coach@example.org", "--url",
                      "http://localhost")  # fmt: skip
    client = app.test_client()
    answer = post(client, link_in(told), new=NEW, again=NEW)
    assert answer.location.startswith("/sign-in/code")
    assert not is_in(client)
    _, told = command(world, monkeypatch, "reset-password", "coach@example.org",
                      "--without-code", "--url", "http://localhost")  # fmt: skip
    post(client, link_in(told), new=NEW, again=NEW)
    assert is_in(client)


def test_guesses_at_a_code_are_counted(world: World) -> None:
    app = world.app(tries_per_account=2)
    turn_on(world.client("coach", app))
    client = app.test_client()
    asked = sign_in(client, "coach@example.org").location
    assert [post(client, asked, code="000000").status_code for _ in range(3)] == [401, 401, 429]


def test_a_code_is_asked_for_minutes_not_for_ever(world: World) -> None:
    app = world.app()
    totp, _ = turn_on(world.client("coach", app))
    client = app.test_client()
    asked = sign_in(client, "coach@example.org").location
    with client.session_transaction() as cookie:
        cookie["asked_code"] = {**cookie["asked_code"], "at": int(time.time()) - 400}
    assert post(client, asked, code=totp.now()).location == "/sign-in"


def test_the_secret_isnt_readable_in_the_database(world: World) -> None:
    totp, codes = turn_on(world.client("coach"))
    kept = b"".join(p.read_bytes() for p in world.path.parent.glob(f"{world.path.name}*"))
    assert [secret.encode() in kept for secret in (totp.secret, *codes)] == [False] * 11


def test_who_coaches_no_longer_can_still_turn_it_off(world: World) -> None:
    coach, owner = world.client("coach"), world.client("coach_open")
    turn_on(coach)
    said(owner, button(owner.get("/people").text, "No longer a coach Ines Ferro"))
    assert "turn it off" in coach.get("/account").text
    assert coach.get("/account/code").status_code == 200
    said(coach, "/account/code/off", known=PASSWORD)
    assert coach.get("/account/code").status_code == 404


def test_it_is_turned_off_by_the_password(world: World) -> None:
    app = world.app()
    coach = world.client("coach", app)
    turn_on(coach)
    assert post(coach, "/account/code/off", known="not the password").status_code == 422
    said(coach, "/account/code/off", known=PASSWORD)
    client = app.test_client()
    assert sign_in(client, "coach@example.org").location == "/"
    assert is_in(client)


def test_no_page_of_setting_up_is_told_a_secret_twice_and_the_cookie_holds_none(
    world: World,
) -> None:
    app = world.app()
    client, seen = world.client("coach", app), []
    for _ in range(2):
        page = client.get("/account/code").text
        secret = re.search(r'class="secret">(\w+)<', page)
        assert secret
        seen.append(secret[1])
        cookie = client.get_cookie("committee")
        assert cookie
        signer = SecureCookieSessionInterface().get_signing_serializer(app)
        assert signer
        assert "code_secret" in signer.loads(cookie.value)
        assert secret[1] not in str(signer.loads(cookie.value))
    assert len(set(seen)) == 2


def test_turning_it_on_ends_every_other_session(world: World) -> None:
    app = world.app()
    here, there = app.test_client(), app.test_client()
    for each in (here, there):
        assert sign_in(each, "coach@example.org").status_code == 303
    turn_on(here)
    assert (is_in(here), is_in(there)) == (True, False)


def test_a_copied_cookie_neither_sees_the_secret_nor_outlives_it(world: World) -> None:
    app = world.app()
    here = app.test_client()
    assert sign_in(here, "coach@example.org").status_code == 303
    secret = re.search(r'class="secret">(\w+)<', here.get("/account/code").text)
    cookie = here.get_cookie("committee")
    assert secret
    assert cookie
    copy = app.test_client()
    copy.set_cookie("committee", cookie.value)
    wrong = post(copy, "/account/code", code="000000", known="not the password")
    assert (wrong.status_code, secret[1] in wrong.text, "begin anew" in wrong.text) == (
        422, False, True,
    )  # fmt: skip
    turn_on(here)
    assert (is_in(here), is_in(copy)) == (True, False)
