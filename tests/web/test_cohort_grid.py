"""A cohort's grid: candidates beside each other, for who may read them."""

import csv
import re
from html import unescape
from io import StringIO

from committee.store import loops
from committee.store.engine import make_engine, session

from .conftest import World
from .test_decisions import decide
from .test_decisions import loop as loop  # The acer's panel, all of it submitted.


def names(page: str) -> list[str]:
    return [unescape(each) for each in re.findall(r'<th scope="row"><a[^>]*>([^<]*)</a>', page)]


def test_the_grid_tells_decided_from_undecided_and_opens_two_side_by_side(
    world: World, loop: str
) -> None:
    coach, path = world.client("coach"), f"/cohorts/{world.keys['cohort']}/grid"
    page = coach.get(path).text
    assert names(page) == ["Ada Lindt", "R. Okafor"]
    assert "So far: Downlevel: offer at Mid" in page
    decide(coach, loop)
    page = coach.get(path).text
    assert "So far: " not in page
    assert names(coach.get(f"{path}?sort=name&down=1").text) == ["R. Okafor", "Ada Lindt"]
    assert names(coach.get(f"{path}?find=okafor").text) == ["R. Okafor"]
    assert names(coach.get(f"{path}?verdict=downlevel").text) == ["Ada Lindt"]
    assert names(coach.get(f"{path}?sort=nothing&verdict=nobody").text) == names(page)
    both = re.findall(r'name="([ab])" value="(loop\.[^"]+)"[^>]*checked', page)
    assert [side for side, _ in both] == ["a", "b"]
    beside = coach.get("/simulator", query_string=dict(both), follow_redirects=True).text
    assert "Ada Lindt" in beside
    assert "R. Okafor" in beside


def test_the_spreadsheet_has_the_same_rows_and_runs_no_formula(world: World, loop: str) -> None:
    coach, path = world.client("coach"), f"/cohorts/{world.keys['cohort']}/grid.csv"
    with session(make_engine(world.url)) as s:
        held = loops.loop_by_key(s, loop)
        loops.change_loop(s, held, held.version, candidate_name="=1+1")
    answer = coach.get(path)
    rows = list(csv.reader(StringIO(answer.data.decode("utf-8-sig"))))
    assert [row[0] for row in rows] == ["Candidate", "'=1+1", "R. Okafor"]
    assert answer.mimetype == "text/csv"
    assert len(coach.get(f"{path}?find=okafor").data.decode().splitlines()) == 2


def test_who_owes_a_scorecard_sees_nothing_of_that_loop(world: World, loop: str) -> None:
    page = world.client("coach_open").get(f"/cohorts/{world.keys['cohort']}/grid").text
    assert names(page) == ["Ada Lindt"]
