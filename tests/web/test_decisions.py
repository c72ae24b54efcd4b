"""A decision is what was decided: board, report and candidate say the same, whatever came later."""

import re
from html import unescape
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlmodel import col, select

from committee.files.loops import loop_data
from committee.store import loops, people, scorecards
from committee.store.engine import Session, make_engine, session
from committee.store.forgetting import forget
from committee.store.loop_document import FROM_FORM
from committee.store.tables.jobs import Job
from committee.store.tables.loops import Assignment
from tests.packets import scenario

from .conftest import COACH_NAME, World, post

Entry = dict[str, Any]
ACER = loop_data(scenario("the-acer"))["interview"]


def body_of(entry: Entry, level: str | None = None) -> Entry:
    """A scorecard of the acer's loop as it is handed in, perhaps with every read at one level."""
    body = {name: entry[name] for name in FROM_FORM if name in entry}
    if level and "reads" in body:
        body["reads"] = dict.fromkeys(body["reads"], level)
        told = ({**piece, "reads": level} for piece in body["evidence"])
        body["evidence"] = [{k: v for k, v in each.items() if k != "traps"} for each in told]
    return body


def seat_of(s: Session, loop: str, label: str) -> Assignment:
    """An interview by its label."""
    held = loops.assignments_of(s, loops.loop_by_key(s, loop))
    return next(each for each in held if each.label == label)


def amend(
    world: World, loop: str, level: str | None, labels: tuple[str, ...] = ("b1", "b2")
) -> None:
    """Have interviewers amend: with every read at a level, or with nothing changed."""
    with session(make_engine(world.url)) as s:
        for entry in ACER:
            if entry["id"] in labels:
                seat = seat_of(s, loop, entry["id"])
                version = scorecards.draft_of(s, seat).version
                body = body_of(entry, level)
                scorecards.submit(s, seat, body, version, seat.interviewer, "A second look.")


@pytest.fixture
def loop(world: World) -> str:
    """The key of a loop whose panel read what the acer's did; R. Okafor is its candidate."""
    with session(make_engine(world.url)) as s:
        whole = loops.loop_by_key(s, world.keys["loop"])
        reader = people.by_email(s, "okafor@example.org")
        aim: Entry = {"target": "senior", "policy": "senior-loop", "candidate": reader}
        made = loops.create_loop(s, whole.cohort, "Ada Lindt", **aim)
        for entry in ACER:
            who = f"{entry['id']}@example.org"
            holder = people.create_person(s, who, entry["interviewer"])
            seat = loops.assign(s, made, holder, entry["kind"], label=entry["id"])
            scorecards.submit(s, seat, body_of(entry), 0, holder)
        return made.key


def decide(coach: FlaskClient, loop: str, **fields: str):  # type: ignore[no-untyped-def]
    """Press Decide on the page as it stands."""
    page = coach.get(f"/loops/{loop}/decide").text
    found = re.search(r'name="version" value="(\d+)"', page)
    return post(
        coach, f"/loops/{loop}/decide", version=found[1] if found else "1", sure="yes", **fields
    )


def row_of(coach: FlaskClient, world: World, name: str = "Ada Lindt") -> str:
    """What the cohort's list says of a candidate, as text."""
    page = coach.get(f"/cohorts/{world.keys['cohort']}").text
    row = next(each for each in page.split("<tr>") if f">{name}</a>" in each)
    return " ".join(re.sub(r"<[^>]+>", " ", row).split())


def test_the_board_says_what_was_decided_after_others_amend(world: World, loop: str) -> None:
    coach = world.client("coach")
    assert "Not decided policy says: Downlevel: offer at Mid" in row_of(coach, world)
    decide(coach, loop)
    post(coach, f"/loops/{loop}/decisions/1/release")
    amend(world, loop, "staff")

    row, page = row_of(coach, world), coach.get(f"/loops/{loop}").text
    assert "Downlevel: offer at Mid" in row
    assert "Hire" not in row
    older = "Decision 1 is older than Mina Hoekstra’s revision 2 and Tomasz Wilk’s revision 2"
    assert older in row
    assert older in page
    assert "the policy says: Hire at Senior" in page
    report = coach.get(f"/cohorts/{world.keys['cohort']}/report").text
    assert "0 of 2 hired" in report
    assert "Downlevel: offer at Mid" in world.client("candidate").get(f"/packets/{loop}").text


def test_a_decision_newer_than_what_the_candidate_reads_is_named(world: World, loop: str) -> None:
    coach = world.client("coach")
    decide(coach, loop)
    post(coach, f"/loops/{loop}/decisions/1/release")
    amend(world, loop, "staff")
    decide(coach, loop)

    row = row_of(coach, world)
    assert "Downlevel: offer at Mid" in row
    assert "The candidate reads decision 1; decision 2 isn’t released." in row
    post(coach, f"/loops/{loop}/decisions/2/release")
    assert "Hire at Senior" in row_of(coach, world)


