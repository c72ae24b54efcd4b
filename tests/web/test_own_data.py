"""One's own data, and being forgotten: words and names gone everywhere, counts where they were."""

import io
import json
import re
import subprocess
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from click.testing import CliRunner
from flask import Flask
from sqlalchemy import insert, text, update
from sqlmodel import select

from committee.cli import root
from committee.config import Settings
from committee.files.snapshot import parse_snapshot
from committee.jobs.job_queue import Queue
from committee.jobs.job_runner import Office, work_on
from committee.store import decisions, journal, loops, people, scorecards, stories
from committee.store.column_types import now
from committee.store.engine import make_engine, session
from committee.store.one_time_links import hash_of
from committee.store.own_data import kept_about
from committee.store.retention import delete_outlived, outlived
from committee.store.schema import check
from committee.store.tables import Job, Revision, TalkScript
from tests.packets import replayed

from .conftest import MINA, World, post, scorecard

QUOTE, NOTE, DRAFT = "canary-quote-9d1f", "canary-note-77ab", "canary-draft-51c0"


class Apart(World):
    """A world with prints of its own: forgetting somebody removes some."""

    def app(self, **settings: Any) -> Flask:
        return super().app(files=self.path.with_suffix(".files"), **settings)


@pytest.fixture
def world(fresh: Callable[..., World]) -> World:
    shared = fresh()
    return Apart(shared.path, shared.keys, shared.tokens)


def every_cell(world: World) -> str:
    """Everything that a database holds, table by table."""
    engine = make_engine(world.url)
    with engine.connect() as opened:
        names = opened.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'"))
        rows = [
            str(tuple(row))
            for (name,) in names.all()
            for row in opened.execute(text(f'SELECT * FROM "{name}"'))
        ]
    engine.dispose()
    return "\n".join(rows)


def number_of(world: World, who: str) -> int:
    engine = make_engine(world.url)
    with engine.connect() as opened:
        found = opened.execute(
            text("SELECT person_id FROM signin WHERE token_hash = :t"),
            {"t": hash_of(world.tokens[who])},
        )
        number: int = found.scalar_one()
    engine.dispose()
    return number


def report_of(world: World) -> str:
    page = world.client("coach").get(f"/cohorts/{world.keys['cohort']}/report").text
    return page[page.index("<main") : page.index("</main")]


def test_a_candidate_takes_home_what_is_theirs_and_nothing_of_the_committee_s(world: World) -> None:
    with session(make_engine(world.url)) as opened:
        mine = loops.loop_by_key(opened, world.keys["loop"]).candidate_id
        person = people.by_id(opened, mine or 0)
        assert person is not None
        stories.save_story(opened, person, "ledger", {"title": "canary-story"})
    answer = world.client("candidate").get("/account/data.zip")
    with ZipFile(io.BytesIO(answer.data)) as archive:
        assert sorted(archive.namelist()) == ["own-data.json", "packet-1.pdf"]
        kept = archive.read("own-data.json").decode()
        packet = archive.read("packet-1.pdf")
    told = json.loads(kept)
    assert told["account"]["email"] == "okafor@example.org"
    assert [story["title"] for story in told["stories"]] == ["canary-story"]
    assert [loop["candidate_name"] for loop in told["loops"]] == ["R. Okafor"]
    printed = subprocess.run(["pdftotext", "-", "-"], input=packet, capture_output=True, check=True)
    assert QUOTE in " ".join(printed.stdout.decode().split())
    for secret in (NOTE, DRAFT, MINA, "strong_yes", *world.tokens.values()):
        assert secret not in kept


def test_an_interviewer_takes_home_what_they_wrote(world: World) -> None:
    with ZipFile(io.BytesIO(world.client("done").get("/account/data.zip").data)) as archive:
        told = json.loads(archive.read("own-data.json"))
    assert NOTE in json.dumps(told["interviews"][0]["submitted"])
    assert DRAFT not in json.dumps(told)


