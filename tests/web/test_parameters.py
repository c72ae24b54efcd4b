"""Parameters that nobody's browser sends by itself: control characters, huge numbers, detours."""

import re
from urllib.parse import quote

import pytest

from .conftest import PASSWORD, World, post, token_in
from .doors import read_doors

DETOURS = (
    "https://evil.example/",
    "//evil.example",
    "/\\evil.example",
    "/%09/evil.example",
    "/\t/evil.example",
    "/%5cevil.example",
    "javascript:alert(1)",
    "/nowhere",
    "/sign-out",
    "http:///evil.example",
    "/cohorts?_scheme=https&_external=1",
    "//[",
)
NUMBERS = (2**31, 2**63, 10**30)


def signed_in_from(world: World, wanted: str) -> str:
    """Where a sign-in leads that was asked to lead to `wanted`."""
    client = world.app().test_client()
    page = client.get("/sign-in").text
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert token
    fields = {"csrf_token": token[1], "email": "coach@example.org", "password": PASSWORD}
    return client.post(f"/sign-in?next={quote(wanted, safe='')}", data=fields).headers.get(
        "Location", ""
    )


@pytest.mark.parametrize("wanted", DETOURS)
def test_a_sign_in_leads_to_our_own_pages_alone(world: World, wanted: str) -> None:
    own = {"/cohorts?_scheme=https&_external=1": "/cohorts?_scheme=https&_external=1"}
    refused = "" if "\t" in wanted else "/"
    assert signed_in_from(world, wanted) == own.get(wanted, refused)


def test_a_sign_in_leads_back_to_the_page_with_all_that_it_was_asked(world: World) -> None:
    wanted = f"/simulator?a=loop.{world.keys['loop']}&x=%C3%A9+%26"
    assert signed_in_from(world, wanted) == wanted


@pytest.mark.parametrize("character", ["\x00", "\t", "\n", "\x1b", "\x7f", "\x85"])
def test_control_characters_in_an_address_are_refused(world: World, character: str) -> None:
    coach, sent = world.client("coach"), quote(character)
    paths = [
        *(re.sub(r"\{\w+\}", f"a{sent}", d.path) for d in read_doors() if "{" in d.path),
        f"/journal?find={sent}",
        f"/people?{sent}=1",
        f"/simulator?a=loop.{sent}",
        f"/sign-in?next={sent}",
        f"/nowhere/{sent}",
    ]
    assert {coach.get(path).status_code for path in paths} == {400}


@pytest.mark.parametrize("character", ["\x00", "\t", "\n", "\x1b", "\x7f", "\x85"])
def test_control_characters_in_a_line_of_a_form_come_back_with_what_was_typed(
    world: World, character: str
) -> None:
    coach, odd = world.client("coach"), f"Spring{character}term"
    answer = post(coach, "/cohorts", name=odd)
    assert answer.status_code == 422
    assert "control character stood in this" in answer.text
    kept = re.search(r'name="name"[^>]* value="(Spring ?term)"', answer.text)
    assert kept, "what was typed is still there"
    assert kept[1] not in coach.get("/cohorts").text
    named = {"csrf_token": token_in(coach), f"na{character}me": "Spring"}
    assert coach.post("/cohorts", data=named).status_code == 400


def test_the_end_of_a_cell_that_was_pasted_is_no_part_of_it(world: World) -> None:
    assert post(world.client("coach"), "/cohorts", name="Spring term\t\n").status_code == 303


@pytest.mark.parametrize("number", NUMBERS)
def test_a_number_that_no_column_holds_names_nothing(world: World, number: int) -> None:
    coach, loop = world.client("coach"), f"/loops/{world.keys['loop']}"
    answers = [
        post(coach, f"/people/{number}/disable"),
        post(coach, f"/people/{number}/enable"),
        coach.get(f"{loop}/decisions/{number}"),
        coach.get(f"{loop}/decisions/{number}.pdf"),
        post(coach, f"{loop}/decisions/{number}/release"),
        coach.get(f"/people?after={number}"),
        coach.get(f"/journal?after={number}"),
        post(coach, f"{loop}/decide", version=str(number), sure="yes"),
        post(world.client("candidate"), "/stories/new", title="T", version=str(number)),
    ]
    assert [each.status_code for each in answers] == [404] * len(answers)
