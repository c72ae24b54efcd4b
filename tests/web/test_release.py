"""Release with care: seen first, with a note, told, read, and what withdrawing leaves."""

import re
from html import unescape
from pathlib import Path

from pypdf import PdfReader

from .conftest import World, post
from .test_decisions import amend, decide
from .test_decisions import loop as loop  # The acer's panel, all of it submitted.

NOTE = "Well argued.\n\nLook at <scope> first: “=1+1” is no reach."


def test_what_the_candidate_will_read_is_seen_first_and_noted_on(world: World, loop: str) -> None:
    coach, path = world.client("coach"), f"/loops/{loop}"
    decide(coach, loop)
    candidate = world.client("candidate")
    page = coach.get(f"{path}/decisions/1/release").text
    assert "edition-candidate" in page
    assert candidate.get(f"/packets/{loop}").status_code == 404
    shown = post(coach, f"{path}/decisions/1/release", act="show", note=NOTE)
    assert (shown.status_code, "Look at &lt;scope&gt; first" in shown.text) == (200, True)
    assert candidate.get(f"/packets/{loop}").status_code == 404, "shown, and not released"
    post(coach, f"{path}/decisions/1/release", act="release", note=NOTE)
    read = candidate.get(f"/packets/{loop}").text
    assert read.index("From your coach") < read.index("What was decided")
    assert "Look at <scope> first: “=1+1” is no reach." in unescape(read)
    assert "From your coach" not in coach.get(f"{path}/decisions/1").text


def test_the_note_is_in_the_candidate_s_pdf(world: World, loop: str, tmp_path: Path) -> None:
    coach = world.client("coach")
    decide(coach, loop)
    post(coach, f"/loops/{loop}/decisions/1/release", note=NOTE)
    made = tmp_path / "packet.pdf"
    made.write_bytes(world.client("candidate").get(f"/packets/{loop}.pdf").data)
    first = " ".join(PdfReader(made).pages[0].extract_text().split())
    assert "Look at <scope> first" in first


def test_a_coach_reads_whether_it_was_read_and_has_the_text_to_send(
    world: World, loop: str
) -> None:
    coach, path = world.client("coach"), f"/loops/{loop}"
    decide(coach, loop)
    post(coach, f"{path}/decisions/1/release")
    page = coach.get(path).text
    assert "yes; not opened yet" in page
    text = re.search(r'<textarea id="tell"[^>]*>(.*?)</textarea>', page, re.DOTALL)
    assert text
    assert f"http://localhost/packets/{loop}" in text[1]
    assert "haven’t opened it yet" in coach.get(f"{path}/withdraw").text
    world.client("candidate").get(f"/packets/{loop}")
    assert "yes; they read it on " in coach.get(path).text
    assert "may have kept it" in coach.get(f"{path}/withdraw").text


def test_the_next_one_says_what_it_replaces(world: World, loop: str) -> None:
    coach, path = world.client("coach"), f"/loops/{loop}"
    decide(coach, loop)
    post(coach, f"{path}/decisions/1/release")
    amend(world, loop, "senior")
    decide(coach, loop)
    page = coach.get(f"{path}/decisions/2/release").text
    assert "It replaces decision 1" in page
    post(coach, f"{path}/decisions/2/release")
    read = world.client("candidate").get(f"/packets/{loop}").text
    assert "This packet replaces the one of " in read
    post(coach, f"{path}/withdraw")
    assert coach.get(f"{path}/withdraw").status_code == 404


def test_a_note_that_is_too_long_comes_back(world: World, loop: str) -> None:
    coach = world.client("coach")
    decide(coach, loop)
    answer = post(coach, f"/loops/{loop}/decisions/1/release", note="w" * 2001)
    assert (answer.status_code, "w" * 2001 in answer.text) == (422, True)
