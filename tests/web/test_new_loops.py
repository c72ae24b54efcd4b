"""A panel from what its policy needs: candidates and seats in one form, picked or typed."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from html import unescape

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Page, expect

from committee.config import Settings
from committee.store import loops, people, roles
from committee.store.engine import make_engine, session
from committee.store.loops_with_rows import panels_in
from committee.store.schema import migrate
from committee.web import create_app
from committee.web.loops.typed_people import Typed, interviewer, typed

from .conftest import PASSWORD, PASSWORD_HASH, World, post
from .sites import served

FOUR = {
    "seats-0-kind": "behavioral", "seats-0-who": "Ana Silva <ana@example.org>",
    "seats-1-kind": "behavioral", "seats-1-who": "Yaw Mensah, yaw@example.org",
    "seats-2-kind": "coding", "seats-2-who": "Mina Okonjo",
    "seats-3-kind": "system_design", "seats-3-who": "Lena Roth <lena@example.org>",
}  # fmt: skip
AIM = {"target": "senior", "policy": "senior-loop"}


def cohort(world: World) -> str:
    return f"/cohorts/{world.keys['cohort']}"


def panels(world: World) -> dict[str, list[tuple[str, str]]]:
    """Who sits in what, by candidate."""
    with session(make_engine(world.url)) as s:
        return {
            panel.loop.candidate_name: [(seat.interviewer.name, seat.kind) for seat in panel.seats]
            for group in loops.cohorts(s)
            for panel in panels_in(s, group)
        }


def seats_shown(page: str) -> list[tuple[str, str]]:
    """The kind and the text of each line of a panel's form."""
    kinds = re.findall(r'name="seats-\d+-kind"[^>]*>(.*?)</select>', page, re.DOTALL)
    chosen = [re.search(r'<option selected value="(\w+)"', each) for each in kinds]
    lines = re.findall(r'<input[^>]*name="seats-\d+-who"[^>]*>', page)
    values = [re.search(r'value="([^"]*)"', each) for each in lines]
    return [
        (kind[1], unescape(value[1]) if value else "")
        for kind, value in zip(chosen, values, strict=True)
        if kind
    ]


@pytest.mark.parametrize(
    ("line", "who"),
    [
        ("Ana Silva <ana@example.org>", Typed("Ana Silva", "ana@example.org")),
        ("Ana Silva, Ana@Example.org", Typed("Ana Silva", "ana@example.org")),
        ('"Silva, Ana" <ana@example.org>;', Typed("Silva, Ana", "ana@example.org")),
        ("ana@example.org (Ana Silva)", Typed("Ana Silva", "ana@example.org")),
        ("  李 小龙 lee@example.org", Typed("李 小龙", "lee@example.org")),
        ("ana@example.org", Typed("", "ana@example.org")),
        ("Ana Silva", Typed("Ana Silva", "")),
    ],
)
def test_a_line_is_read_however_mail_programs_write_it(line: str, who: Typed) -> None:
    assert typed(line) == who


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("Nobody Known", "Add an address"),
        ("new@example.org", "Add a name"),
        ("Ana <ana@example.org> bo@example.org", "One address is enough."),
        ("\u2800 <x@example.org>", "Nothing of this name can be seen"),
        ("W" * 201 + " <x@example.org>", "At most 200 characters"),
    ],
)
def test_what_is_wrong_with_a_line_is_said(line: str, fault: str) -> None:
    assert fault in interviewer(line, [])[1]


def test_a_new_loop_shows_the_seats_that_its_policy_needs(world: World) -> None:
    coach = world.client("coach")
    kinds = [kind for kind, _ in seats_shown(coach.get(cohort(world)).text)]
    assert kinds == ["behavioral", "behavioral", "coding", "system_design", "behavioral"]
    mina = {"seats-0-kind": "coding", "seats-0-who": "Mina"}
    asked = {"act": "show", "candidate": "Priya", "target": "senior", "policy": "bar-raiser"}
    page = post(coach, cohort(world), **asked, **mina).text
    assert seats_shown(page) == [
        ("behavioral", ""), ("behavioral", ""), ("coding", "Mina"), ("behavioral", ""),
    ]  # fmt: skip
    assert re.search(r'checked[^>]*name="seats-1-raises"|name="seats-1-raises"[^>]*checked', page)
    assert "Priya" in page, "what was typed stays"


