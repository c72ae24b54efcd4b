"""A loop's page says for whom it waits and holds one button out; half a panel is asked about."""

import re

from committee.store import decisions, loops
from committee.store.engine import make_engine, session

from .conftest import World, post
from .test_decisions import loop as loop  # The acer's panel, all of it submitted.
from .test_decisions import row_of

BLUE = re.compile(r'<(?:button|a)(?: name="act" value="make")? class="(?:button )?"[^>]*>([^<]*)')


def standing_out(page: str) -> list[str]:
    """What the buttons say that stand out, of those that are given in turn."""
    return [words.strip() for words in BLUE.findall(page)]


def turn(page: str) -> str:
    found = re.search(r'<p class="turn">([^<]*)</p>', page)
    return found[1].replace("\N{NO-BREAK SPACE}", " ") if found else ""


def test_each_step_holds_out_the_button_that_is_next(world: World, loop: str) -> None:
    coach, path = world.client("coach"), f"/loops/{loop}"
    page = coach.get(path).text
    assert "everything is submitted, decide?" in turn(page)
    assert len(re.findall(r"<button>Decide on this packet</button>", page)) == 1
    assert (
        page.index("<h2>Decisions</h2>")
        < page.index("<h2>Reads</h2>")
        < page.index("<h2>Panel</h2>")
    )
    version = re.search(r'name="version" value="(\d+)"', page)
    assert version
    post(coach, f"{path}/decide", version=version[1])
    page = coach.get(path).text
    assert "release decision 1?" in turn(page)
    assert f'<a class="button " href="{path}/decisions/1/release">' in page
    post(coach, f"{path}/decisions/1/release")
    page = coach.get(path).text
    assert turn(page).startswith("Released")
    assert standing_out(page) == ["Read the packet"]


def test_deciding_without_half_a_panel_asks_first(world: World) -> None:
    coach, path = world.client("coach"), f"/loops/{world.keys['loop']}"
    asked = post(coach, f"{path}/decide", version=world.keys["version"])
    assert asked.location == f"{path}/decide"
    page = coach.get(asked.location).text
    assert "<li>Tariq Aziz’s behavioural</li><li>Ruth Aalto’s behavioural</li>" in page
    with session(make_engine(world.url)) as s:
        whole = loops.loop_by_key(s, world.keys["loop"])
        assert len(decisions.snapshots(s, whole)) == 1
    version = re.search(r'name="version" value="(\d+)"', page)
    assert version
    post(coach, f"{path}/decide", version=version[1], sure="yes")
    assert "Decision 2" in coach.get(path).text


def test_reads_stand_side_by_side(world: World, loop: str) -> None:
    page = world.client("coach").get(f"/loops/{loop}").text
    table = page[page.index("<h2>Reads</h2>") :]
    scope = re.search(r'<th scope="row">Scope</th>(.*?)</tr>', table)
    assert scope
    assert re.findall(r"<td>([^<]*)</td>", scope[1]) == ["Mid", "Mid", "–", "–"]


def test_who_writes_blind_is_told_of_nobodys_turn(world: World) -> None:
    for who in ("open", "coach_open"):
        page = world.client(who).get(f"/loops/{world.keys['loop']}").text
        assert 'class="turn"' not in page
        assert "<h2>Reads</h2>" not in page
        assert standing_out(page) == ["Write"]


def test_a_cohort_s_list_says_for_whom_a_loop_waits(world: World) -> None:
    coach = world.client("coach")
    aims = {"candidate": "Ada Lindt", "target": "senior", "policy": "senior-loop"}
    made = post(coach, f"/cohorts/{world.keys['cohort']}", **aims).location
    assert "nobody seated" in row_of(coach, world)
    post(coach, f"{made}/seats", name="Ivy", email="ivy@example.org", kind="coding")
    assert "waits for Ivy" in row_of(coach, world)


def test_a_loop_says_since_when_somebody_is_asked(world: World) -> None:
    coach = world.client("coach")
    aims = {"candidate": "Ada Lindt", "target": "senior", "policy": "senior-loop"}
    made = post(coach, f"/cohorts/{world.keys['cohort']}", **aims).location
    post(coach, f"{made}/seats", name="Ivy", email="ivy@example.org", kind="coding")
    with session(make_engine(world.url)) as s:
        (seat,) = loops.assignments_of(s, loops.loop_by_key(s, made.split("/")[-1]))
        assert seat.asked_at
        day = f"{seat.asked_at.day} {seat.asked_at:%B %Y}"
    assert turn(coach.get(made).text) == f"Waits for Ivy’s coding (since {day})."


def test_people_read_names_of_interviews_and_no_ids(world: World, loop: str) -> None:
    coach, ids = world.client("coach"), re.compile(r"\b[bcs]\d\b")
    with session(make_engine(world.url)) as s:
        seat = loops.assignments_of(s, loops.loop_by_key(s, loop))[0]
        path, name = f"/loops/{loop}/seats/{seat.key}", seat.interviewer.name
    pages = {
        path: coach.get(path).text,
        "loop": coach.get(f"/loops/{loop}").text,
        "queue": world.client("done").get("/interviews").text,
    }
    for where, page in pages.items():
        assert not ids.search(re.sub(r"<[^>]+>", " ", page)), where
    assert f"{name}’s " in pages[path]
