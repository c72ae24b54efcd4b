"""The demo: made on either database, and every page of it answers."""

import re
from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from committee.config import Settings
from committee.store.engine import make_engine, session
from committee.store.schema import migrate
from committee.web import create_app
from committee.web.demo.seed import seed
from tests.rule_ids import ids_in, told_by

from .conftest import post

MOST = 40
FIRST = {
    "coach": ("Cohorts", "Downlevel: offer at Mid", "Hire at Senior"),
    "interviewer": ("Your interviews", "Yours to do"),
    "candidate": ("Your packets", "Downlevel: offer at Mid"),
}


def pages_of(client: FlaskClient) -> dict[str, str]:
    """The first pages that links lead to, by address; each must answer, as a page of the demo."""
    told: dict[str, str] = {}
    ahead = ["/"]
    while ahead and len(told) < MOST:
        path = ahead.pop(0)
        answer = client.get(path, follow_redirects=True)
        assert answer.status_code == 200, path
        if answer.mimetype != "text/html" or path in told:
            continue
        assert "Demonstration." in answer.text
        told[path] = answer.text
        links = re.findall(r'href="(/[^"#]*)"', answer.text)
        ahead += [link for link in links if "/static/" not in link and ".pdf" not in link]
    return told


@pytest.fixture
def demo(make_database: Callable[[], str]) -> Iterator[Flask]:
    url = make_database()
    migrate(url)
    engine = make_engine(url)
    with session(engine) as opened:
        seed(opened)
    engine.dispose()
    app = create_app(Settings(demo=True, database_url=url, secret_key="t" * 40))
    yield app
    app.extensions["engine"].dispose()


def test_everybody_finds_what_the_demo_promises(demo: Flask) -> None:
    for door, promised in FIRST.items():
        client = demo.test_client()
        assert post(client, f"/demo/{door}").status_code == 303
        pages = pages_of(client)
        told = "".join(pages.values())
        ids = {path: found for path, html in pages.items() if (found := ids_in(told_by(html)))}
        assert ids == {}
        assert [words for words in promised if words not in told] == []


def test_the_demo_has_three_doors_and_no_more(demo: Flask) -> None:
    for door in ("person-1", "nobody", "coach@demo.example"):
        assert post(demo.test_client(), f"/demo/{door}").status_code == 404
