"""The policies as pages."""

import re
from datetime import timedelta
from html import unescape

import pytest
from flask.testing import FlaskClient
from sqlalchemy import insert, select

from committee.config import Settings
from committee.files.policies import load_policy, shipped_policies
from committee.odds.policy_proof import check_policy
from committee.present.output.odds_json import outcome_words
from committee.store.engine import make_engine, session
from committee.store.tables import Loop, Snapshot
from committee.web import create_app
from tests.rule_ids import ids_in, told_by

from .conftest import World


def said(page: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", page)))


@pytest.fixture
def client() -> FlaskClient:
    return create_app(Settings(demo=True, secret_key="k" * 40)).test_client()


def test_the_list_leads_to_every_shipped_policy(client: FlaskClient) -> None:
    page = client.get("/policies/").text

    for name in shipped_policies():
        assert f'href="/policies/{name}"' in page


@pytest.mark.parametrize("name", shipped_policies())
def test_a_policys_page_has_an_anchor_for_each_of_its_vetoes(
    client: FlaskClient, name: str
) -> None:
    answer = client.get(f"/policies/{name}")

    assert answer.status_code == 200
    policy = load_policy(name)
    assert f"<h1>{policy.title}</h1>" in answer.text
    for veto in policy.vetoes:
        assert f'id="veto-{veto.id}"' in answer.text


@pytest.mark.parametrize("name", ["nonesuch", "senior-loop.toml", "pyproject.toml"])
def test_only_shipped_policies_have_a_page(client: FlaskClient, name: str) -> None:
    assert client.get(f"/policies/{name}").status_code == 404


@pytest.mark.parametrize("name", shipped_policies())
def test_what_breaks_a_law_is_seen_in_the_simulator(client: FlaskClient, name: str) -> None:
    page = client.get(f"/policies/{name}").text
    links = [unescape(link) for link in re.findall(r'href="(/simulator\?[^"]*)"', page)]
    policy, shown = load_policy(name), []

    for found in check_policy(policy).broken.values():
        for each in found.examples if found else ():
            shown.append(outcome_words(each.outcome, policy))
    pages = [client.get(link).text for link in links]
    assert [ids for each in (page, *pages) if (ids := ids_in(told_by(each)))] == []
    screens = [verdicts(each) for each in pages]
    # Two packets at two targets have a screen each, on which the packet stands twice.
    told = [words for a, b in screens for words in ((a, b) if a != b else (a,))]

    assert told == shown
    assert len(links) >= len(policy.breaks)


def verdicts(screen: str) -> tuple[str, ...]:
    """The outcomes of the two packets on a simulator's screen."""
    found = re.findall(r'<p class="verdict"><span[^>]*>[^<]*</span> ([^<]*)</p>', screen)
    return tuple(unescape(words) for words in found)


def test_a_coach_sees_what_was_said_beside_what_happened(world: World) -> None:
    drawn = world.client("coach").get("/policies/senior-loop/odds").text
    assert drawn.count("said against happened") == 3
    page = said(drawn)
    assert "1,000 made-up candidates" in page
    (both,) = re.findall(r"told at (\d+) in 100 on average; it happened to (\d+)", page)
    told, came = map(int, both)
    assert abs(told - came) <= 5
    assert "None yet" in page
    assert world.client("coach").get("/policies/nonesuch/odds").status_code == 404


def test_a_second_decided_loop_of_a_candidate_is_a_real_second_panel(world: World) -> None:
    """The loop of this world, decided again for the same person, an hour later."""
    engine = make_engine(world.url)
    with session(engine) as opened:
        first = (
            opened.connection()
            .execute(select(Snapshot.metadata.tables["snapshot"]))
            .mappings()
            .first()
        )
        loop = opened.connection().execute(select(Loop.metadata.tables["loop"])).mappings().first()
        assert first
        assert loop
        again = {**loop, "id": 9000, "key": "again", "candidate_name": loop["candidate_name"]}
        opened.connection().execute(insert(Loop).values(again))
        later = first["decided_at"] + timedelta(hours=1)
        copy = {**first, "id": 9000, "key": "second", "loop_id": 9000, "decided_at": later}
        opened.connection().execute(insert(Snapshot).values(copy))
    engine.dispose()
    page = said(world.client("coach").get("/policies/averaging/odds").text)
    assert "1 pair of decided loops" in page
    assert "Too few to tell by" in page
    blind = said(world.client("coach_open").get("/policies/averaging/odds").text)
    assert "pair of decided loops" not in blind
