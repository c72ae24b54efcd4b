"""What somebody may not read changes no byte, no header and no kept file of what they can fetch."""

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from sqlalchemy import MetaData, create_engine, update
from werkzeug.test import TestResponse

from committee.config import Settings
from committee.domain.case import case_of
from committee.files.loops import packet_of
from committee.files.policies import load_policy
from committee.files.rubrics import load_rubric
from committee.files.snapshot import freeze

from .conftest import MINA, World, post, scorecard
from .doors import PERSONS, Door, read_doors
from .test_doors import headers, plain

LOOP, MINAS, TARIQS = 1, 1, 2
"""The ids of the loop and of two seats in it, in the order in which the world is made."""
GENERAL = ("/policies/", "/static/", "/favicon.ico", "/simulator")
"""What these serve is of no loop, unless their address names one."""
READING = [
    door
    for door in read_doors()
    if door.method == "GET" and ("{loop}" in door.path or not door.route.startswith(GENERAL))
]

VOTE = {**scorecard(), "recommendation": "no", "note": "He would not have carried it."}
"""The submitted scorecard with another vote and note: the candidate may read the rest of it."""
CARD = {
    **scorecard("Somebody else did it."),
    "recommendation": "strong_no",
    "reads": dict.fromkeys(("scope", "leadership", "failure", "communication"), "mid"),
}
"""Another scorecard altogether."""
DRAFT = {"form": {"quote": "He hedged."}, "note": "I doubt it."}

OF_A_MOMENT = ("Date", "Content-Length")
"""The headers that differ from one answer to the next: of a body's length its bytes tell."""

HIDDEN: dict[str, dict[str, Any]] = {
    "anonymous": {"sent": CARD, "draft": DRAFT},
    "stranger": {"sent": CARD, "draft": DRAFT},
    "candidate": {"sent": VOTE, "draft": DRAFT},
    "waiting": {"sent": CARD, "draft": DRAFT},
    "open": {"sent": CARD},
    "coach_open": {"sent": CARD, "draft": DRAFT},
    "done": {"draft": DRAFT},
    "coach": {"draft": DRAFT},
}
"""What each person may not read, and is changed: Mina's scorecard, Tariq's draft."""


def with_other(world: World, sent: Any = None, draft: Any = None) -> World:
    """A world in which Mina's scorecard, with the decision that rests on it, or a draft differs."""
    engine, tables = create_engine(world.url), MetaData()
    tables.reflect(engine)
    with engine.begin() as connection:

        def change(table: str, seat: int, **values: Any) -> None:
            rows = tables.tables[table]
            of = rows.c.loop_id if table == "snapshot" else rows.c.assignment_id
            done = connection.execute(update(rows).where(of == seat).values(values))
            assert done.rowcount == 1

        if sent:
            change("revision", MINAS, body=sent)
            change("draft", MINAS, body=sent)
            change("snapshot", LOOP, **decided(sent))
        if draft:
            change("draft", TARIQS, body=draft)
    engine.dispose()
    return world


def decided(sent: dict[str, Any]) -> dict[str, str | None]:
    """The columns of the snapshot that a scorecard alone would have made."""
    policy = load_policy()
    document = {**sent, "id": "b1", "kind": "behavioral", "interviewer": MINA}
    head = {"candidate": "R. Okafor", "target": "senior"}
    packet = packet_of({"loop": head, "interview": [document]}, "a test", policy.ladder)
    case = case_of(packet, policy)
    frozen = freeze(case, load_rubric())
    level, verdict = case.level, str(case.verdict)
    return {"body": frozen.text, "sha256": frozen.sha256, "verdict": verdict, "level": level}


def fetched(world: World, person: str) -> dict[str, tuple[int, list[tuple[str, str]], bytes]]:
    """Every answer that a person can read: status, headers and bytes."""
    found = {}
    for door in READING:
        if door.needs_release(person) or person == "waiting":
            answer = door.knock(world, person)
            told = [(name, value) for name, value in headers(answer) if name not in OF_A_MOMENT]
            found[f"{door.name} {door.path}"] = (answer.status_code, told, compared(answer))
    return found


def compared(answer: TestResponse) -> bytes:
    """An answer's bytes without what differs each time: moments, and secrets just made up."""
    if answer.mimetype == "application/zip":
        with ZipFile(BytesIO(answer.data)) as archive:
            parts = [(name, archive.read(name)) for name in archive.namelist()]
        return re.sub(rb"\d{4}-\d\d-\d\d[T ][\d:.]+", b"", repr(parts).encode())
    if answer.mimetype == "text/html":
        page = plain(answer.text)
        made_up = r"(?s)<svg.*?</svg>|[A-Z2-7]{32}|request: <code>\w+</code>|\d\d:\d\d[ \xa0]UTC"
        waited = r'<p class="wrong">Nothing has happened to it since.*?</p>'
        return " ".join(re.sub(f"{made_up}|{waited}", "", page).split()).encode()
    return answer.data


def kept() -> set[Path]:
    return {path for path in Settings().files.rglob("*") if path.is_file()}


@pytest.mark.parametrize("person", PERSONS)
def test_nothing_fetched_depends_on_what_is_not_theirs_to_read(
    fresh: Callable[..., World], person: str
) -> None:
    released = person != "waiting"
    first = fetched(fresh(released), person)
    files = kept()
    assert fetched(with_other(fresh(released), **HIDDEN[person]), person) == first
    assert kept() == files


def test_what_is_changed_there_is_told_to_who_may_read_it(fresh: Callable[..., World]) -> None:
    """The comparison would find a difference: the same changes, read by others."""
    pdf = Door("", "GET", "/loops/{loop}/decisions/1.pdf", {})
    form = Door("", "GET", "/scorecards/{own}", {})
    worlds = fresh(), with_other(fresh(), VOTE), with_other(fresh(), CARD)
    assert len({pdf.knock(world, "coach").headers["ETag"] for world in worlds}) == 3
    assert DRAFT["note"] in form.knock(with_other(fresh(), draft=DRAFT), "open").text


def test_who_still_writes_learns_of_no_hand_in_by_versions_counts_or_the_journal(
    fresh: Callable[..., World],
) -> None:
    """Ruth owes a scorecard; the others hand in, predict, are refused, decide and print."""
    world = fresh(released=False)
    ruth, loop = world.client("coach_open"), f"/loops/{world.keys['loop']}"
    people = re.findall(r'href="(/people/\d+/forget)"', ruth.get("/people").text)
    assert people
    pages = [f"{loop}/change", "/journal", *people]

    def seen() -> list[str]:
        told = [re.sub(r'(csrf_token"[^>]*value=")[^"]+', "", ruth.get(p).text) for p in pages]
        return [re.sub(r"signed in|sign-in", "", page) for page in told]

    done, coach = world.client("done"), world.client("coach")
    before = seen()
    again = {"reason": "Looked again."}
    own = f"/scorecards/{world.keys['seat']}"
    post(done, own, action="review", version="0", note="another")
    version = re.search(r'name="version" value="(\d+)"', done.get(f"{own}/review").text)
    assert version
    assert post(done, f"{own}/submit", version=version[1], **again).status_code == 303
    for guess in ("hire.9", "nonsense"):
        post(done, f"{loop}/prediction", guess=guess)
    decided = re.search(r'name="version" value="(\d+)"', coach.get(f"{loop}/decide").text)
    if decided:
        post(coach, f"{loop}/decide", version=decided[1], sure="yes")
    post(done, f"{loop}/prediction", guess="hire.5")
    assert seen() == before
