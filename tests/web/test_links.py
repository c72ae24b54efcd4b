"""Links that work once: whom they let in, what ends them, and where they lead."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient

from committee.cli import root
from committee.store import invites, loops, one_time_links, people
from committee.store.engine import make_engine, session

from .conftest import COACH_NAME, PASSWORD, World, post
from .test_accounts import NEW, is_in, sign_in

YAW = {"name": "Yaw Mensah", "email": "yaw@example.org", "kind": "coding"}


def link_in(page: str) -> str:
    """The path of the link to copy that a page shows."""
    found = re.search(r"http://localhost(/(?:join|password)/[\w-]+)", page)
    assert found, "no link is shown"
    return found[1]


def said(client: FlaskClient, path: str, **fields: str) -> str:
    """The page after a press that was taken."""
    answer = post(client, path, **fields)
    assert answer.status_code == 303, answer.text
    return client.get(answer.location).text


def button(page: str, name: str) -> str:
    """Where a button sends its form, by all that it says."""
    forms = re.findall(r'<form class="press".*?</form>', page, re.DOTALL)
    named = [f for f in forms if " ".join(re.sub(r"<[^>]*>", " ", f).split()) == name]
    assert len(named) == 1, f"{len(named)} buttons say {name}"
    return re.findall(r'action="([^"]+)"', named[0])[0]


def test_an_earlier_candidates_link_neither_opens_nor_takes_the_loop(world: World) -> None:
    app = world.app()
    coach, loop = world.client("coach", app), f"/loops/{world.keys['loop']}"
    wrong = link_in(said(coach, f"{loop}/candidate", reader="wrong@example.org", sure="y"))
    right = link_in(said(coach, f"{loop}/candidate", reader="right@example.org", sure="y"))
    assert post(app.test_client(), wrong, new=NEW, again=NEW).status_code == 404
    theirs = app.test_client()
    assert post(theirs, right, new=NEW, again=NEW).status_code == 303
    assert theirs.get(f"/packets/{world.keys['loop']}").status_code == 200


def test_a_candidates_link_gives_no_loop_back_that_was_given_to_another(world: World) -> None:
    app = world.app()
    coach, loop = world.client("coach", app), f"/loops/{world.keys['loop']}"
    link = link_in(said(coach, f"{loop}/candidate", reader="yaw@example.org", sure="y"))
    other = said(coach, f"/cohorts/{world.keys['cohort']}", candidate="Nora", target="senior",
                 policy="senior-loop")  # fmt: skip
    other_loop = re.findall(r'action="(/loops/[^"/]+)/seats"', other)[0]
    post(coach, f"{other_loop}/seats", **YAW, sure="y")  # Known by another name.
    post(coach, f"{loop}/candidate", reader="okafor@example.org", sure="y")
    yaw = app.test_client()
    assert post(yaw, link, new=NEW, again=NEW).status_code == 303, "an interview waits for them"
    assert yaw.get(f"/packets/{world.keys['loop']}").status_code == 404
    assert world.client("candidate", app).get(f"/packets/{world.keys['loop']}").status_code == 200


def test_who_sits_on_three_loops_gets_one_link_that_leads_to_all(world: World) -> None:
    app = world.app()
    coach, loop = world.client("coach", app), f"/loops/{world.keys['loop']}"
    link = link_in(said(coach, f"{loop}/seats", **YAW))
    for kind in ("behavioral", "system_design"):
        again = said(coach, f"{loop}/seats", **{**YAW, "kind": kind})
        assert link_in(again) == link, "it stands there until it is used, once"
        assert len(re.findall(r'value="http://localhost/join/', again)) == 1
        assert "comes in by the link of" in again
    yaw = app.test_client()
    assert post(yaw, link, new=NEW, again=NEW).status_code == 303
    assert len(set(re.findall(r"/scorecards/[\w-]+", yaw.get("/interviews").text))) == 3


def test_taking_the_last_interview_away_ends_the_link(world: World) -> None:
    app = world.app()
    coach, loop = world.client("coach", app), f"/loops/{world.keys['loop']}"
    page = said(coach, f"{loop}/seats", **YAW)
    link = link_in(page)
    assert app.test_client().get(link).status_code == 200
    said(coach, button(page, "Remove Yaw Mensah’s coding"))
    assert app.test_client().get(link).status_code == 404


def test_closing_an_account_ends_its_links_for_good(world: World) -> None:
    app, keys = world.app(), world.keys
    coach, number = world.client("coach", app), keys["stranger"]
    post(coach, f"/people/{keys['newcomer']}/disable")
    post(coach, f"/people/{number}/disable")
    paths = [f"/join/{keys['invite']}", f"/password/{keys['password']}",
             f"/address/{keys['address']}"]  # fmt: skip
    assert [app.test_client().get(path).status_code for path in paths] == [404] * 3
    assert post(app.test_client(), paths[0], new=NEW, again=NEW).status_code == 404
    post(coach, f"/people/{keys['newcomer']}/enable")
    post(coach, f"/people/{number}/enable")
    assert [app.test_client().get(path).status_code for path in paths] == [404] * 3


def test_a_closed_account_redeems_nothing_that_was_left_open(world: World) -> None:
    engine = make_engine(world.url)
    with session(engine) as s:
        closed = people.create_person(s, "closed@example.org", "C. Losed")
        people.disable(s, closed)
        _, token = one_time_links.make_link(s, closed, "interviewer", invites.LASTING)
    engine.dispose()
    assert post(world.app().test_client(), f"/join/{token}", new=NEW, again=NEW).status_code == 404


def test_open_links_are_listed_and_taken_back(world: World) -> None:
    app = world.app()
    coach = world.client("coach", app)
    page = coach.get("/people").text
    assert "Osei Badu</strong>: coming in as interviewer" in page
    said(coach, button(page, "Take it back from Osei Badu"))
    assert app.test_client().get(f"/join/{world.keys['invite']}").status_code == 404
    again = said(coach, button(coach.get("/people").text, "New link for Osei Badu"))
    assert post(app.test_client(), link_in(again), new=NEW, again=NEW).status_code == 303


def test_a_link_of_who_has_an_account_leads_through_sign_in_to_its_loop(world: World) -> None:
    engine = make_engine(world.url)
    with session(engine) as s:
        mina = people.by_email(s, "mina@example.org")
        loop = loops.loop_by_key(s, world.keys["loop"])
        assert mina is not None
        _, token = one_time_links.make_link(s, mina, "interviewer", invites.LASTING, loop=loop)
    engine.dispose()
    app, path = world.app(), f"/join/{token}"
    there = f"/loops/{world.keys['loop']}"
    assert world.client("done", app).get(path).location == there
    mina_later = app.test_client()
    asked = mina_later.get(path).location
    token_ = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', mina_later.get(asked).text)
    assert token_
    fields = {"csrf_token": token_[1], "email": "mina@example.org", "password": PASSWORD}
    assert mina_later.post(asked, data=fields).location == there
    coach = world.client("coach", app)
    page = coach.get(path).text
    assert f"ends the session of {COACH_NAME}" in page
    assert is_in(coach), "opening a link ends nobody's session"
    assert post(coach, button(page, "End it, and sign in as Mina Okonjo")).status_code == 303
    assert not is_in(coach)


@pytest.mark.parametrize("kind", ["join", "password"])
def test_a_link_opened_in_anothers_session_says_whose_ends(world: World, kind: str) -> None:
    key = {"join": "invite", "password": "password"}[kind]
    coach = world.client("coach")
    page = coach.get(f"/{kind}/{world.keys[key]}").text
    assert f"ends the session of {COACH_NAME}" in " ".join(page.split())
    assert is_in(coach)
    assert "ends the session" not in world.app().test_client().get(
        f"/{kind}/{world.keys[key]}"
    ).text  # fmt: skip


def test_a_forgotten_password_is_renewed_by_a_coachs_link(world: World) -> None:
    app = world.app()
    theirs = world.client("stranger", app)
    coach = world.client("coach", app)
    assert app.test_client().get(f"/password/{world.keys['password']}").status_code == 200
    link = link_in(said(coach, f"/people/{world.keys['stranger']}/password"))
    assert app.test_client().get(f"/password/{world.keys['password']}").status_code == 404
    somewhere = app.test_client()
    assert post(somewhere, link, new=NEW, again=NEW).status_code == 303
    assert (is_in(somewhere), is_in(theirs)) == (True, False)
    assert sign_in(app.test_client(), "stranger@example.org", PASSWORD).status_code == 401
    assert sign_in(app.test_client(), "stranger@example.org", NEW).status_code == 303
    assert post(app.test_client(), link, new=NEW, again=NEW).status_code == 404


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/people/{newcomer}/password", 409),
        ("/people/{newcomer}/coach", 409),
        ("/people/{stranger}/invite", 409),
        ("/people/links/{link}/confirm", 404),
    ],
)
def test_what_doesnt_fit_an_account_is_refused(world: World, path: str, status: int) -> None:
    assert post(world.client("coach"), path.format(**world.keys)).status_code == status


def test_a_member_is_made_a_coach_and_back(world: World) -> None:
    app = world.app()
    coach, olga = world.client("coach", app), world.client("stranger", app)
    page = coach.get("/people").text
    said(coach, button(page, "Make a coach Olga Petrova"))
    assert olga.get("/cohorts").status_code == 200
    said(coach, button(coach.get("/people").text, "No longer a coach Olga Petrova"))
    assert olga.get("/cohorts").status_code == 404
    answer = post(coach, "/people", name="Olga", email="stranger@example.org")
    assert (answer.status_code, "Make a coach" in answer.text) == (422, True)


def test_nobody_changes_their_own_role(world: World) -> None:
    engine = make_engine(world.url)
    with session(engine) as s:
        ines = people.by_email(s, "coach@example.org")
        assert ines is not None
    engine.dispose()
    coach = world.client("coach")
    assert post(coach, f"/people/{ines.id}/member").status_code == 422
    assert coach.get("/cohorts").status_code == 200


def test_one_changes_ones_own_name(world: World) -> None:
    olga = world.client("stranger")
    assert "Olga P. Petrova" in said(olga, "/account/name", name="Olga P. Petrova")
    assert post(olga, "/account/name", name="  ").status_code == 422


def test_an_address_changes_once_a_coach_confirms_it(world: World) -> None:
    app = world.app()
    olga, coach = world.client("stranger", app), world.client("coach", app)
    fields = {"email": "Olga@Example.org", "known": "not the password"}
    assert post(olga, "/account/address", **fields).status_code == 422
    said(olga, "/account/address", **{**fields, "known": PASSWORD})
    assert sign_in(app.test_client(), "olga@example.org").status_code == 401
    page = coach.get("/people").text
    said(coach, button(page, "Confirm it for Olga Petrova"))
    assert sign_in(app.test_client(), "olga@example.org").status_code == 303
    assert sign_in(app.test_client(), "stranger@example.org").status_code == 401


def test_no_address_is_taken_over(world: World) -> None:
    olga, coach = world.client("stranger"), world.client("coach")
    said(olga, "/account/address", email="coach@example.org", known=PASSWORD)
    path = button(coach.get("/people").text, "Confirm it for Olga Petrova")
    assert post(coach, path).status_code == 409
    assert sign_in(world.app().test_client(), "coach@example.org").status_code == 303


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("short", "12 to 200 characters"),
        ("x" * 201, "12 to 200 characters"),
        ("passwordpassword", "among the first"),
        ("qwertyuiop123456", "among the first"),
        ("aaaaaaaaaaaaaaaa", "among the first"),
        ("Password1234!", "among the first"),
        ("new@example.org", "your own address"),
        ("newnewnewnewnew", "your own address"),
        ("oseibaduoseibadu", "your own address"),
    ],
)
def test_a_password_that_is_easily_guessed_spends_no_link(
    world: World, password: str, why: str
) -> None:
    app, path = world.app(), f"/join/{world.keys['invite']}"
    answer = post(app.test_client(), path, new=password, again=password)
    assert (answer.status_code, why in answer.text) == (422, True)
    assert post(app.test_client(), path, new=NEW, again=NEW).status_code == 303


@pytest.mark.parametrize("password", ["a b c d e f g h i j", "ünfug im grünen moor", "x9#" * 66])
def test_nothing_is_asked_of_a_passwords_characters(world: World, password: str) -> None:
    path = f"/join/{world.keys['invite']}"
    taken = post(world.app().test_client(), path, new=password, again=password).status_code
    assert taken == (422 if password.startswith("x9#") else 303)


def command(world: World, monkeypatch: pytest.MonkeyPatch, *args: str) -> tuple[int, str]:
    """How a command ends on a world, and what it prints."""
    monkeypatch.setenv("COMMITTEE_DATABASE_URL", world.url)
    ran = CliRunner().invoke(root, args)
    return ran.exit_code, ran.stdout if ran.exception is None else str(ran.exception)


def test_the_server_makes_a_link_for_a_lost_password(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, told = command(world, monkeypatch, "reset-password", "Coach@example.org", "--url",
                         "http://localhost")  # fmt: skip
    assert code == 0
    app = world.app()
    assert post(app.test_client(), link_in(told), new=NEW, again=NEW).status_code == 303
    assert sign_in(app.test_client(), "coach@example.org", NEW).status_code == 303
    _, told = command(world, monkeypatch, "reset-password", "nobody@example.org")
    assert "nobody@example.org has no account" in told


def test_create_coach_says_what_it_does_with_an_address_that_is_known(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, told = command(world, monkeypatch, "create-coach", "stranger@example.org")
    assert told == "Olga Petrova has an account, and is a coach now: they sign in as before.\n"
    assert world.client("stranger").get("/cohorts").status_code == 200
    _, told = command(world, monkeypatch, "create-coach", "new@example.org")
    app = world.app()
    assert app.test_client().get(f"/join/{world.keys['invite']}").status_code == 404
    osei = app.test_client()
    joined = told.strip().removeprefix("http://127.0.0.1:8080")
    assert post(osei, joined, new=NEW, again=NEW).status_code == 303
    assert osei.get("/cohorts").status_code == 200


def test_nobody_waits_to_write_while_a_password_is_worked_out(
    fresh: Callable[..., World], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    import sqlite3

    from argon2 import PasswordHasher

    world, free = fresh(), []

    def watched(real: Callable[..., object]) -> Callable[..., object]:
        def work(*args: object) -> object:
            other = sqlite3.connect(world.path, timeout=0, isolation_level=None)
            other.execute("BEGIN IMMEDIATE")
            other.close()
            free.append(real.__name__)
            return real(*args)

        return work

    for name in ("hash", "verify"):
        monkeypatch.setattr(PasswordHasher, name, watched(getattr(PasswordHasher, name)))
    keys, app = world.keys, world.app()
    new = {"new": NEW, "again": NEW}
    answers = [
        post(app.test_client(), f"/join/{keys['invite']}", **new),
        post(app.test_client(), f"/password/{keys['password']}", **new),
        sign_in(app.test_client(), "coach@example.org"),
        sign_in(app.test_client(), "nobody@example.org"),
        post(world.client("done", app), "/account", current=PASSWORD, **new),
        post(world.client("open", app), "/account/address", email="t@example.org", known=PASSWORD),
    ]
    assert [each.status_code for each in answers] == [303, 303, 303, 401, 303, 303]
    assert len(free) >= 7
