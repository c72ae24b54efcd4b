"""A cohort's report on the web: decided loops only, and nobody's name."""

from sqlalchemy import text

from committee.store import loops, scorecards
from committee.store.engine import make_engine, session

from .conftest import MINA, World, scorecard


def submit_the_rest(world: World) -> None:
    """Hand in every scorecard that is still owed."""
    with session(make_engine(world.url)) as s:
        for seat in loops.assignments_of(s, loops.loop_by_key(s, world.keys["loop"])):
            if seat.state == "open":
                draft = scorecards.draft_of(s, seat)
                version = draft.version if draft else 0
                body = scorecard()
                for piece in body["evidence"]:
                    piece["id"] = f"{seat.label}-{piece['id']}"
                scorecards.submit(s, seat, body, version, seat.interviewer)


def without_decisions(world: World) -> None:
    """Take what is decided out of a world."""
    with session(make_engine(world.url)) as s:
        for table in ("release", "snapshot"):
            s.connection().execute(text(f"DELETE FROM {table}"))


def test_a_loop_with_scorecards_to_come_is_left_out(world: World) -> None:
    without_decisions(world)
    page = world.client("coach").get(f"/cohorts/{world.keys['cohort']}/report").text

    assert "No loop is decided yet" in page
    assert "1 loop left out to which scorecards are still to come." in page
    assert "report.pdf" not in page


def test_a_decided_loop_is_counted_on_page_and_paper(world: World) -> None:
    submit_the_rest(world)
    coach = world.client("coach")

    page = coach.get(f"/cohorts/{world.keys['cohort']}/report").text
    paper = coach.get(f"/cohorts/{world.keys['cohort']}/report.pdf")

    assert "0 of 1 hired at the level they aimed for" in page
    assert "Too little evidence" in page
    assert "left out" not in page
    assert "Okafor" not in page
    assert MINA not in page
    assert paper.mimetype == "application/pdf"
    assert paper.data.startswith(b"%PDF-")


def test_the_cohorts_page_leads_to_it(world: World) -> None:
    key = world.keys["cohort"]

    assert f'href="/cohorts/{key}/report"' in world.client("coach").get(f"/cohorts/{key}").text