@pytest.mark.parametrize("by", ["page", "command"])
def test_a_forgotten_candidate_is_nowhere_and_every_count_stays(
    world: World, by: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with session(make_engine(world.url)) as opened:
        opened.connection().execute(update(Revision).values(reason="R. Okafor set me right"))
        scenes = [{"shows": "said", "title": "R. Okafor", "say": "S"}] * 3
        body = {"a": "the-acer", "b": f"loop.{world.keys['loop']}", "scene": scenes}
        row = {"key": "k", "person_id": 1, "title": "Okafor", "body": body, "shared": False}
        made = {"changed_at": now(), "version": 1}
        opened.connection().execute(insert(TalkScript).values(**row, **made))
    before = report_of(world)
    post(world.client("candidate"), "/account/forget-me")
    assert "asked to be forgotten" in world.client("coach").get("/people").text
    forgotten = number_of(world, "candidate")
    if by == "page":
        answer = post(world.client("coach"), f"/people/{forgotten}/forget")
        assert answer.status_code == 303
    else:
        monkeypatch.setenv("COMMITTEE_DATABASE_URL", world.url)
        monkeypatch.setenv("COMMITTEE_FILES", str(tmp_path / "files"))
        done = CliRunner().invoke(root, ["forget", "OKAFOR@example.org", "--yes"])
        assert (done.exit_code, done.stdout.split(".")[0]) == (0, "Forgotten")
    left = every_cell(world)
    for word in (QUOTE, NOTE, DRAFT, "Okafor", "okafor@example.org"):
        assert word not in left
    assert report_of(world) == before
    assert check(world.url) == []
    assert world.client("candidate").get("/packets").status_code == 303
    loop = world.client("coach").get(f"/loops/{world.keys['loop']}")
    assert (loop.status_code, "(forgotten)" in loop.text) == (200, True)


def test_a_packet_of_the_forgotten_decides_as_it_did_and_replay_says_why_it_is_bare(
    world: World, tmp_path: Path
) -> None:
    def newest() -> str:
        with session(make_engine(world.url)) as opened:
            loop = loops.loop_by_key(opened, world.keys["loop"])
            body: str = decisions.snapshots(opened, loop)[-1].body
            return body

    before = parse_snapshot(newest(), "before")
    post(world.client("coach"), f"/people/{number_of(world, 'candidate')}/forget")
    after = parse_snapshot(newest(), "after")
    assert after.decided == before.decided
    assert after.case.ruling == before.case.ruling
    path = f"/loops/{world.keys['loop']}/decisions/1.pdf"
    (tmp_path / "packet.pdf").write_bytes(world.client("coach").get(path).data)
    code, told = replayed(tmp_path / "packet.pdf")
    assert (code, told["differences"]) == (0, [])
    assert told["notes"][0].startswith("The candidate asked to be forgotten: since ")


def test_a_forgotten_interviewer_is_a_number_and_their_reads_still_count(world: World) -> None:
    before, number = report_of(world), number_of(world, "done")
    post(world.client("coach"), f"/people/{number}/forget")
    left = every_cell(world)
    assert MINA not in left
    assert "mina@example.org" not in left
    assert QUOTE in left
    assert report_of(world) == before
    again = post(world.client("coach"), f"/people/{number}/forget")
    assert (again.status_code, "forgotten already" in again.text) == (422, True)


def test_the_earlier_names_of_a_forgotten_interviewer_go_too(world: World) -> None:
    number = number_of(world, "done")
    with session(make_engine(world.url)) as opened:
        coach = people.by_email(opened, "coach@example.org")
        for name in (MINA, f"{MINA}-Bell", "Anna Bell"):
            journal.record(opened, "removed", coach, f"loop:{world.keys['loop']}", f"b9 of {name}")
        journal.record(opened, "renewed link", coach, f"person:{number}", "Mina from Accra")
    post(world.client("done"), "/account/name", name="Ann")
    post(world.client("coach"), f"/people/{number}/forget")
    left = every_cell(world)
    assert f"b9 of {MINA}-Bell" in left
    assert "b9 of Anna Bell" in left
    assert f"b9 of Forgotten {number}'" in left
    assert MINA not in left.replace(f"{MINA}-Bell", "")
    assert "Mina from Accra" not in left


def test_of_two_interviewers_of_one_name_the_forgotten_one_goes(world: World) -> None:
    post(world.client("open"), "/account/name", name=MINA)
    coach, number = world.client("coach"), number_of(world, "done")
    with session(make_engine(world.url)) as opened:
        seat = loops.assignment_by_key(opened, world.keys["own"])
        scorecards.submit(opened, seat, scorecard(label=seat.label), 1, seat.interviewer)
        version = loops.loop_by_key(opened, world.keys["loop"]).version
    post(coach, f"/loops/{world.keys['loop']}/decide", version=str(version), sure="yes")
    assert f"{MINA} (1)" in every_cell(world)
    post(coach, f"/people/{number}/forget")
    with session(make_engine(world.url)) as opened:
        loop = loops.loop_by_key(opened, world.keys["loop"])
        newest = json.loads(decisions.snapshots(opened, loop)[-1].body)["loop"]["interview"]
    names = [each["interviewer"] for each in newest]
    assert names == [f"Forgotten {number}", f"{MINA} (2)"]


def test_why_a_forgotten_candidate_s_scorecard_came_back_is_told_no_more(world: World) -> None:
    why = "canary-reason: Okafor never said that"
    post(
        world.client("coach"),
        f"/loops/{world.keys['loop']}/seats/{world.keys['seat']}/hand-back",
        reason=why,
    )
    assert why in every_cell(world)
    post(world.client("coach"), f"/people/{number_of(world, 'candidate')}/forget")
    assert "canary-reason" not in every_cell(world)
    with session(make_engine(world.url)) as opened:
        seat = loops.assignment_by_key(opened, world.keys["seat"])
        assert (seat.state, seat.hand_back_reason) == ("handed_back", "(forgotten)")


@pytest.mark.parametrize("by", ["worker", "command"])
def test_what_was_printed_of_a_loop_goes_with_it(
    world: World, by: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    files, path = world.path.with_suffix(".files"), f"/jobs/{world.keys['job']}"
    work_on(Office(make_engine(world.url), files, printers=1), world.keys["job"])
    made = [*files.rglob("*.pdf"), *files.rglob("*.zip")]
    assert len(made) == 2
    coach = world.client("coach")
    assert coach.get(f"{path}/file").status_code == 200
    engine = make_engine(world.url)
    with engine.begin() as opened:
        for column in ("loop.created_at", "revision.submitted_at", "snapshot.decided_at"):
            table, name = column.split(".")
            opened.execute(text(f"UPDATE {table} SET {name} = '2020-01-01 00:00:00'"))
        opened.execute(text("UPDATE draft SET saved_at = NULL"))
    engine.dispose()
    kept = made[1].read_bytes()
    if by == "worker":
        given = Settings(database_url=world.url, files=files, keep_loops_days=30)
        Queue(given).retain()
    else:
        monkeypatch.setenv("COMMITTEE_DATABASE_URL", world.url)
        monkeypatch.setenv("COMMITTEE_FILES", str(files))
        monkeypatch.setenv("COMMITTEE_KEEP_LOOPS_DAYS", "30")
        assert "1 loops deleted" in CliRunner().invoke(root, ["retention", "--delete"]).stdout
    assert [each for each in made if each.exists()] == []
    with session(make_engine(world.url)) as opened:
        assert opened.exec(select(Job)).all() == []
    made[1].write_bytes(kept)  # As a worker does that was at it when the loop was deleted.
    assert [coach.get(page).status_code for page in (path, f"{path}/file")] == [404, 404]


def test_a_loop_that_is_kept_too_long_is_listed_and_then_deleted(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMMITTEE_DATABASE_URL", world.url)
    monkeypatch.setenv("COMMITTEE_KEEP_LOOPS_DAYS", "30")
    listed = CliRunner().invoke(root, ["retention", "--json"])
    assert json.loads(listed.stdout) == {"days": 30, "deleted": False, "loops": []}
    with session(make_engine(world.url)) as opened:
        later = now() + timedelta(days=31)
        assert [loop.key for loop in outlived(opened, 30, later)] == [world.keys["loop"]]
        assert delete_outlived(opened, 30) == []
        assert delete_outlived(opened, 0) == [world.keys["loop"]]
    assert QUOTE not in every_cell(world)
    assert check(world.url) == []


def test_there_is_a_word_for_everything_that_is_kept(world: World) -> None:
    engine = make_engine(world.url)
    with session(engine) as opened:
        kept = set(kept_about(opened, people.people(opened, 1)[0])) - {"account"}
    engine.dispose()
    told = world.app().jinja_env.get_template("people/_what_is_kept.html").module
    for count in (1, 2):
        lines = re.findall(
            rf"<li>{count} \S.*</li>", str(told.kept_list(dict.fromkeys(kept, count)))
        )
        assert len(lines) == len(kept)
