"""Every scenario decides as its lesson says, and as its line in the catalogue promises.

After a wanted change of a rule or a scenario, `scripts/golden` writes the golden decisions anew.
"""

import json
import tomllib
from typing import Any

import pytest
from click.testing import CliRunner

from committee import assets
from committee.cli import root
from committee.domain.case import Case, case_of
from committee.domain.packet import Packet
from committee.files.loops import packet_of
from committee.files.policies import load_policy

PATHS = {path.stem: path for path in sorted((assets.FIXTURES / "scenarios").iterdir())}
CATALOGUE = tomllib.loads((assets.FIXTURES / "scenarios.toml").read_text(encoding="utf-8"))
GOLDEN = json.loads((assets.FIXTURES / "golden" / "decisions.json").read_text(encoding="utf-8"))


def test_every_scenario_decides_as_its_golden_decision_says() -> None:
    result = CliRunner().invoke(root, ["decide", "--json", *map(str, PATHS.values())])
    assert result.exit_code == 0
    decided = dict(zip(PATHS, map(json.loads, result.stdout.splitlines()), strict=True))
    keys = next(iter(GOLDEN.values()))
    assert {name: {key: line[key] for key in keys} for name, line in decided.items()} == GOLDEN


def test_the_catalogue_tells_of_every_scenario_once() -> None:
    assert sorted(entry["id"] for entry in CATALOGUE["scenario"]) == list(PATHS)
    assert all(
        entry[key] for entry in CATALOGUE["scenario"] for key in ("title", "lesson", "watch")
    )


def test_the_pair_differs_in_behaviour_only() -> None:
    pair = [_packet(CATALOGUE["pair"][key]) for key in ("hire", "downlevel")]
    assert _technical(pair[0]) == _technical(pair[1])
    decisions = [case_of(packet, load_policy()) for packet in pair]
    assert [_outcome(decision) for decision in decisions] == [
        "hire senior",
        "downlevel mid by veto.scope-below-level",
    ]
    assert [decision.target for decision in decisions] == ["senior", "senior"]
    assert [decision.averaging.verdict for decision in decisions] == ["hire", "hire"]


WATCH: list[tuple[str, dict[str, Any], str]] = [
    ("legible-senior", {"b1.reads.scope": "mid"}, "downlevel mid by veto.scope-below-level"),
    (
        "the-acer",
        {"b1.reads.scope": "senior", "b2.reads.scope": "senior"},
        "hire senior",
    ),
    ("trap-we", {f"e{n}.traps": [] for n in (2, 3, 4, 5, 8, 9)}, "hire senior"),
    ("trap-safe-story", {"loop.target": "senior"}, "hire senior"),
    ("trap-verbosity", {"e1.traps": [], "e2.traps": []}, "hire staff"),
    ("trap-no-real-failure", {"e10.reads": "senior"}, "downlevel mid by bar.failure"),
    ("trap-no-influence", {"b2.traps": []}, "downlevel mid by bar.leadership"),
    (
        "messy-staff",
        {"b1.reads.scope": "senior"},
        "downlevel senior by veto.scope-below-level",
    ),
    (
        "staff-downleveled",
        {"b1.reads.leadership": "staff"},
        "downlevel senior by bar.leadership",
    ),
    (
        "staff-downleveled",
        {"b1.reads.leadership": "staff", "b2.reads.leadership": "staff"},
        "hire staff",
    ),
    ("unpopular-call", {"b1.reads.leadership": "staff"}, "downlevel staff by bar.leadership"),
    ("mid-reads-senior", {"loop.target": "senior"}, "more_signal by sufficiency"),
    ("aimed-too-high", {"loop.target": "senior"}, "downlevel mid by veto.scope-below-level"),
    ("aimed-too-high", {"loop.target": "mid"}, "hire mid"),
    ("failing-code", {"c2.scores.coding": 3.5}, "hire senior"),
    ("quarter-point", {"c1.scores.coding": 2.75}, "hire senior"),
    ("quarter-point", {"loop.target": "mid"}, "hire mid"),
    ("half-a-design", {"d1.reads.system_design": "senior"}, "hire senior"),
    ("conflicting-panel", {"b1.reads.scope": "mid"}, "downlevel mid by veto.scope-below-level"),
    ("conflicting-panel", {"b2.reads.scope": "senior"}, "hire senior"),
    ("too-little-signal", {"b2.submitted": True}, "hire senior"),
    (
        "impressions-only",
        {
            "b2.evidence": [
                {"id": "x1", "dimension": "scope", "quote": "I dropped it.", "polarity": "for"},
                {"id": "x2", "dimension": "leadership", "quote": "She agreed.", "polarity": "for"},
            ]
        },
        "hire senior",
    ),
    (
        "missing-learnings",
        {"b1.reads.failure": "mid", "b2.reads.failure": "mid"},
        "hire senior",
    ),
    (
        "owned-failure",
        {f"e{n}.polarity": "against" for n in (7, 8, 9, 12, 13)},
        "no_hire by veto.no-real-failure",
    ),
]


@pytest.mark.parametrize(("scenario", "changes", "outcome"), WATCH)
def test_what_the_catalogue_says_to_watch_happens(
    scenario: str, changes: dict[str, Any], outcome: str
) -> None:
    assert _outcome(case_of(_packet(scenario, changes), load_policy())) == outcome


def test_a_bar_raisers_no_settles_it_under_that_policy_only() -> None:
    packet = _packet("bar-raiser-objects")
    outcomes = {
        name: _outcome(case_of(packet, load_policy(name))) for name in ("senior-loop", "bar-raiser")
    }
    assert outcomes == {"senior-loop": "hire senior", "bar-raiser": "no_hire by veto.bar-raiser"}


def test_one_scenario_is_a_large_packet() -> None:
    packet = _packet("messy-staff")
    assert (len(packet.scorecards), len(list(packet.evidence))) == (5, 30)


def _packet(scenario: str, changes: dict[str, Any] | None = None) -> Packet:
    """A scenario's packet, changed at places: an id of the file, then the keys under it."""
    text = PATHS[scenario].read_text(encoding="utf-8")
    data = tomllib.loads(text) if PATHS[scenario].suffix == ".toml" else json.loads(text)
    tables = {"loop": data["loop"]}
    for interview in data["interview"]:
        tables |= {table["id"]: table for table in (interview, *interview["evidence"])}
    for place, value in (changes or {}).items():
        where, *between, last = place.split(".")
        table = tables[where]
        for key in between:
            table = table[key]
        assert table[last] != value
        table[last] = value
    return packet_of(data, scenario, load_policy().ladder)


def _outcome(case: Case) -> str:
    by = case.ruling.binding_rule
    words = [case.verdict, case.level, f"by {by}" if by else None]
    return " ".join(word for word in words if word)


def _technical(packet: Packet) -> list[tuple[str, dict[str, str], dict[str, float]]]:
    rounds = [card for card in packet.scorecards if card.kind != "behavioral"]
    return sorted((card.kind, dict(card.reads), dict(card.scores)) for card in rounds)