def test_three_candidates_and_four_seats_are_one_form(world: World) -> None:
    coach = world.client("coach")
    names = "Priya Raman <priya@example.org>\nBo Lind\n\nC. Dahl"
    due = str(date.today() + timedelta(days=9))
    answer = post(coach, cohort(world), candidate=names, due_on=due, **AIM, **FOUR)
    assert (answer.status_code, answer.location) == (303, cohort(world))
    seated = [
        ("Ana Silva", "behavioral"), ("Yaw Mensah", "behavioral"),
        ("Mina Okonjo", "coding"), ("Lena Roth", "system_design"),
    ]  # fmt: skip
    made = panels(world)
    assert all(made[name] == seated for name in ("Priya Raman", "Bo Lind", "C. Dahl"))
    page = coach.get(answer.location).text
    assert "3 loops with 4 interviews each. Links to send stand below until they are used." in page
    (text,) = re.findall(r'<textarea id="all-links"[^>]*>(.*?)</textarea>', page, re.DOTALL)
    assert len(set(re.findall(r"/join/\w+", text))) == 4, "one link a person, Priya's with them"
    assert text.count("Behavioural interview of") == 6


def test_a_fault_stands_at_its_line_and_nothing_is_made(world: World) -> None:
    coach, before = world.client("coach"), panels(world)
    wrong = {**FOUR, "seats-1-who": "Nobody Known", "seats-3-who": "Ana Silva <coach@example.org>"}
    answer = post(coach, cohort(world), candidate="Priya Raman", **AIM, **wrong)
    assert answer.status_code == 422
    assert [line for _, line in seats_shown(answer.text)] == [
        wrong[f"seats-{n}-who"] for n in range(4)
    ]
    assert "Add an address: “Ana Silva &lt;ana@example.org&gt;”." in answer.text
    assert "This address is Ines Ferro’s here" in answer.text
    assert panels(world) == before


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"candidate": "Bo\nbo"}, "Bo stands here twice"),
        ({"candidate": "Bo <coach@example.org>"}, "is your own address"),
        ({"candidate": "bo@example.org"}, "Add a name to bo@example.org"),
        ({"candidate": "\n".join(map(str, range(21)))}, "At most 20 at once"),
        ({"candidate": "Ana <ana@example.org>"}, "The candidate can’t sit on their own panel"),
        ({"seats-1-who": FOUR["seats-0-who"]}, "has an interview of the kind already"),
        ({"due_on": "2020-01-01"}, "This day has passed"),
    ],
)
def test_what_cannot_be_is_refused_where_it_stands(
    world: World, sent: dict[str, str], said: str
) -> None:
    fields = {"candidate": "Priya Raman", **AIM, **FOUR, **sent}
    answer = post(world.client("coach"), cohort(world), **fields)
    assert answer.status_code == 422
    assert said in unescape(answer.text)


def test_the_same_panel_as_another_loop_s(world: World) -> None:
    coach = world.client("coach")
    made = post(coach, cohort(world), candidate="Priya Raman", **AIM, **FOUR).location
    like = made.split("/")[-1]
    page = post(coach, cohort(world), act="show", candidate="Bo", like=like, **AIM).text
    lines = [line for _, line in seats_shown(page)]
    assert lines == [
        "Ana Silva <ana@example.org>", "Yaw Mensah <yaw@example.org>",
        "Mina Okonjo <mina@example.org>", "Lena Roth <lena@example.org>", "",
    ]  # fmt: skip


