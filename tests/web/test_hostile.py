"""Hostile text in every field: it comes out as text, on every page and on paper."""

import re
import subprocess
from html.parser import HTMLParser
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from committee.store import loops, people, scorecards, sessions, stories
from committee.store.engine import make_engine, session

from .conftest import PASSWORD, World, post, scorecard

CORPUS = {
    "script": "<script>alert(1)</script>",
    "attribute": '"><img src=x onerror=alert(1)>',
    "single quote": "' onfocus=alert(1) autofocus='",
    "template": "{{ 7*7 }}{% include 'base.html' %}",
    "closing tags": "</title></textarea></svg><svg onload=alert(1)>",
    "address": "javascript:alert(1)",
    "entity": "&lt;b&gt;&#60;i&#62;",
    "formula": "=HYPERLINK(1)",
}
UNSEEN = {
    "override": ("abc\u202edef", "abcdef"),
    "zero width": ("abc\u200bdef", "abcdef"),
    "tag": ("abc\U000e0041def", "abcdef"),
}


HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class Page(HTMLParser):
    """A page as a browser would take it: its tags, and the text between them."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    @property
    def values(self) -> str:
        """What stands in the page's fields."""
        return "\n".join(attrs.get("value") or "" for _, attrs in self.tags)


LETTER = re.compile(r"mailto:[\w%.~/-]+\?subject=[\w%.~/-]+&body=[\w%.~/-]+")
"""A letter to be written: its address and texts hold no character that an address has uses for."""


def dangers(page: Page) -> list[str]:
    """Whatever of a page could run, or could fetch from elsewhere."""
    found = []
    for tag, attrs in page.tags:
        if tag == "script" and not (attrs.get("src") or "").startswith("/static/"):
            found.append("a script of its own")
        found += [f"{name} on {tag}" for name in attrs if name.startswith("on") or name == "style"]
        for name in ("href", "src", "action"):
            target = attrs.get(name) or "/"
            if tag == "a" and LETTER.fullmatch(target):
                continue
            if target.startswith("//") or not target.startswith(("/", "#", "http://localhost/")):
                found.append(f"{name}={attrs[name]}")
    return found


def fill(world: World, text: str) -> tuple[Flask, dict[str, str]]:
    """A world whose every field holds a text; the application, and the pages that show it."""
    app = world.app()
    coach = world.client("coach", app)
    cohort = post(coach, "/cohorts", name=text).location
    loop = post(coach, cohort, candidate=text, role=text, target="senior", policy="senior-loop")
    path = loop.location
    fields = {"name": text, "email": "hostile@example.org", "kind": "behavioral"}
    post(coach, f"{path}/seats", **fields)
    engine = make_engine(world.url)
    with session(engine) as s:
        author = people.by_email(s, "hostile@example.org")
        stranger = people.by_email(s, "stranger@example.org")
        assert author is not None
        assert stranger is not None
        found = loops.loop_by_key(s, path.rsplit("/", 1)[1])
        loops.set_candidate(s, found, stranger)
        stories.save_story(s, stranger, "told", {"title": text})
        loops.share_bank(s, found)
        seat = loops.assignments_of(s, found)[0]
        card: dict[str, Any] = scorecard(text, text)
        for piece in card["evidence"]:
            piece["story"] = "told"
        scorecards.submit(s, seat, card, 0, author)
        version, seat_key, token = found.version, seat.key, sessions.begin(s, author)
    engine.dispose()
    world.tokens["hostile"] = token
    decided = post(coach, f"{path}/decide", version=str(version), sure="yes")
    assert decided.status_code == 303, decided.text
    post(coach, f"{path}/decisions/1/release")
    post(coach, f"{path}/seats/{seat_key}/hand-back", reason=text)
    return app, {
        "cohorts": "/cohorts",
        "cohort": cohort,
        "loop": path,
        "decision": f"{path}/decisions/1",
        "paper": f"{path}/decisions/1.pdf",
        "people": "/people",
        "form": f"/scorecards/{seat_key}",
        "candidate's": path.replace("/loops/", "/packets/"),
    }


