"""The lists of people and of the journal: found by words, read page by page, nothing twice."""

import re

import pytest
from flask.testing import FlaskClient

from committee.store import journal, loops, people
from committee.store.engine import make_engine, session

from .conftest import World, post

FIRST = "Émile Zwartje"


@pytest.fixture
def coach(world: World) -> FlaskClient:
    """A coach where 120 people and 120 entries have been added; the first has accents."""
    engine = make_engine(world.url)
    with session(engine) as s:
        for number in range(120):
            name = FIRST if number == 0 else f"Person {number:03}"
            somebody = people.create_person(s, f"p{number}@example.org", name)
            journal.record(s, "waved", somebody, detail=f"wave {number:03}")
    engine.dispose()
    return world.client("coach")


def read(coach: FlaskClient, path: str, row: str) -> list[list[str]]:
    """What `row` finds in each page of a list, following its links to the end."""
    pages = []
    while path:
        text = coach.get(path).text
        pages.append(re.findall(row, text))
        link = re.search(r'class="button quiet" href="([^"]*after=[^"]*)"', text)
        path = link.group(1).replace("&amp;", "&") if link else ""
    return pages


def test_everybody_is_listed_once_page_by_page(coach: FlaskClient) -> None:
    pages = read(coach, "/people", r'<th scope="row">([^<]+)</th>')
    names = [name for page in pages for name in page]
    assert [len(page) for page in pages] == [50, 50, 27]
    assert names == sorted(set(names))
    assert len([name for name in names if name.startswith("Person ")]) == 119


def test_the_journal_is_read_back_page_by_page(coach: FlaskClient) -> None:
    pages = read(coach, "/journal?find=wave", r"wave (\d+)")
    assert [len(page) for page in pages] == [50, 50, 20]
    assert [number for page in pages for number in page] == [f"{n:03}" for n in range(119, -1, -1)]


@pytest.mark.parametrize("words", ["émile", "ÉMILE zw", "p0@EXAMPLE"])
def test_people_are_found_by_name_and_address_whatever_the_case(
    coach: FlaskClient, words: str
) -> None:
    rows = re.findall(r'<th scope="row">([^<]+)</th>', coach.get(f"/people?find={words}").text)
    assert rows == [FIRST]


def test_the_journal_is_searched_by_who(coach: FlaskClient) -> None:
    assert read(coach, "/journal?find=zwartje", r"wave (\d+)") == [["000"]]


@pytest.mark.parametrize("path", ["/people", "/journal"])
def test_words_are_no_pattern_and_stay_in_the_field(coach: FlaskClient, path: str) -> None:
    text = coach.get(f"{path}?find=%25_%22<b>").text
    assert "<table" not in text
    assert 'value="%_&#34;&lt;b&gt;"' in text


@pytest.mark.parametrize("path", ["/people", "/journal"])
@pytest.mark.parametrize("after", ["0", "-1", "x", "2147483647"])
def test_a_page_that_isnt_one_is_no_error(coach: FlaskClient, path: str, after: str) -> None:
    assert coach.get(f"{path}?after={after}").status_code == 200


def test_a_blind_coach_finds_nothing_of_the_loop_and_no_page_falls_short(world: World) -> None:
    engine = make_engine(world.url)
    with session(engine) as s:
        loop = loops.loop_by_key(s, world.keys["loop"])
        for number in range(60):
            journal.record(s, "knocked", None, detail=f"knock {number}")
            journal.record(s, "canary act", None, f"loop:{loop.key}", f"canary detail {number}")
    engine.dispose()
    blind, other = world.client("coach_open"), world.client("coach")
    assert "canary" not in "".join(re.findall("<tr>.*?</tr>", blind.get("/journal").text, re.S))
    assert len(re.findall(r"knock \d", blind.get("/journal").text)) == 50
    assert "<table" not in blind.get("/journal?find=canary").text
    assert other.get("/journal?find=canary").text.count("canary detail") == 50
    assert post(blind, "/cohorts", name="Autumn").status_code == 303
    assert "made cohort" in blind.get("/journal?find=ruth").text
