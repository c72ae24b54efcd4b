"""Guesses are counted by account and by network, by all processes together, failures only."""

import logging
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from committee.config import Settings, remarks
from committee.store import people
from committee.store.engine import make_engine, session
from committee.store.schema import migrate
from committee.web import create_app

from .conftest import PASSWORD, PASSWORD_HASH, World, post
from .test_accounts import NEW, sign_in

WRONG = "not the password at all"
PROXIED = {"proxies": 1, "tries_per_network": 3, "trusted_hosts": ["localhost"]}


def guess(world: World, address: str, email: str, password: str = WRONG, **settings: object) -> int:
    """The status of a sign-in from an address, seen through one proxy."""
    client = world.app(**{**PROXIED, **settings}).test_client()
    client.environ_base["HTTP_X_FORWARDED_FOR"] = address
    return sign_in(client, email, password).status_code


def test_guesses_at_an_account_are_counted_whoever_makes_them(world: World) -> None:
    limit = {"tries_per_account": 3, "tries_per_network": 100}
    made = [guess(world, f"192.0.2.{n}", "Coach@example.org", **limit) for n in range(5)]
    assert made == [401, 401, 401, 429, 429]
    assert guess(world, "192.0.2.9", "coach@example.org", PASSWORD, **limit) == 429
    assert guess(world, "192.0.2.9", "mina@example.org", PASSWORD, **limit) == 303
    nobody = [guess(world, f"192.0.2.{n}", "nobody@example.org", **limit) for n in range(5)]
    assert nobody == made, "an account that doesn't exist is throttled alike"


def test_nobody_is_kept_out_of_their_own_browser_by_others_guesses(world: World) -> None:
    limit = {"tries_per_account": 3, "tries_per_network": 100}
    app = world.app(**{**PROXIED, **limit})
    home = app.test_client()
    assert sign_in(home, "coach@example.org").status_code == 303
    assert post(home, "/sign-out/here").status_code == 303
    made = [guess(world, f"192.0.2.{n}", "coach@example.org", **limit) for n in range(5)]
    assert made == [401, 401, 401, 429, 429]
    assert guess(world, "192.0.2.9", "coach@example.org", PASSWORD, **limit) == 429
    assert sign_in(home, "coach@example.org").status_code == 303
    post(home, "/sign-out/here")
    own = [sign_in(home, "coach@example.org", WRONG).status_code for _ in range(5)]
    assert own == [401, 401, 401, 429, 429]
    journal = world.client("coach").get("/journal").text
    assert "accounts.sign_in, 429" in journal
    assert "from 192.0.2." in journal
    assert "by password" in journal


def test_without_a_proxy_what_a_browser_says_of_its_address_is_not_believed(world: World) -> None:
    limit = {"proxies": 0, "tries_per_account": 100, "tries_per_network": 3}
    people = ("coach", "mina", "stranger", "nobody")
    made = [
        guess(world, f"192.0.2.{n}", f"{who}@example.org", **limit) for n, who in enumerate(people)
    ]
    assert made == [401, 401, 401, 429]


@pytest.mark.parametrize(
    ("addresses", "same"),
    [
        (["192.0.2.1"] * 4, True),
        (["192.0.2.1", "192.0.2.2", "192.0.2.3", "192.0.2.4"], False),
        (["2001:db8::1", "2001:db8::ffff:1", "2001:db8:0:0:9::", "2001:db8::2"], True),
        (["2001:db8:0:1::1", "2001:db8:0:2::1", "2001:db8:0:3::1", "2001:db8:0:4::1"], False),
        (["::ffff:192.0.2.1", "192.0.2.1", "::ffff:192.0.2.1", "192.0.2.1"], True),
    ],
)
def test_guesses_of_a_network_are_counted_whomever_they_are_at(
    world: World, addresses: list[str], same: bool
) -> None:
    made = [guess(world, each, f"p{n}@example.org") for n, each in enumerate(addresses)]
    assert made == [401, 401, 401, 429 if same else 401]


