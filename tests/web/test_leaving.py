"""A seat is left without a loss unasked, and a coach can leave her own."""

from committee.store import loops, scorecards
from committee.store.engine import make_engine, session

from .conftest import COACH_NAME, World, post


def test_removing_what_somebody_has_begun_is_asked_first(world: World) -> None:
    coach, loop = world.client("coach"), f"/loops/{world.keys['loop']}"
    path = f"{loop}/seats/{world.keys['own']}/remove"
    asked = post(coach, path)
    assert (asked.status_code, asked.location) == (303, path)
    page = coach.get(path).text
    assert "Tariq Aziz has begun a scorecard here: 0 pieces of evidence logged, saved" in page
    assert "canary-draft" not in page
    assert "Tariq Aziz" in coach.get(loop).text
    assert world.client("open").get(f"/scorecards/{world.keys['own']}").status_code == 200

    assert post(coach, path, sure="yes").location == loop
    assert '<th scope="row">Tariq Aziz' not in coach.get(loop).text


def test_a_coach_who_seated_herself_steps_down_while_she_has_written_nothing(world: World) -> None:
    coach, loop = world.client("coach"), f"/loops/{world.keys['loop']}"
    own = {"name": COACH_NAME, "email": "coach@example.org", "kind": "coding"}
    post(coach, f"{loop}/seats", **own)
    page = coach.get(loop).text
    assert ("Step down" in page, "Read the packet" in page) == (True, False)
    path = page.split('/remove"')[0].rsplit('"', 1)[1] + "/remove"
    assert coach.get(path).status_code == 200
    assert post(coach, path).location == loop
    assert "Read the packet" in coach.get(loop).text


def test_a_coach_who_has_written_stays(world: World) -> None:
    ruth, loop = world.client("coach_open"), f"/loops/{world.keys['loop']}"
    page = ruth.get(loop).text
    path = page.split('/remove"')[0].rsplit('"', 1)[1] + "/remove"
    with session(make_engine(world.url)) as s:
        seat = loops.assignment_by_key(s, path.split("/")[-2])
        scorecards.save_draft(s, seat, {"form": {"capture": "She said so."}}, 0)
    assert ruth.get(path).status_code == 404
    assert post(ruth, path, sure="yes").status_code == 404
