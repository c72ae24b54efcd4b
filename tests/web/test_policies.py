"""The policies as pages."""

import pytest
from flask.testing import FlaskClient

from committee.config import Settings
from committee.files.policies import load_policy, shipped_policies
from committee.web import create_app


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
