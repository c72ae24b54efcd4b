"""What became of scorecards: to their author and coaches, after a decision, and to nobody else."""

import html
import re

from sqlalchemy import delete, select

from committee.domain.case import case_of
from committee.files.loops import packet_of
from committee.files.policies import load_policy
from committee.files.rubrics import load_rubric
from committee.files.snapshot import freeze
from committee.store import decisions, loops, people, scorecards, seats
from committee.store.engine import make_engine, session
from committee.store.tables import Release, Sighting, Snapshot

from .conftest import MINA, World, post, scorecard
from .test_blind import submit
from .test_limited_coaches import limited

OWN, THEIRS = "/interviews/feedback", "/loops/{loop}/seats/{seat}/feedback"
NOTHING = "Nothing yet"


def said(world: World, who: str, path: str = OWN) -> str:
    page = world.client(who).get(path.format(**world.keys)).text
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", page)))


def another_loop(world: World, name: str, cohort: str) -> None:
    """A loop of another cohort in which Mina's scorecard alone was decided on."""
    engine, policy = make_engine(world.url), load_policy()
    with session(engine) as s:
        mina, ruth = (people.by_email(s, f"{who}@example.org") for who in ("mina", "ruth"))
        assert mina
        assert ruth
        group = loops.create_cohort(s, cohort)
        loop = loops.create_loop(s, group, name, target="senior", policy=policy.name)
        seat = loops.assign(s, loop, mina, "behavioral")
        scorecards.submit(s, seat, scorecard(), 0, mina)
        document = {**scorecard(), "id": "b1", "kind": "behavioral", "interviewer": MINA}
        head = {"candidate": name, "target": "senior"}
        packet = packet_of({"loop": head, "interview": [document]}, "test", policy.ladder)
        case = case_of(packet, policy)
        decisions.freeze(
            s, loop, loop.version, body=freeze(case, load_rubric()).text, policy=policy.name,
            verdict=case.verdict, level=case.level, by=ruth,
        )  # fmt: skip
    engine.dispose()


def test_its_author_and_a_coach_read_the_same_of_it(world: World) -> None:
    for who, path in (("done", OWN), ("coach", THEIRS)):
        found = said(world, who, path)
        assert "R. Okafor, Behavioural (b1)" in found
        assert "More signal needed" in found
        assert "Rules of the decision read 4 of 4 pieces" in found
        assert "In 1 interview you logged 4 pieces of evidence" in found
        assert "Scope rests on one piece" in found
        assert "canary-quote-9d1f" in found


def test_before_a_decision_there_is_nothing_and_no_way_there(world: World) -> None:
    seat = "/scorecards/{seat}"
    assert "What became of it" in said(world, "done", seat)
    engine = make_engine(world.url)
    with session(engine) as opened:
        for table in (Release, Snapshot):
            opened.connection().execute(delete(table))
    engine.dispose()
    assert "What became of it" not in said(world, "done", seat)
    assert NOTHING in said(world, "done")
    assert NOTHING in said(world, "coach", THEIRS)


def test_who_owes_a_scorecard_of_the_loop_finds_nothing(world: World) -> None:
    for who in ("open", "coach_open", "stranger", "candidate"):
        assert NOTHING in said(world, who)
    back = "/loops/{loop}/seats/{seat}/hand-back".format(**world.keys)
    assert post(world.client("coach"), back, reason="Look again.").status_code == 303
    found = said(world, "done")
    assert NOTHING in found
    assert "Okafor" not in found


def test_a_coach_reads_it_of_the_loops_that_she_may_read(world: World) -> None:
    another_loop(world, "B. Beta", "Autumn")
    for who, path in (("done", OWN), ("coach", THEIRS)):
        assert "In 2 interviews" in said(world, who, path)
        assert "B. Beta" in said(world, who, path)
    limited(world, cohort=world.keys["cohort"])
    found = said(world, "coach", THEIRS)
    assert "In 1 interview you logged" in found
    assert "B. Beta" not in found


def test_an_interviewer_of_the_loop_reads_nobody_elses(world: World) -> None:
    submit(world, "open")
    own = "/loops/{loop}/seats/{own}/feedback".format(**world.keys)
    assert world.client("done").get(own).status_code == 404
    assert world.client("coach").get(own).status_code == 200
    # Tariq handed in after the decision: it had none of his.
    assert NOTHING in said(world, "open")


def test_a_seat_that_went_from_hand_to_hand_tells_nothing_of_its_holder_before(
    world: World,
) -> None:
    """The decision's b1 is Mina's, though Olga sits on b1 by now."""
    back = "/loops/{loop}/seats/{seat}/hand-back".format(**world.keys)
    assert post(world.client("coach"), back, reason="Look again.").status_code == 303
    engine = make_engine(world.url)
    with session(engine) as s:
        olga, ines = (people.by_email(s, f"{who}@example.org") for who in ("stranger", "coach"))
        assert olga
        assert ines
        seat = loops.assignment_by_key(s, world.keys["seat"])
        assert seats.hand_over(s, seat, olga, ines).label == "b1"
    engine.dispose()
    submit(world, "stranger")
    assert world.client("stranger").get(f"/loops/{world.keys['loop']}").status_code == 200
    assert NOTHING in said(world, "stranger")


def test_reading_it_counts_as_having_read_the_others(world: World) -> None:
    submit(world, "open")
    said(world, "done")
    engine = make_engine(world.url)
    with session(engine) as opened:
        seen = opened.connection().execute(select(Sighting.page, Sighting.how)).all()
    engine.dispose()
    assert [tuple(row) for row in seen] == [("feedback.own", "panel")]


def test_it_stands_under_the_list_that_led_there(world: World) -> None:
    for who, path, list_ in (("done", OWN, "/interviews"), ("coach", THEIRS, "/cohorts")):
        page = world.client(who).get(path.format(**world.keys)).text
        assert f'<a href="{list_}" aria-current="page">' in page
