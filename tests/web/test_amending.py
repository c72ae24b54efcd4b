"""Amending looks like amending; a revision says what it changed and what was known by then."""

import html
import re
from collections.abc import Callable

from flask.testing import FlaskClient
from playwright.sync_api import Browser, expect

from .axe import violations
from .conftest import World, post
from .sites import served
from .test_blind import submit
from .test_pages import sign_in, tab

OPEN_BY_NOW = "Others’ scorecards had been read by then, after handing in one of their own."
BLIND = "Others’ scorecards had not been read by then."


def said(page: str) -> str:
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", page)))


def form(world: World, key: str = "seat") -> str:
    return f"/scorecards/{world.keys[key]}"


def amend(world: World, mina: FlaskClient, reason: str, **fields: str) -> None:
    """Change a submitted scorecard, review it, and hand it in anew."""
    assert post(mina, form(world), action="review", **fields).status_code == 303
    review = mina.get(f"{form(world)}/review").text
    version = re.search(r'name="version" value="(\d+)"', review)
    assert version
    sent = {"version": version[1], "reason": reason}
    assert post(mina, f"{form(world)}/submit", **sent).status_code == 303


def test_the_form_says_what_it_amends_and_what_is_changed_so_far(world: World) -> None:
    mina = world.client("done")
    page = said(mina.get(f"{form(world)}/amend").text)
    for words in ("Amend: R. Okafor", "this becomes revision 2", "Nothing differs from revision 1"):
        assert words in page
    assert "you can’t see other interviewers" not in page
    assert post(mina, form(world), action="save", **{"read.scope": "mid"}).status_code == 303
    for path in (f"{form(world)}/amend", f"{form(world)}/now", f"{form(world)}/review"):
        assert "Against revision 1: Scope: Senior → Mid" in said(mina.get(path).text)
    review = mina.get(f"{form(world)}/review").text
    assert review.index("Why you amend it") < review.index("How it reads")
    assert "Submit revision 2" in review


def test_a_first_scorecard_amends_nothing(world: World) -> None:
    tariq = world.client("open")
    for path in (form(world, "own"), f"{form(world, 'own')}/now"):
        page = said(tariq.get(path).text)
        assert "amending" not in page
        assert "revision" not in page


def test_each_revision_says_what_it_changed_and_what_had_been_read(world: World) -> None:
    mina, coach = world.client("done"), world.client("coach")
    amend(world, mina, "Too kind.", **{"read.scope": "mid", "e.b1-2.quote": "I asked them."})
    submit(world, "open")
    mina.get(f"/loops/{world.keys['loop']}/packet")
    assert "You have read the others’ scorecards" in said(mina.get(f"{form(world)}/amend").text)
    amend(world, mina, "Once more.", recommendation="no")
    own = said(mina.get(form(world)).text)
    seat = f"/loops/{world.keys['loop']}/seats/{world.keys['seat']}"
    for page in (own, said(coach.get(seat).text)):
        third, second, first = re.split(r"Revision [12]\b", page[page.index("Revision 3") :])
        assert "Against revision 2: Recommendation: Strong yes at Senior → No" in third
        assert OPEN_BY_NOW in third
        assert "Against revision 1: Scope: Senior → Mid Edited:" in second
        assert "now “I asked them.”" in second
        assert BLIND in second
        assert "Against" not in first
        assert BLIND in first
    board = said(coach.get(f"/loops/{world.keys['loop']}").text)
    assert "Against revision 2: Recommendation: Strong yes at Senior → No" in board


def test_what_came_back_is_amended_and_tells_its_author_nothing_of_others(world: World) -> None:
    back = f"/loops/{world.keys['loop']}/seats/{world.keys['seat']}/hand-back"
    assert post(world.client("coach"), back, reason="Look again.").status_code == 303
    page = said(world.client("done").get(form(world)).text)
    assert "this becomes revision 2" in page
    assert "others’ scorecards" not in page


def test_changes_are_told_while_they_are_typed(
    chromium: Browser, fresh: Callable[..., World]
) -> None:
    expect.set_options(timeout=20_000)
    world = fresh()
    with served(world.app()) as address, tab(chromium, 1280) as page:
        sign_in(page, address, "done")
        expect(page.get_by_role("heading", name="Your interviews")).to_be_visible()
        page.goto(f"{address}{form(world)}/amend")
        notice = page.locator("#amending")
        expect(notice).to_contain_text("Nothing differs from revision 1.")
        page.locator('label[for="read.scope.mid"]').click()
        expect(notice).to_contain_text("Scope: Senior → Mid")
        assert violations(page) == []
        page.set_viewport_size({"width": 360, "height": 740})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