@pytest.mark.parametrize("text", CORPUS.values(), ids=CORPUS.keys())
def test_text_stays_text(world: World, text: str) -> None:
    app, paths = fill(world, text)
    shown = {
        name: Page(reader_of(world, app, name).get(path).text)
        for name, path in paths.items()
        if name != "paper"
    }
    shown["queue"] = Page(world.client("hostile", app).get("/interviews").text)
    assert {name: dangers(page) for name, page in shown.items() if dangers(page)} == {}
    lacking = [name for name, page in shown.items() if text not in page.text + page.values]
    assert lacking == []


@pytest.mark.parametrize("text", CORPUS.values(), ids=CORPUS.keys())
def test_text_stays_text_on_paper(world: World, text: str) -> None:
    app, paths = fill(world, text)
    pdf = world.client("coach", app).get(paths["paper"]).data
    read = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    assert "".join(text.split()) in "".join(read.stdout.decode().split())
    assert b"/JavaScript" not in pdf
    assert b"/URI" not in pdf


@pytest.mark.parametrize(("typed", "kept"), UNSEEN.values(), ids=UNSEEN.keys())
def test_characters_that_cant_be_shown_are_taken_out(world: World, typed: str, kept: str) -> None:
    app, paths = fill(world, typed)
    for name in ("cohorts", "cohort", "loop", "decision"):
        page = reader_of(world, app, name).get(paths[name]).text
        assert kept in page
        assert typed not in page


def test_a_text_that_is_too_long_is_given_back_with_why(world: World) -> None:
    coach = world.client("coach")
    answer = post(coach, "/cohorts", name="x" * 201)
    assert answer.status_code == 422
    assert "At most 200 characters fit here." in answer.text
    assert "x" * 201 in answer.text


def test_a_request_that_is_too_large_is_refused_with_a_page(world: World) -> None:
    coach = world.client("coach")
    answer = post(coach, "/cohorts", name="x" * 3_000_000)
    assert (answer.status_code, "Too much at once" in answer.text) == (413, True)


def test_a_strange_host_is_refused(world: World) -> None:
    answer = world.app().test_client().get("/sign-in", headers={"Host": "evil.example"})
    assert answer.status_code == 400


def test_every_answer_carries_the_headers(world: World) -> None:
    client = world.client("coach", world.app())
    for path in ("/cohorts", "/nowhere", "/static/base.css", "/favicon.ico"):
        headers = client.get(path).headers
        assert {name: headers[name] for name in HEADERS} == HEADERS
        kept = path.startswith(("/static", "/favicon"))
        assert (headers["Cache-Control"] == "no-store") is not kept


def test_production_cookies_travel_by_https_alone(world: World) -> None:
    client = world.app(production=True, trusted_hosts=["localhost"]).test_client()
    answer = client.get("/sign-in", base_url="https://localhost")
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-committee=")
    for word in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"):
        assert word in cookie
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=")


def test_production_is_signed_in_to_through_a_proxy(world: World) -> None:
    settings = {"production": True, "proxies": 1, "trusted_hosts": ["example.org"]}
    client = world.app(**settings).test_client()
    proxied = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "example.org"}
    page = client.get("/sign-in", headers=proxied, base_url="http://example.org")
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page.text)
    assert token is not None
    name, _, value = page.headers["Set-Cookie"].partition(";")[0].partition("=")
    fields = {"csrf_token": token[1], "email": "coach@example.org", "password": PASSWORD}
    sent = {**proxied, "Referer": "https://example.org/sign-in", "Cookie": f"{name}={value}"}
    bare = world.app(**settings).test_client(use_cookies=False)
    answer = bare.post("/sign-in", data=fields, headers=sent, base_url="http://example.org")
    assert (answer.status_code, answer.location) == (303, "/")
    elsewhere = {**sent, "Referer": "https://evil.example/"}
    refused = bare.post("/sign-in", data=fields, headers=elsewhere, base_url="http://example.org")
    assert refused.status_code == 400


def reader_of(world: World, app: Flask, name: str) -> FlaskClient:
    """Somebody who may read a page of that name."""
    who = {"form": "hostile", "candidate's": "stranger"}.get(name, "coach")
    return world.client(who, app)
