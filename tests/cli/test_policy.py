"""`committee policy show`."""

import json
from dataclasses import asdict

import pytest

from committee.cli import main
from committee.files.policies import load_policy, shipped_policies
from committee.files.rubrics import load_rubric
from committee.present.policy.policy_page import policy_doc


def ran(*args: str) -> int:
    with pytest.raises(SystemExit) as done:
        main(args)
    assert isinstance(done.value.code, int)
    return done.value.code


@pytest.mark.parametrize("name", shipped_policies())
def test_the_terminal_shows_every_rule(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert ran("policy", "show", name) == 0
    shown = " ".join(capsys.readouterr().out.split())
    doc = policy_doc(load_policy(name), load_rubric())
    for sentence in (*doc.adding_up, *doc.offers, *(veto.fires for veto in doc.vetoes)):
        assert sentence in shown
    for needs in (doc.sufficiency, doc.gates, doc.bars):
        for row, cells in needs.rows if needs else ():
            assert " ".join((row, *cells)) in shown


def test_json_is_the_same_page_as_data(capsys: pytest.CaptureFixture[str]) -> None:
    assert ran("policy", "show", "consensus", "--json") == 0
    shown = json.loads(capsys.readouterr().out)
    doc = policy_doc(load_policy("consensus"), load_rubric())
    assert shown == json.loads(json.dumps(asdict(doc)))


def test_an_unknown_policy_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert ran("policy", "show", "consenus") == 2
    assert "Did you mean “consensus”?" in capsys.readouterr().err
