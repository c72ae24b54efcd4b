"""Coding and system design have steps of their own; their evidence goes wherever others’ does."""

import html
import re
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import Browser, expect

from committee.files.interview_guide import load_guide
from committee.store.schema import migrate
from tests.store.test_exchange import run

from .axe import violations
from .sites import Site, running
from .test_scorecard_form import draft, path, press, signed_in

SAID = "Two requests for the last seat: they lock the row."
SHOWS = {"c1": "coding", "s1": "system_design"}
RATED = {"c1": {"score__coding": "3.25"}, "s1": {"read__system_design": "senior"}}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with running(tmp_path_factory.mktemp("site"), ("coding", "system_design")) as site:
        yield site


@pytest.fixture(scope="module")
def submitted(site: Site) -> Site:
    """Both scorecards, each with a piece logged as depth, looked at again and handed in."""
    mina = signed_in(site, "mina@example.org")
    for label, dimension in SHOWS.items():
        logged = {"form__text": SAID, "form__dimension": dimension, "form__step": "clarify"}
        assert press(mina, path(site, label), "log", 0, **logged).status_code == 303
        edited = {f"e__{label}-1__step": "depth", "recommendation": "yes", **RATED[label]}
        answer = press(mina, path(site, label), "review", 0, **edited)
        assert answer.location == path(site, label, "/review")
        assert "Depth" in mina.get(answer.location).text
        version = str(draft(site, label)[1])
        assert press(mina, path(site, label, "/submit"), "", int(version)).status_code == 303
    return site


def said(page: str) -> str:
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", page)))


@pytest.mark.parametrize("label", SHOWS)
def test_the_form_offers_its_own_steps_questions_and_what_they_look_like(
    site: Site, label: str
) -> None:
    page = said(signed_in(site, "mina@example.org").get(path(site, label, "/amend")).text)
    held = load_guide().rounds[{"c1": "coding", "s1": "system_design"}[label]]
    for text in (*held.asks, *(step.prompt for step in held.steps)):
        assert text in page
    for reads in held.reads.values():
        assert all(text in page for text in reads.values())
    for absent in ("STAR-L", "Learnings", "Next question", "Any theme"):
        assert absent not in page


@pytest.mark.parametrize("label", SHOWS)
def test_a_step_is_kept_with_the_scorecard_and_shown_with_it(submitted: Site, label: str) -> None:
    mina = signed_in(submitted, "mina@example.org")
    body, _ = draft(submitted, label)
    assert "step" not in body["evidence"][0]
    assert body["form"]["steps"] == {f"{label}-1": "depth"}
    assert "Depth" in said(mina.get(path(submitted, label)).text)
    seat = f"/loops/{submitted.loop}/seats/{submitted.seats[label]}"
    assert "· for · Depth" in said(mina.get(seat).text)
    amending = mina.get(path(submitted, label, "/amend")).text
    assert '<option value="depth" selected>' in amending
    assert "Depth 1" in said(amending)


def test_its_evidence_goes_into_packets_files_and_other_installations(
    submitted: Site, tmp_path: Path
) -> None:
    mina = signed_in(submitted, "mina@example.org")
    assert said(mina.get(f"/loops/{submitted.loop}/packet").text).count(SAID) == 2
    exported = tmp_path / "all.json", tmp_path / "all.zip"
    for file in exported:
        assert run(submitted.database, "export", str(file))[0] == 0
        empty = f"sqlite:///{tmp_path / file.suffix}.db"
        migrate(empty)
        assert run(empty, "import", str(file))[0] == 0
        again = tmp_path / f"again{file.suffix}"
        assert run(empty, "export", str(again))[0] == 0
        assert again.read_bytes() == file.read_bytes()
    assert exported[0].read_text("utf-8").count(SAID) == 2
    with ZipFile(exported[1]) as tables:
        assert tables.read("evidence.csv").decode().count(SAID) == 2


def test_a_step_of_star_l_that_a_file_brought_along_stays(submitted: Site) -> None:
    """Loop files may give technical evidence a step of STAR-L, and saving a form keeps it."""
    mina = signed_in(submitted, "mina@example.org")
    address = path(submitted, "c1")
    press(mina, address, "save", 0, **{"e__c1-1__step": "action"})
    assert draft(submitted, "c1")[0]["evidence"][0]["step"] == "action"
    assert '<option value="action" selected>' in mina.get(f"{address}/amend").text
    press(mina, address, "save", 0, **{"e__c1-1__step": "depth"})
    assert draft(submitted, "c1")[0]["form"]["steps"] == {"c1-1": "depth"}


def test_a_key_chooses_a_step_and_shows_what_it_looks_like(chromium: Browser, site: Site) -> None:
    expect.set_options(timeout=20_000)
    reads = load_guide().rounds["system_design"].reads["trade-off"]
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    page = site.sign_in(context)
    expect(page.get_by_role("heading", name="Your interviews")).to_be_visible()
    page.goto(f"{site.form('s1')}/amend")
    anchor = page.locator(".looks").get_by_text(reads["senior"])
    expect(anchor).not_to_be_visible()
    page.locator("#text").fill("Writes go to one place, reads to many.")
    page.keyboard.press("Alt+t")
    expect(anchor).to_be_in_viewport()
    assert violations(page) == []
    before = page.locator("#pieces > .piece").count()
    page.keyboard.press("Enter")
    expect(page.locator("#pieces > .piece")).to_have_count(before + 1)
    expect(page.locator("#pieces > .piece").first).to_contain_text("Trade-off")
    expect(page.locator("#counts")).to_contain_text("Trade-off 1")
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()