def test_a_loop_decided_without_a_no_show_is_decided(world: World, loop: str) -> None:
    coach = world.client("coach")
    with session(make_engine(world.url)) as s:
        olga = people.by_email(s, "stranger@example.org")
        assert olga
        loops.assign(s, loops.loop_by_key(s, loop), olga, "behavioral")
    assert "waits for" in row_of(coach, world)
    decide(coach, loop)

    assert "4 of 5 ↓ Downlevel: offer at Mid" in row_of(coach, world)
    report = coach.get(f"/cohorts/{world.keys['cohort']}/report").text
    assert "still to come" not in report


def test_the_report_counts_decisions_and_names_what_is_not_decided(world: World, loop: str) -> None:
    report = world.client("coach").get(f"/cohorts/{world.keys['cohort']}/report").text
    assert "0 of 1 hired at the level they aimed for" in report
    assert "1 loop left out that nobody has decided yet." in report


def test_deciding_again_with_nothing_changed_is_refused(world: World, loop: str) -> None:
    coach = world.client("coach")
    decide(coach, loop)
    assert "Nothing has changed since decision 1" in coach.get(f"/loops/{loop}").text
    amend(world, loop, None)
    with session(make_engine(world.url)) as s:
        version = str(loops.loop_by_key(s, loop).version)
    again = post(coach, f"/loops/{loop}/decide", version=version, sure="yes")
    assert again.status_code == 409
    assert "othing has changed since decision 1" in again.text


def test_a_decision_says_who_made_it(world: World, loop: str) -> None:
    coach = world.client("coach")
    decide(coach, loop)
    assert f"by {COACH_NAME}</th>" in coach.get(f"/loops/{loop}").text


def test_a_decision_keeps_a_note_that_the_candidate_never_reads(world: World, loop: str) -> None:
    coach = world.client("coach")
    decide(coach, loop, note="Tomasz held out for Senior.")
    post(coach, f"/loops/{loop}/decisions/1/release")
    assert "Tomasz held out for Senior." in coach.get(f"/loops/{loop}").text
    theirs = world.client("candidate").get(f"/packets/{loop}")
    assert (theirs.status_code, "held out" in theirs.text) == (200, False)
    with session(make_engine(world.url)) as s:
        tomasz = next(p for p in people.people(s, 50) if p.name.startswith("Tomasz"))
        tomasz.name = "Tomasz"
        forget(s, tomasz)
    assert "Tomasz" not in coach.get(f"/loops/{loop}").text


def test_the_candidates_edition_of_a_cohort_holds_what_is_released(world: World, loop: str) -> None:
    coach, path = world.client("coach"), f"/cohorts/{world.keys['cohort']}/packets"
    decide(coach, loop)
    page = coach.get(path).text
    assert "that you may read: 2 of 2. The candidates’ own holds what is released: 1." in page
    post(coach, path, kind="zip", edition="candidate")
    post(coach, path, kind="zip", edition="committee")
    with session(make_engine(world.url)) as s:
        jobs = s.exec(select(Job).order_by(col(Job.id).desc()).limit(2)).all()
        held = {each.request["edition"]: len(each.request["snapshots"]) for each in jobs}
        (theirs,) = (each.key for each in jobs if each.request["edition"] == "candidate")
    assert held == {"candidate": 1, "committee": 2}
    post(coach, f"/loops/{world.keys['loop']}/withdraw")
    stale = coach.get(f"/jobs/{theirs}/file")
    assert (stale.status_code, "isn’t released any more" in unescape(stale.text)) == (409, True)
    refused = post(coach, path, kind="zip", edition="candidate")
    assert (
        refused.status_code,
        "no packet of this cohort is released" in refused.text.lower(),
    ) == (
        422,
        True,
    )


def test_a_release_is_withdrawn_made_again_and_replaced(world: World, loop: str) -> None:
    coach, candidate, path = world.client("coach"), world.client("candidate"), f"/loops/{loop}"
    decide(coach, loop)
    post(coach, f"{path}/candidate", reader="okafor@example.org")
    post(coach, f"{path}/decisions/1/release")
    first = candidate.get(f"/packets/{loop}").text
    post(coach, f"{path}/withdraw")
    assert candidate.get(f"/packets/{loop}").status_code == 404
    post(coach, f"{path}/decisions/1/release")
    assert candidate.get(f"/packets/{loop}").text == first
    amend(world, loop, "staff")
    decide(coach, loop)
    post(coach, f"{path}/decisions/2/release")
    assert candidate.get(f"/packets/{loop}").text != first