def test_a_class_behind_one_address_signs_in(world: World) -> None:
    made = [guess(world, "192.0.2.1", "mina@example.org", PASSWORD) for _ in range(30)]
    assert made == [303] * 30
    assert [guess(world, "192.0.2.1", f"p{n}@example.org") for n in range(4)] == [401] * 3 + [429]


def test_who_has_to_wait_is_told_how_long(world: World) -> None:
    client = world.app(tries_per_account=1, tries_minutes=7).test_client()
    sign_in(client, "coach@example.org", WRONG)
    answer = sign_in(client, "coach@example.org", WRONG)
    assert "Wait 7 minutes, then try again." in answer.text
    assert 400 < int(answer.headers["Retry-After"]) <= 420
    assert client.get("/sign-in").status_code == 200


def test_who_is_signed_in_guesses_no_oftener_than_who_is_not(world: World) -> None:
    client = world.client("coach", world.app(tries_per_account=2))
    fields = {"current": WRONG, "new": NEW, "again": NEW}
    made = [post(client, "/account", **fields).status_code for _ in range(2)]
    made.append(post(client, "/account/address", email="a@example.org", known=WRONG).status_code)
    assert made == [422, 422, 429]


def test_letters_are_sent_no_oftener_than_that(world: World) -> None:
    client = world.app(tries_per_account=2, smtp_url="smtp://127.0.0.1:1").test_client()
    made = [post(client, "/forgotten", email="none@example.org").status_code for _ in range(3)]
    assert made == [303, 303, 429]


def test_four_workers_count_together(make_database: Callable[[], str]) -> None:
    url = make_database()
    migrate(url)
    engine = make_engine(url)
    with session(engine) as s:
        people.create_person(s, "coach@example.org", "Ines", password_hash=PASSWORD_HASH)
    settings = Settings(database_url=url, secret_key="t" * 40, tries_per_account=5)
    workers = [create_app(settings) for _ in range(4)]

    def attempt(number: int) -> int:
        client = workers[number % 4].test_client()
        return sign_in(client, "coach@example.org", WRONG).status_code

    with ThreadPoolExecutor(8) as pool:
        answers = Counter(pool.map(attempt, range(20)))
    assert answers == {401: 5, 429: 15}
    for each in (engine, *(app.extensions["engine"] for app in workers)):
        each.dispose()


@pytest.mark.parametrize(
    ("proxies", "forwarded", "said"),
    [
        (0, None, ""),
        (0, "192.0.2.1", "came through a proxy"),
        (1, "192.0.2.1", ""),
        (1, None, "came through 0"),
        (2, "192.0.2.1", "came through 1"),
        (1, "9.9.9.9, 10.0.0.7", "one proxy more"),
        (2, "9.9.9.9, 10.0.0.7", ""),
        (1, "10.0.0.9, 10.0.0.7", ""),
        (1, "unknown", ""),
    ],
)
def test_a_number_of_proxies_that_doesnt_fit_is_said_once(
    tmp_path, caplog: pytest.LogCaptureFixture, proxies: int, forwarded: str | None, said: str
) -> None:
    url = f"sqlite:///{tmp_path / 'x.db'}"
    migrate(url)
    client = create_app(
        Settings(database_url=url, secret_key="t" * 40, proxies=proxies)
    ).test_client()
    caplog.set_level(logging.WARNING)
    for _ in range(3):
        client.get("/sign-in", headers={"X-Forwarded-For": forwarded} if forwarded else {})
    told = [line for line in caplog.messages if "COMMITTEE_PROXIES" in line]
    assert (len(told), said in "".join(told)) == (1 if said else 0, True)


def test_production_without_a_proxy_is_remarked_at_start() -> None:
    def told(**given: object) -> list[bool]:
        found = remarks(Settings(secret_key="t" * 40, **given))  # type: ignore[arg-type]
        return ["COMMITTEE_PROXIES" in each for each in found]

    assert told(production=True) == [True]
    assert told(production=True, proxies=1) == told() == []
