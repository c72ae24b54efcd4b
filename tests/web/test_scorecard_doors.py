"""One table of acts, three doors: a form without scripts, autosave, and the script in Chromium."""

import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Locator, Page, expect

from committee.store import loops, scorecards
from committee.store.engine import make_engine, session

from .sites import Site, running
from .test_scorecard_form import path, shown, signed_in
from .test_scorecard_live import saved

TABLE = Path(__file__).parents[1] / "scorecard" / "acts.toml"
CASES = tomllib.loads(TABLE.read_text("utf-8"))["case"]
Step = dict[str, str]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    kinds = ("behavioral",) * (3 * len(CASES))
    with running(tmp_path_factory.mktemp("site"), kinds) as site:
        yield site


@pytest.fixture(scope="module")
def mina(site: Site) -> FlaskClient:
    return signed_in(site, "mina@example.org")


@pytest.fixture(scope="module")
def page(chromium: Browser, site: Site) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 1380, "height": 960})
    yield site.sign_in(context)
    context.close()


def steps_of(case: dict[str, Any], label: str) -> list[Step]:
    """All that is done in a case, logs first, at the interview of a label."""
    before: list[Step] = []
    for quote in case.get("logs", ()):
        before += [{"field": "form.text", "value": quote}]
        before += [{"field": "form.dimension", "value": "scope"}, {"press": "log"}]
    steps = [*before, *case["steps"]]
    return [{key: value.replace("ID-", f"{label}-") for key, value in s.items()} for s in steps]


def through_the_form(client: FlaskClient, site: Site, label: str, steps: list[Step]) -> None:
    address, typed = path(site, label), {}
    for step in steps:
        if "field" in step:
            typed[step["field"]] = step["value"]
            continue
        fields = {**shown(client, address), **typed, "action": step["press"]}
        assert client.post(address, data=fields).status_code in (303, 422)
        typed = {}


def through_autosave(client: FlaskClient, site: Site, label: str, steps: list[Step]) -> None:
    kept: dict[str, str] = {}
    acts: list[dict[str, Any]] = []
    for step in steps:
        act: dict[str, Any] = {"action": step.get("press")}
        if "field" in step:
            act = {**step, "was": kept.get(step["field"], "")}
            kept[step["field"]] = step["value"]
        elif step["press"] == "log":
            logged = sum(act.get("action") == "log" for act in acts) + 1
            kept[f"e.{label}-{logged}.quote"] = kept.pop("form.text", "")
        if act.get("action") != "save":
            acts.append({"number": len(acts) + 1, "at": 1.0 + len(acts), **act})
    token = shown(client, path(site, label))["csrf_token"]
    fields = {"csrf_token": token, "tab": "a", "acts": json.dumps(acts)}
    assert client.post(path(site, label, "/draft"), data=fields).status_code == 200


def through_the_script(page: Page, site: Site, label: str, steps: list[Step]) -> None:
    page.goto(site.form(label))
    for step in steps:
        if "field" in step:
            type_into(page, step["field"], step["value"])
            continue
        name, _, id_ = step["press"].partition(":")
        if name == "restore":
            page.locator("#removed summary").click()
        elif name in ("remove", "move"):
            edit(page, id_.split(" ")[0])
        page.locator(f'button[value="{step["press"]}"]:visible').last.click()
        if step["press"] != "save" and page.locator("#trouble").is_hidden():
            saved(page)
            expect(page.locator("#waiting .piece")).to_have_count(0)
    page.get_by_role("button", name="Save", exact=True).click()
    saved(page)


def edit(page: Page, id_: str) -> None:
    row = page.locator(f'#pieces [data-id="{id_}"] details')
    if row.get_attribute("open") is None:
        row.locator("summary").click()


def type_into(page: Page, name: str, value: str) -> None:
    if name.startswith("e."):
        edit(page, name.split(".")[1])
    field = page.locator(f'[name="{name}"]').first
    if field.get_attribute("type") != "radio":
        choose_or_fill(field, value)
        return
    radio = page.locator(f'[name="{name}"][value="{value}"]')
    if radio.get_attribute("id"):
        page.locator(f'label[for="{radio.get_attribute("id")}"]').click()
    else:
        radio.check()


def choose_or_fill(field: Locator, value: str) -> None:
    if field.evaluate("each => each.tagName") == "SELECT":
        field.select_option(value)
    else:
        field.fill(value)


def draft(site: Site, label: str) -> dict[str, Any]:
    """A draft without what differs from one visit to the next: names of tabs, and times."""
    with session(make_engine(site.database)) as db:
        kept = scorecards.draft_of(db, loops.assignment_by_key(db, site.seats[label])).body
    body: dict[str, Any] = json.loads(json.dumps(kept).replace(f'"{label}', '"ID'))
    form = body.get("form", {})
    for name in ("heard", "box_of", "since", "history", "undone"):
        form.pop(name, None)
    form["marks"] = [re.sub("@.*", "", mark) for mark in form.get("marks", ())]
    for name in ("polarity", "theme"):
        form.pop(name, None)  # The page says "for" and "any theme" where nobody said anything.
    return body


@pytest.mark.parametrize("case", CASES, ids=[case["does"] for case in CASES])
def test_an_act_does_the_same_through_every_door(
    mina: FlaskClient, page: Page, site: Site, case: dict[str, Any]
) -> None:
    number = 3 * CASES.index(case)
    form, autosave, script = list(site.seats)[number : number + 3]
    through_the_form(mina, site, form, steps_of(case, form))
    through_autosave(mina, site, autosave, steps_of(case, autosave))
    through_the_script(page, site, script, steps_of(case, script))
    first = draft(site, form)
    assert draft(site, autosave) == first
    assert draft(site, script) == first
    rows, inner = first.get("evidence", []), first["form"]
    assert [row["quote"] for row in rows] == case.get("quotes", [])
    assert [row["quote"] for row in inner.get("removed", [])] == case.get("removed", [])
    assert inner.get("text", "") == case.get("box", "")
    assert inner["marks"] == case.get("marks", [])
    assert [row["id"] for row in rows] == case.get("ids", [row["id"] for row in rows])
    if "traps" in case:
        assert [row.get("traps", []) for row in rows] == case["traps"]
    for row, tags in zip(rows, case.get("tags", []), strict=False):
        assert [row.get(name, "") for name in ("step", "dimension", "polarity", "reads")] == tags
