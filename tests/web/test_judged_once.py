"""A page of the web judges each packet on it once."""

import pytest

from committee.domain.decision import judge
from tests.counted_calls import calls_of

from .conftest import World

PAGES = {
    "/loops/{loop}": "coach",
    "/loops/{loop}/seats/{seat}/feedback": "coach",
    "/loops/{loop}/decide": "coach",
    "/loops/{loop}/packet": "coach",
    "/loops/{loop}/decisions/1": "coach",
    "/packets/{loop}": "candidate",
    "/cohorts/{cohort}": "coach",
    "/cohorts/{cohort}/grid": "coach",
    "/cohorts/{cohort}/report": "coach",
}


@pytest.mark.parametrize("path", PAGES)
def test_a_page_judges_its_packet_once(world: World, path: str) -> None:
    client = world.client(PAGES[path])
    with calls_of(judge) as calls:
        assert client.get(path.format(**world.keys)).status_code == 200
    assert len(calls) <= 1, calls
