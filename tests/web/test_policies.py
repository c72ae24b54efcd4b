"""The policies as pages."""

import re
from html import unescape

import pytest
from flask.testing import FlaskClient

from committee.config import Settings
from committee.files.policies import load_policy, shipped_policies
from committee.odds.policy_check import check_policy
from committee.present.output.odds_json import outcome_words
from committee.web import create_app
from tests.rule_ids import ids_in, told_by


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
