"""The candidate's pages: a bank of stories, who may link to it, and rehearsals."""

import re
from collections.abc import Callable
from pathlib import Path

from flask.testing import FlaskClient
from playwright.sync_api import Browser, expect

from .axe import follow, violations
from .conftest import World, post, token_in
from .sites import running
from .test_scorecard_live import TEN_O_CLOCK

SAID = {
    "action": "I chose the queue over the cron job and asked the two leads to hold their release.",
    "result": "My own job went from four hours to forty minutes.",
}
THEMES = ("conflict", "failure", "ambiguity", "leadership", "technical-judgment")


def add(client: FlaskClient, title: str, *covers: str, reach: str = "task", **more: str) -> str:
    fields = {"title": title, "reach": reach, "csrf_token": token_in(client), **more}
    answer = client.post("/stories/new", data={**fields, "covers": list(covers)})
    assert answer.status_code == 303
    return answer.location


def test_six_stories_cover_six_themes_only_when_they_do(fresh: Callable[..., World]) -> None:
    client = fresh().client("candidate")
    for number, theme in enumerate(THEMES):
        add(client, f"Story {number}", theme)
    add(client, "One more", "conflict")
    assert "6 stories; nothing covers Cross-team influence." in client.get("/stories").text
    add(client, "The seventh", "cross-team-influence")
    assert "7 stories; all six themes are covered." in client.get("/stories").text


def test_a_reach_its_words_do_not_carry_is_questioned_in_them(
    fresh: Callable[..., World],
) -> None:
    client = fresh().client("candidate")
    text = client.get(add(client, "The queue", "conflict", reach="org", **SAID)).text
    assert "You say it reached org; the Result reads task" in text
    text = client.get(add(client, "My job", "conflict", reach="task", **SAID)).text
    assert "they agree" in text


def test_a_story_keeps_every_word_and_asks_for_what_is_missing(
    fresh: Callable[..., World],
) -> None:
    client = fresh().client("candidate")
    at = add(client, "<b>Ledger</b>", "failure", listed="Dive Deep", values="Candour, Calm", **SAID)
    text = client.get(at).text
    for words in (*SAID.values(), "&lt;b&gt;Ledger&lt;/b&gt;", "Candour, Calm"):
        assert words in text
    bank = client.get("/stories").text
    assert "Dive Deep · Candour · Calm" in bank
    assert "What have you, or the team, done differently since?" in bank


def test_a_stale_story_is_shown_again_with_what_was_typed(fresh: Callable[..., World]) -> None:
    client = fresh().client("candidate")
    at = add(client, "The queue", "conflict")
    assert post(client, at, title="The queue", task="first", version="1").status_code == 303
    stale = post(client, at, title="The queue", task="second", version="1")
    assert stale.status_code == 409
    assert "second" in stale.text
    assert post(client, at, title="The queue", task="second", version="2").status_code == 303


def test_interviewers_link_to_a_bank_only_while_it_is_shared(fresh: Callable[..., World]) -> None:
    world = fresh()
    candidate, interviewer = world.client("candidate"), world.client("open")
    add(candidate, "The rotas", "conflict", reach="org")
    form, share = "/scorecards/{own}".format(**world.keys), "/stories/share/{loop}"
    assert "The rotas" not in interviewer.get(form).text
    assert post(candidate, share.format(**world.keys), shared="yes").status_code == 303
    assert "The rotas" in interviewer.get(form).text
    assert post(candidate, share.format(**world.keys), shared="no").status_code == 303
    assert "The rotas" not in interviewer.get(form).text


def test_rehearsals_say_whether_they_get_better(fresh: Callable[..., World]) -> None:
    client = fresh().client("candidate")
    for at in ("1:40", "1:30", "1:20", "0:50"):
        assert post(client, "/rehearsal/conflict", decision=at).status_code == 303
    text = client.get("/rehearsal").text
    assert "To the point after 00:50: sooner than your usual 01:30." in text
    wrong = post(client, "/rehearsal/conflict", decision="soon", notes="Kept words.")
    assert wrong.status_code == 422
    assert "Kept words." in wrong.text


def test_a_rehearsal_is_interrupted_and_measures_the_way_back(
    chromium: Browser, tmp_path: Path
) -> None:
    with running(tmp_path) as site:
        context = chromium.new_context()
        page = site.sign_in(context, "okafor@example.org")
        page.clock.install(time=TEN_O_CLOCK)
        page.goto(f"{site.url}/rehearsal/failure")
        page.clock.pause_at("2026-03-12T10:00:05Z")
        expect(page.locator("#stage")).to_be_focused()
        page.keyboard.press("c")
        page.clock.run_for(10_000)
        page.keyboard.press("d")
        for _ in range(51):
            if page.locator("#interruption").is_visible():
                break
            page.clock.run_for(1_000)
        expect(page.locator("#interruption")).to_contain_text("Let me stop you there.")
        page.clock.run_for(12_000)
        page.keyboard.press("b")
        page.get_by_label("Notes, if you like").fill("We shipped it late and we lost a customer.")
        page.clock.resume()  # axe waits on timers of its own.
        assert violations(page) == []
        page.get_by_role("button", name="Keep this rehearsal").click()
        row = page.locator("tbody tr").first
        expect(row.locator("[data-label='To the point']")).to_have_text("00:10")
        # It came somewhere in the second before it was seen, and 12 s passed after that.
        expect(row.locator("[data-label='Back after']")).to_have_text(re.compile("^1[23] s$"))
        expect(page.get_by_text("done differently since?")).to_be_visible()
        assert violations(page) == []
        page.goto(f"{site.url}/stories")
        assert violations(page) == []
        follow(page.get_by_role("link", name="Moved the ledger store").first)
        assert violations(page) == []
        context.close()
