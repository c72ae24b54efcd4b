"""What was made can be changed, by who may, and what is wrong comes back at its field."""

import re
from html import unescape

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser, expect

from committee.store import people
from committee.store.engine import make_engine, session

from .conftest import COACH_NAME, MINA, World, post
from .sites import served


def fields_of(client: FlaskClient, path: str) -> dict[str, str]:
    """What a form of a page holds before anybody touches it, token aside."""
    page = client.get(path).text
    named = r'<input[^>]*name="(?P<n>[^"]+)"[^>]*value="(?P<v>[^"]*)"'
    found = {each["n"]: unescape(each["v"]) for each in re.finditer(named, page)}
    for name, options in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', page, re.S):
        chosen = re.search(r'<option selected value="([^"]*)"', options)
        assert chosen, f"{name} has nothing chosen"
        found[name] = chosen[1]
    return {name: value for name, value in found.items() if name != "csrf_token"}


@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [
        ("candidate", "Ada Lindt", "Ada Lindt</h1>"),
        ("target", "staff", "Target Staff"),
        ("policy", "consensus", "policy Consensus committee"),
        ("role", "Backend engineer", "Backend engineer"),
        ("held_on", "2026-03-12", "March\u00a02026"),
    ],
)
def test_a_loop_is_changed(world: World, field: str, value: str, shown: str) -> None:
    coach, loop = world.client("coach"), f"/loops/{world.keys['loop']}"
    before = fields_of(coach, f"{loop}/change")
    assert post(coach, f"{loop}/change", **{**before, field: value}).status_code == 303
    page = unescape(coach.get(loop).text)
    assert shown in page
    assert "Mina Okonjo" in page, "the panel stays"
    journal = coach.get("/journal").text
    assert "changed loop" in journal
    assert fields_of(coach, f"{loop}/change")[field] == value


def test_a_loop_is_moved_to_another_cohort(world: World) -> None:
    coach, loop = world.client("coach"), f"/loops/{world.keys['loop']}"
    autumn = post(coach, "/cohorts", name="Autumn").location
    before = fields_of(coach, f"{loop}/change")
    post(coach, f"{loop}/change", **{**before, "cohort": autumn.split("/")[-1]})
    assert "R. Okafor" in coach.get(autumn).text
    assert ">R. Okafor</a>" not in coach.get(f"/cohorts/{world.keys['cohort']}").text


def test_an_unchanged_loop_is_left_as_it_is(world: World) -> None:
    coach, loop = world.client("coach"), f"/loops/{world.keys['loop']}"
    before = fields_of(coach, f"{loop}/change")
    assert post(coach, f"{loop}/change", **before).status_code == 303
    assert fields_of(coach, f"{loop}/change") == before
    assert "changed loop" not in coach.get("/journal").text


def test_of_two_who_change_a_loop_the_second_is_told(world: World) -> None:
    coach, loop = world.client("coach"), f"/loops/{world.keys['loop']}"
    before = fields_of(coach, f"{loop}/change")
    post(coach, f"{loop}/change", **{**before, "target": "staff"})
    assert post(coach, f"{loop}/change", **{**before, "target": "mid"}).status_code == 409
    assert fields_of(coach, f"{loop}/change")["target"] == "staff"


def test_a_change_says_that_the_decision_is_older(world: World) -> None:
    coach, loop = world.client("coach"), f"/loops/{world.keys['loop']}"
    before = fields_of(coach, f"{loop}/change")
    post(coach, f"{loop}/change", **{**before, "target": "staff"})
    assert "the change of its target" in coach.get(loop).text


def test_a_cohort_is_renamed(world: World) -> None:
    coach, cohort = world.client("coach"), f"/cohorts/{world.keys['cohort']}"
    assert post(coach, f"{cohort}/change", name="Spring, again").status_code == 303
    assert "Spring, again</h1>" in coach.get(cohort).text
    assert "renamed cohort" in coach.get("/journal").text
    blank = post(coach, f"{cohort}/change", name="\u2800")
    assert (blank.status_code, 'aria-invalid="true"' in blank.text) == (422, True)


def test_a_coachs_own_address_as_the_candidate_is_refused_at_its_field(world: World) -> None:
    coach, loop = world.client("coach"), f"/loops/{world.keys['loop']}"
    answer = post(coach, f"{loop}/candidate", reader="Coach@example.org")
    assert answer.status_code == 422
    assert "This is your own address" in answer.text
    assert 'value="Coach@example.org"' in answer.text
    assert coach.get(loop).status_code == 200, f"{COACH_NAME} still reads it"


def test_the_candidate_on_their_own_panel_is_refused_at_its_field(world: World) -> None:
    coach, loop = world.client("coach"), f"/loops/{world.keys['loop']}"
    asked = {"name": "R. Okafor", "email": "okafor@example.org", "kind": "coding"}
    answer = post(coach, f"{loop}/seats", **asked)
    assert (answer.status_code, 'value="okafor@example.org"' in answer.text) == (422, True)
    assert "can’t sit on their own panel" in answer.text


def test_a_wrong_level_is_mended_in_a_browser(chromium: Browser, world: World) -> None:
    with served(world.app()) as address:
        context = chromium.new_context(viewport={"width": 360, "height": 740})
        host = {"name": "committee", "url": address}
        cookie = world.client("coach").get_cookie("committee")
        assert cookie
        context.add_cookies([{**host, "value": cookie.value}])
        page = context.new_page()
        page.goto(f"{address}/loops/{world.keys['loop']}")
        page.get_by_role("link", name="Change", exact=True).click()
        page.get_by_label("Target level").select_option("Staff")
        page.get_by_label("Candidate").fill(" ")
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_text("Fill this in: the candidate’s name.")).to_be_visible()
        expect(page.get_by_label("Target level")).to_have_value("staff")
        page.reload()
        page.goto(page.url)
        page.get_by_label("Target level").select_option("Staff")
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_text("Target Staff")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        context.close()


def test_the_journal_names_the_loop_and_the_cohort(world: World) -> None:
    coach, loop = world.client("coach"), f"/loops/{world.keys['loop']}"
    post(coach, f"{loop}/withdraw")
    post(coach, f"/cohorts/{world.keys['cohort']}/change", name="Autumn")
    journal = coach.get("/journal").text
    assert f'<a href="{loop}">R. Okafor</a>' in journal
    assert ">Autumn</a>" in journal
    assert ">a loop<" not in journal


def test_people_are_told_with_what_they_do_and_their_names_are_corrected(world: World) -> None:
    coach = world.client("coach")
    with session(make_engine(world.url)) as opened:
        people.create_person(opened, "eva@imported.invalid", "Eva Imported")
    rows = {row.split("</th>")[0]: row for row in coach.get("/people").text.split('scope="row">')}
    assert "interviewer in 1" in rows[MINA]
    assert "candidate in 1" in rows["R. Okafor"]
    assert re.search(r"last seen \d", rows[MINA])
    assert "no address" in rows["Eva Imported"]
    assert "invited" not in rows["Eva Imported"]
    path = f"/people/{world.keys['stranger']}/name"
    blank = post(coach, path, name="\u200b")
    assert (blank.status_code, 'aria-invalid="true"' in blank.text) == (422, True)
    assert post(coach, path, name="Olga Petrov").location == "/people"
    assert "<strong>Olga Petrov</strong>" in coach.get("/people").text, "her links too"
    assert "from Olga Petrova" in coach.get("/journal").text
