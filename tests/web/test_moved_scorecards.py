"""A scorecard that was written on the wrong candidate is moved, whole, and the journal says so."""

from html import unescape

import pytest

from committee.domain.read_others_first import AS_PANEL
from committee.store import loops, people, scorecards, who_read_others
from committee.store.engine import make_engine, session
from committee.store.tables.loops import Assignment

from .conftest import MINA, QUOTE, World, post

LINDT = {"target": "senior", "policy": "senior-loop"}


@pytest.fixture
def other(world: World) -> str:
    """The key of another loop, in which Tariq and Mina are to interview A. Lindt."""
    with session(make_engine(world.url)) as opened:
        group = loops.cohort_by_key(opened, world.keys["cohort"])
        made = loops.create_loop(opened, group, "A. Lindt", **LINDT)
        for name in ("tariq", "mina"):
            person = people.by_email(opened, f"{name}@example.org")
            assert person
            loops.assign(opened, made, person, "behavioral")
        return made.key


def held(world: World, loop: str, name: str) -> tuple[Assignment, dict, int]:  # type: ignore[type-arg]
    """Somebody's seat in a loop, with its draft and the number of its revisions."""
    with session(make_engine(world.url)) as opened:
        found = loops.assignments_of(opened, loops.loop_by_key(opened, loop))
        seat = next(each for each in found if each.interviewer.name == name)
        body = scorecards.draft_of(opened, seat).body
        return seat, body, len(scorecards.revisions(opened, seat))


def test_a_writer_moves_a_draft_to_the_candidate_it_is_about(world: World, other: str) -> None:
    tariq, loop = world.client("open"), world.keys["loop"]
    path = f"/scorecards/{world.keys['own']}/move"
    assert "A. Lindt, Spring" in tariq.get(path).text
    assert post(tariq, path, to=other).location == "/interviews"
    assert held(world, other, "Tariq Aziz")[1]["form"] == {"capture": "canary-draft-51c0"}
    assert held(world, loop, "Tariq Aziz")[1] == {}
    assert post(tariq, path, to=other).status_code == 422, "nothing is left to move"
    journal = unescape(world.client("coach").get("/journal").text)
    assert "moved scorecard away" in journal
    assert "moved scorecard here" in journal


def test_a_coach_moves_a_submitted_scorecard_with_its_revisions(world: World, other: str) -> None:
    coach, loop = world.client("coach"), f"/loops/{world.keys['loop']}"
    assert post(coach, f"{loop}/seats/{world.keys['seat']}/move", to=other).location == loop
    there, _, number = held(world, other, MINA)
    assert (there.state, there.label, number) == ("submitted", "b2", 1)
    packet = coach.get(f"/loops/{other}/packet")
    assert (packet.status_code, QUOTE in unescape(packet.text)) == (200, True)
    here, draft, number = held(world, world.keys["loop"], MINA)
    assert (here.state, draft, number) == ("open", {}, 0)
    assert "the return of Mina Okonjo’s scorecard" in unescape(coach.get(loop).text)
    mina = world.client("done")
    assert mina.get(f"{loop}/packet").status_code == 404, "she owes that one again"
    assert mina.get(f"/loops/{other}/packet").status_code == 200


def test_what_had_been_read_is_told_of_the_loop_it_comes_to(world: World, other: str) -> None:
    with session(make_engine(world.url)) as opened:
        found, mina = loops.loop_by_key(opened, other), people.by_email(opened, "mina@example.org")
        assert mina
        who_read_others.note_sightings(opened, {found.id or 0: AS_PANEL}, mina, "a page")
        seat = loops.assignment_by_key(opened, world.keys["seat"])
        sent = scorecards.latest(opened, seat)
        assert sent
        scorecards.submit(opened, seat, sent.body, 1, mina, "A second look.")
    coach, loop = world.client("coach"), f"/loops/{world.keys['loop']}"
    post(coach, f"{loop}/seats/{world.keys['seat']}/move", to=other)
    with session(make_engine(world.url)) as opened:
        moved = scorecards.revisions(opened, held(world, other, MINA)[0])
        marks = [(each.submitted_after_seeing, each.changed_after_seeing) for each in moved]
    assert marks == [(None, None), (None, AS_PANEL)]


def test_a_coach_who_still_writes_moves_nobodys(world: World, other: str) -> None:
    ruth, loop = world.client("coach_open"), f"/loops/{world.keys['loop']}"
    path = f"{loop}/seats/{world.keys['seat']}/move"
    assert post(ruth, path, to=other).status_code == 404
    coach = world.client("coach")
    with session(make_engine(world.url)) as opened:
        ines = people.by_email(opened, "coach@example.org")
        assert ines
        loops.assign(opened, loops.loop_by_key(opened, other), ines, "coding")
    assert "A. Lindt" not in coach.get(path).text.split("<main")[1], "she writes blind there"
