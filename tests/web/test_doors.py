"""Every route, every method, every relation: the answer is the one that doors.toml says."""

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest

from .conftest import World
from .doors import PERSONS, Door, answered, read_doors

DOORS = read_doors()
READING = [door for door in DOORS if door.method == "GET"]
UNSAFE = [door for door in DOORS if door.method != "GET"]
names = {"ids": lambda door: door.name}


def everything(world: World) -> list[str]:
    """All rows of all tables but that of who read what, which reading is there to fill."""
    with closing(sqlite3.connect(world.path)) as connection:
        return [
            row for row in connection.iterdump() if not row.startswith('INSERT INTO "sighting"')
        ]


def plain(text: str) -> str:
    """A page without the token in its form, which differs from one answer to the next."""
    return re.sub(r'(name="csrf_token"[^>]*value=")[^"]+', r"\1", text)


def test_every_route_is_in_the_matrix(world: World) -> None:
    rules = world.app(demo=True).url_map.iter_rules()
    served = {
        f"{method} {rule.rule}" for rule in rules for method in rule.methods - {"HEAD", "OPTIONS"}
    }
    assert served == {door.name for door in DOORS}


@pytest.mark.parametrize("door", DOORS, **names)
def test_each_person_gets_the_answer_that_is_theirs(
    fresh: Callable[..., World], door: Door
) -> None:
    got = {
        person: answered(door.knock(fresh(door.needs_release(person)), person))
        for person in PERSONS
    }
    assert got == door.answers


@pytest.mark.parametrize("door", [d for d in DOORS if "{" in d.path], **names)
def test_what_isnt_yours_answers_as_what_doesnt_exist(
    fresh: Callable[..., World], door: Door
) -> None:
    absent = Door(
        door.route,
        door.method,
        re.sub(r"\{\w+\}", "9999" if "<int:" in door.route else "zzzzzzzzzzzzzzzz", door.path),
        door.answers,
        door.send,
    )
    for person in (p for p, answer in door.answers.items() if answer == "nothing"):
        world = fresh(door.needs_release(person))
        theirs, nobodys = door.knock(world, person), absent.knock(world, person)
        assert (theirs.status_code, plain(theirs.text)) == (404, plain(nobodys.text))
        assert headers(theirs) == headers(nobodys)


def headers(response: object) -> list[tuple[str, str]]:
    """What an answer tells beside its body; a cookie's value is the session's."""
    return [(k, v) for k, v in response.headers if k != "Set-Cookie"]  # type: ignore[attr-defined]


@pytest.mark.parametrize("door", UNSAFE, **names)
def test_without_its_token_no_form_is_taken(fresh: Callable[..., World], door: Door) -> None:
    for person in ("anonymous", "coach", "candidate"):
        world = fresh(door.released)
        before = everything(world)
        response = door.knock(world, person, with_token=False)
        assert response.status_code == 400
        written = [row for row in everything(world) if row not in before]
        (refused,) = [row for row in written if row.startswith('INSERT INTO "journalentry"')]
        assert "'refused'" in refused
        assert ", 400'" in refused
        assert set(written) == {refused}, "it is written down, and nothing else happens"


@pytest.mark.parametrize("door", READING, **names)
def test_reading_changes_nothing(fresh: Callable[..., World], door: Door) -> None:
    world = fresh()
    before = everything(world)
    for person in PERSONS:
        door.knock(world, person)
    assert everything(world) == before
