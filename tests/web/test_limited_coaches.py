"""A coach who is limited to cohorts: within them a coach, elsewhere nobody."""

import re

import pytest

from .conftest import World, post
from .doors import Door, answered, read_doors
from .test_links import button, said

OWNERS = re.compile(r"^/(people|journal)")
OWN = re.compile(r"^/(account|sign|join|password|address|forgotten|stories|rehearsal|interviews)")
THEIRS = re.compile(r"\{(cohort|loop|seat|own|job|made|deleted)\}")
DOORS = [door for door in read_doors() if not door.demo and not OWN.match(door.route)]


def cohorts_page(world: World) -> str:
    """Where an owner says what Ines sees."""
    page = world.client("coach_open").get("/people").text
    path = re.search(r'href="([^"]+)">Cohorts<span class="unseen"> of Ines Ferro<', page)
    assert path
    return path[1]


def limited(world: World, **ticked: str) -> World:
    """A world in which Ruth, who owes a scorecard, is the owner, and Ines sees what is ticked."""
    said(world.client("coach_open"), cohorts_page(world), sees="some", **ticked)
    return world


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.name)
def test_out_of_their_cohorts_they_are_nobody_there(world: World, door: Door) -> None:
    got = answered(door.knock(limited(world), "coach"))
    shut = OWNERS.match(door.route) or THEIRS.search(door.path)
    assert got == ("nothing" if shut else door.answers["coach"])


def test_within_them_they_coach(world: World) -> None:
    limited(world, cohort=world.keys["cohort"])
    ines, loop = world.client("coach"), f"/loops/{world.keys['loop']}"
    seats = {"name": "Yaw", "email": "yaw@example.org", "kind": "coding"}
    assert [ines.get(path).status_code for path in (loop, f"{loop}/packet", "/cohorts")] == [
        200
    ] * 3
    assert post(ines, f"{loop}/seats", **seats).status_code == 303
    assert "Spring" in ines.get("/cohorts").text
    assert [ines.get(path).status_code for path in ("/people", "/journal")] == [404, 404]
    assert "People" not in ines.get("/cohorts").text


def test_what_they_make_is_theirs(world: World) -> None:
    ines = world.client("coach", limited(world).app())
    assert "Spring" not in ines.get("/cohorts").text
    made = post(ines, "/cohorts", name="Autumn").location
    assert ines.get(made).status_code == 200
    assert "Autumn" in world.client("coach_open").get("/cohorts").text


def test_a_link_leads_no_further_than_their_own_cohorts(world: World) -> None:
    ruth = world.client("coach_open")
    said(ruth, "/people", name="Boss", email="boss@example.org")
    other = post(ruth, "/cohorts", name="Beta").location
    made = post(ruth, other, candidate="B. Beta", target="senior", policy="senior-loop").location
    seats = {"name": "Ivy", "email": "ivy@example.org", "kind": "coding"}
    said(ruth, f"{made}/seats", **seats)
    limited(world, cohort=world.keys["cohort"])
    ines, loop = world.client("coach"), f"/loops/{world.keys['loop']}"
    for name in ("Boss", "Ivy"):
        page = said(ines, f"{loop}/seats", **seats | {"name": name, "email": f"{name}@example.org"})
        assert "/join/" not in page
        renew = re.findall(rf'action="({loop}/seats/[^/"]+/link)"', page)[-1]
        answer = post(ines, renew)
        assert (answer.status_code, "Ask an owner" in answer.text) == (422, True)
        assert "/join/" in said(ruth, renew)


def test_a_link_that_was_sent_before_leads_no_further_either(world: World) -> None:
    """Ines has kept the link that she sent Ivy; then Ivy is seated where Ines is nobody."""
    ruth = world.client("coach_open")
    other = post(ruth, "/cohorts", name="Beta").location
    made = post(ruth, other, candidate="B. Beta", target="senior", policy="senior-loop").location
    limited(world, cohort=world.keys["cohort"])
    ines, loop = world.client("coach"), f"/loops/{world.keys['loop']}"
    ivy = {"name": "Ivy", "email": "ivy@example.org", "kind": "coding"}
    (hers,) = re.findall(r'value="http://localhost(/join/\w+)"', said(ines, f"{loop}/seats", **ivy))
    assert world.app().test_client().get(hers).status_code == 200
    (anew,) = re.findall(r'value="http://localhost(/join/\w+)"', said(ruth, f"{made}/seats", **ivy))
    assert world.app().test_client().get(hers).status_code == 404
    password = {"new": "another lamp by the door", "again": "another lamp by the door"}
    assert post(world.app().test_client(), hers, **password).status_code == 404
    assert post(world.app().test_client(), anew, **password).status_code == 303


def test_who_came_in_by_a_limited_coach_s_link_is_looked_at_before_they_see_more(
    world: World,
) -> None:
    ruth = world.client("coach_open")
    other = post(ruth, "/cohorts", name="Beta").location
    made = post(ruth, other, candidate="B. Beta", target="senior", policy="senior-loop").location
    limited(world, cohort=world.keys["cohort"])
    ines, loop = world.client("coach"), f"/loops/{world.keys['loop']}"
    ivy = {"name": "Ivy", "email": "ivy@example.org", "kind": "coding"}
    (hers,) = re.findall(r'value="http://localhost(/join/\w+)"', said(ines, f"{loop}/seats", **ivy))
    password = {"new": "another lamp by the door", "again": "another lamp by the door"}
    assert post(world.app().test_client(), hers, **password).status_code == 303
    told = said(ruth, f"{made}/seats", **ivy)
    assert "came in by a link that Ines Ferro made" in told
    assert "be sure that it is them" in told


def test_limits_are_lifted_and_end_with_the_role(world: World) -> None:
    limited(world)
    ruth, ines = world.client("coach_open"), world.client("coach")
    path = cohorts_page(world)
    said(ruth, path, sees="all")
    assert ines.get("/people").status_code == 200
    said(ruth, path, sees="some")
    said(ruth, button(ruth.get("/people").text, "No longer a coach Ines Ferro"))
    said(ruth, button(ruth.get("/people").text, "Make a coach Ines Ferro"))
    assert ines.get("/people").status_code == 200
