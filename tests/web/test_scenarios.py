"""Scenarios, each a lesson that opens in the simulator: on every installation, and at its door."""

import re
from html import unescape

import pytest

from committee.files.scenario_catalogue import pair, scenarios
from committee.store import invites, people
from committee.store.engine import make_engine, session

from .conftest import World, post
from .test_accounts import NEW


def rows(page: str) -> dict[str, str]:
    """Where each scenario leads, by its title."""
    found = re.findall(r'<th scope="row"><a href="([^"]+)">([^<]+)</a>', page)
    return {unescape(title): unescape(path) for path, title in found}


def test_each_scenario_has_its_lesson_and_opens_without_an_account(world: World) -> None:
    stranger = world.app().test_client()
    page = stranger.get("/simulator/scenarios").text
    assert rows(page).keys() == {each.title for each in scenarios().values()}
    assert all(each.lesson in unescape(page) for each in scenarios().values())
    shown = stranger.get(rows(page)["The acer"]).text
    assert "B · The acer" in unescape(" ".join(re.sub(r"<[^>]+>", "", shown).split()))
    assert "Downlevel: offer at Mid" in shown
    assert page.index("<h2>Lessons</h2>") < page.index("<h2>Traps</h2>")
    assert "Mine" not in page


def test_a_coach_finds_her_own_loops_below(world: World) -> None:
    page = world.client("coach").get("/simulator/scenarios").text
    assert "<h2>Mine: Spring</h2>" in page
    assert f"loop.{world.keys['loop']}" in page
    assert (
        f"loop.{world.keys['loop']}"
        not in world.client("coach_open").get("/simulator/scenarios").text
    )


def test_the_demonstration_opens_with_two_verdicts_over_one_score(world: World) -> None:
    page = unescape(world.app(demo=True).test_client().get("/sign-in").text)
    hire, downlevel = (scenarios()[each] for each in pair())
    order = [
        page.index(words)
        for words in (
            "coding 4.0", hire.packet.candidate, "Hire at Senior", downlevel.packet.candidate,
            "Downlevel: offer at Mid", "Come in as the coach", "Come in as an interviewer",
        )
    ]  # fmt: skip
    assert order == sorted(order)


@pytest.mark.parametrize("name", ["Ada Lindt", " "])
def test_a_coach_who_is_known_by_address_alone_is_asked_for_a_name(world: World, name: str) -> None:
    with session(make_engine(world.url)) as s:
        address = "ada@example.org"
        _, token = invites.create_invite(s, address, address, as_="coach", by=None)
    ada = world.app().test_client()
    assert "Your name" in ada.get(f"/join/{token}").text
    answer = post(ada, f"/join/{token}", name=name, new=NEW, again=NEW)
    with session(make_engine(world.url)) as s:
        made = people.by_email(s, address)
        assert made
        assert (answer.status_code, made.name) == (
            (303, "Ada Lindt") if name.strip() else (422, address)
        )
