"""A packet is judged once, whatever is made of it."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from committee.assets import FIXTURES
from committee.cli import root
from committee.domain.decision import judge
from committee.files.policies import load_policy, shipped_policies
from committee.files.snapshot import freeze
from committee.jobs.print_order import Order
from committee.paper.html import packet_html
from committee.present.packet.packet_view import EDITIONS
from tests.counted_calls import calls_of
from tests.packets import RUBRIC, decided, scenario, view_of

ACER = FIXTURES / "scenarios" / "the-acer.toml"


@pytest.mark.parametrize("policy", shipped_policies())
@pytest.mark.parametrize("edition", EDITIONS)
def test_a_page_judges_its_packet_once(edition: str, policy: str) -> None:
    with calls_of(judge) as calls:
        packet_html(view_of(scenario("the-acer"), edition, load_policy(policy)))
    assert len(calls) == 1


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_pdf_judges_its_packet_once(edition: str) -> None:
    text = freeze(decided(scenario("the-acer")), RUBRIC).text
    with calls_of(judge) as calls:
        Order(text, edition).printed()
    assert len(calls) == 1


@pytest.mark.parametrize("command", ["decide", "odds", "flips"])
def test_a_command_judges_its_packet_once(command: str) -> None:
    for as_json in ([], ["--json"]):
        with calls_of(judge) as calls:
            assert CliRunner().invoke(root, [command, str(ACER), *as_json]).exit_code == 0
        assert len(calls) == (as_json == [] or command != "flips")


def test_deciding_and_replaying_judge_once(tmp_path: Path) -> None:
    pdf = str(tmp_path / "packet.pdf")
    for args in (["packet", str(ACER), "-o", pdf], ["replay", pdf]):
        with calls_of(judge) as calls:
            assert CliRunner().invoke(root, args).exit_code == 0
        assert len(calls) == 1, args