def test_a_loop_s_page_asks_for_what_is_left_to_fill(world: World) -> None:
    coach = world.client("coach")
    some = {name: FOUR[name] for name in ("seats-0-kind", "seats-0-who")}
    made = post(coach, cohort(world), candidate="Priya Raman", **AIM, **some).location
    page = coach.get(made).text
    kinds = [kind for kind, _ in seats_shown(page)]
    assert kinds == ["behavioral", "coding", "system_design", "behavioral"]
    rest = {"seats-0-kind": "behavioral", "seats-0-who": FOUR["seats-0-who"]}
    again = post(coach, f"{made}/panel", **rest)
    assert (again.status_code, "of the kind already" in again.text) == (422, True)
    rest = {name: FOUR[name] for name in FOUR if not name.startswith("seats-0")}
    assert post(coach, f"{made}/panel", **rest).location == made
    page = coach.get(made).text
    assert "On the panel now: Yaw Mensah, Mina Okonjo, Lena Roth. Links to send stand below" in page
    assert "Seats to fill" not in page


def test_a_limited_coach_picks_from_those_of_her_cohorts(world: World) -> None:
    with session(make_engine(world.url)) as s:
        ines = people.by_email(s, "coach@example.org")
        other = loops.create_cohort(s, "Elsewhere")
        loop = loops.create_loop(s, other, "Zed", **AIM)
        loops.assign(s, loop, people.create_person(s, "far@example.org", "Far Away"), "coding")
        assert ines is not None
        roles.limit(s, ines, [loops.cohort_by_key(s, world.keys["cohort"])])
    limited, owner = world.client("coach"), world.client("coach_open")

    def offered(client: FlaskClient) -> bool:
        return "far@example.org" in client.get(cohort(world)).text

    assert (offered(limited), offered(owner)) == (False, True)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an installation with nothing but a coach in it."""
    url = f"sqlite:///{tmp_path_factory.mktemp('empty') / 'new.db'}"
    migrate(url)
    with session(make_engine(url)) as s:
        people.create_person(s, "ines@example.org", "Ines", password_hash=PASSWORD_HASH, coach=True)
    with served(create_app(Settings(database_url=url, secret_key="s" * 40))) as address:
        yield address


def come_in(page: Page, address: str) -> None:
    page.goto(f"{address}/sign-in")
    page.get_by_label("E-mail").fill("ines@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def test_from_nothing_to_a_released_packet(chromium: Browser, empty: str) -> None:
    """Four presses, with a loop that is made up; then it is thrown away."""
    with chromium.new_context() as context:
        page, presses = context.new_page(), 0
        come_in(page, empty)
        for role, words in (
            ("button", "Try it with a made-up loop"),
            ("button", "Decide on this packet"),
            ("link", "Release decision 1"),
            ("button", "Release it"),
        ):
            page.get_by_role(role, name=words).click()  # type: ignore[arg-type]
            presses += 1
        expect(page.get_by_text("Released", exact=False).first).to_be_visible()
        expect(page.locator(".turn")).to_contain_text("Released")
        assert presses == 4
        page.get_by_role("link", name="Made up, to try out").click()
        page.get_by_role("link", name="Change").click()
        page.get_by_role("link", name="Delete…").click()
        page.get_by_role("button", name="Delete").click()
        expect(page.get_by_role("button", name="Try it with a made-up loop")).to_be_visible()


def test_from_nothing_to_four_links_copied(chromium: Browser, empty: str) -> None:
    """One form and two presses; it took four forms before, and each link was shown once."""
    with chromium.new_context() as context:
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        page, presses = context.new_page(), 0
        come_in(page, empty)
        page.get_by_label("Cohort").fill("Spring")
        page.get_by_label("Candidates").fill("Priya Raman")
        for number, name in enumerate(("ana", "yaw", "mina", "lena"), start=1):
            page.get_by_label(f"Interviewer, seat {number}").fill(f"{name} <{name}@example.org>")
        for button in ("Make the cohort and its loops", "Copy all as one text"):
            page.get_by_role("button", name=button).click()
            presses += 1
        expect(page.get_by_role("button", name="Copied")).to_be_visible()
        copied = page.evaluate("navigator.clipboard.readText()")
        assert (presses, len(set(re.findall(r"/join/\w+", copied)))) == (2, 4)
