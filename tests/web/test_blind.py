"""Blind until you submit: a sentence of one interviewer's, looked for at every door of others."""

import io
import re
import subprocess
from collections.abc import Callable

import pikepdf
import pytest
from werkzeug.test import TestResponse

from committee.store import loops, scorecards, sessions
from committee.store.engine import make_engine, session

from .conftest import COACH_NAME, LASTING, MINA, World
from .doors import Door, read_doors

QUOTE_CANARY, NOTE_CANARY, DRAFT_CANARY = "canary-quote-9d1f", "canary-note-77ab", "canary-draft"
OUTCOME = "More signal needed"
# Policies and scenarios tell of every outcome there can be, and of no loop.
GENERAL = ("/policies/", "/simulator")
DOORS = [d for d in read_doors() if "{" in d.path or not d.route.startswith(GENERAL)]


def told(response: TestResponse) -> str:
    """Everything an answer tells: headers, page, and a PDF's text, metadata and streams."""
    said = "\n".join(f"{name}: {value}" for name, value in response.headers)
    if response.mimetype == "application/pdf":
        text = subprocess.run(
            ["pdftotext", "-", "-"], input=response.data, capture_output=True, check=True
        )
        facts = subprocess.run(
            ["pdfinfo", "-meta", "-"], input=response.data, capture_output=True, check=True
        )
        said += f"{text.stdout.decode()}{facts.stdout.decode()}{packed_in(response.data)}"
    else:
        said += response.data.decode("utf-8", "replace")
    return re.sub(r"\s+", " ", said)


def packed_in(pdf: bytes) -> str:
    """Every stream of a PDF unpacked: pages, attachments, metadata."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        streams = [each for each in opened.objects if isinstance(each, pikepdf.Stream)]
        return "\n".join(each.read_bytes().decode("latin-1") for each in streams)


def everything_told(fresh: Callable[..., World], person: str, *, released: bool = True) -> str:
    """All that a person is told at all doors, each tried in a world of its own."""
    return "\n".join(told(door.knock(fresh(released), person)) for door in DOORS)


@pytest.mark.parametrize("person", ["open", "coach_open", "stranger", "anonymous"])
def test_who_hasnt_submitted_finds_nothing_of_the_others(
    fresh: Callable[..., World], person: str
) -> None:
    found = everything_told(fresh, person)
    for canary in (QUOTE_CANARY, NOTE_CANARY, OUTCOME, "1 of 3"):
        assert canary not in found


@pytest.mark.parametrize("person", ["done", "coach"])
def test_who_may_read_finds_it(fresh: Callable[..., World], person: str) -> None:
    on_page = told(page(fresh(), person, "/loops/{loop}/packet"))
    on_paper = told(page(fresh(), person, "/loops/{loop}/packet.pdf"))
    assert QUOTE_CANARY in on_page
    assert NOTE_CANARY in on_page
    assert OUTCOME in on_page
    assert "Strong yes" in on_page
    assert QUOTE_CANARY in on_paper


@pytest.mark.parametrize("person", ["done", "coach", "candidate", "stranger", "coach_open"])
def test_a_draft_is_its_authors_alone(fresh: Callable[..., World], person: str) -> None:
    assert DRAFT_CANARY not in everything_told(fresh, person)


def test_a_candidate_reads_their_words_and_nobodys_name(fresh: Callable[..., World]) -> None:
    found = everything_told(fresh, "candidate")
    assert QUOTE_CANARY in found
    for private in (NOTE_CANARY, MINA, COACH_NAME, "Strong yes"):
        assert private not in found


def test_a_candidate_finds_nothing_before_the_release(fresh: Callable[..., World]) -> None:
    found = everything_told(fresh, "candidate", released=False)
    for canary in (QUOTE_CANARY, NOTE_CANARY, MINA, OUTCOME):
        assert canary not in found


def test_submitting_opens_the_others_to_the_submitter_alone(world: World) -> None:
    submit(world, "open")
    assert QUOTE_CANARY in told(page(world, "open", "/loops/{loop}/packet"))
    assert page(world, "coach_open", "/loops/{loop}/packet").status_code == 404


def test_a_scorecard_handed_back_closes_the_others_again(world: World) -> None:
    path = "/loops/{loop}/seats/{seat}/hand-back"
    door = Door("", "POST", path, {}, {"reason": "Which decision was his?"})
    assert door.knock(world, "coach").status_code == 303
    assert page(world, "done", "/loops/{loop}/packet").status_code == 404
    assert "Which decision was his?" in page(world, "done", "/interviews").text


def test_the_journal_keeps_a_blind_coach_blind(world: World) -> None:
    hand_back = Door("", "POST", "/loops/{loop}/seats/{seat}/hand-back", {}, {"reason": "Why?"})
    hand_back.knock(world, "coach")
    assert "handed back" in page(world, "coach", "/journal").text
    assert "handed back" not in page(world, "coach_open", "/journal").text


def test_a_packet_is_gone_on_the_request_after_its_withdrawal(world: World) -> None:
    candidate = world.client("candidate")
    path = f"/packets/{world.keys['loop']}"
    first = [candidate.get(path), candidate.get(f"{path}.pdf")]
    assert [response.status_code for response in first] == [200, 200]
    kept = [response.headers["Cache-Control"] for response in first]
    assert kept == ["no-store", "no-store"]
    Door("", "POST", "/loops/{loop}/withdraw", {}).knock(world, "coach")
    again = {"If-None-Match": first[1].headers["ETag"]}
    after = [candidate.get(path), candidate.get(f"{path}.pdf", headers=again)]
    assert [response.status_code for response in after] == [404, 404]


def page(world: World, person: str, path: str) -> TestResponse:
    return Door("", "GET", path, {}).knock(world, person)


def submit(world: World, person: str) -> None:
    """Hand in a person's scorecard."""
    engine = make_engine(world.url)
    with session(engine) as s:
        held = sessions.found(s, world.tokens[person], LASTING)
        assert held is not None
        author = held[0]
        seat = loops.assignments_for(s, author)[0]
        body = {"reads": {"scope": "mid"}, "evidence": []}
        scorecards.submit(s, seat, body, scorecards.draft_of(s, seat).version, author)
    engine.dispose()
