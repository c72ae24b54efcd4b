"""The published schemas say what the commands take: what is refused by one is by the other."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from committee.assets import PACKAGE
from committee.cli import root
from committee.domain.case import case_of
from committee.domain.without_interviewers import candidates_own
from committee.errors import FileError
from committee.files.exchange import checked_loops, exchange_file
from committee.files.exchange_columns import TABLES
from committee.files.loops import loop_data
from committee.files.policies import load_ladder, load_policy, shipped_policies
from committee.files.rubrics import load_rubric
from committee.files.snapshot import freeze
from tests.packets import SCENARIOS, scenario

README = PACKAGE.parent / "README.md"


def published(kind: str) -> dict[str, Any]:
    printed = CliRunner().invoke(root, ["schema", kind])
    assert printed.exit_code == 0
    schema: dict[str, Any] = json.loads(printed.stdout)
    return schema


def plain(data: Any) -> Any:
    return json.loads(json.dumps(data, default=str))


def loop_entry(name: str) -> dict[str, Any]:
    """A scenario as an entry of an exchange file, decided."""
    packet = scenario(name)
    policy = load_policy()
    frozen = freeze(case_of(packet, policy), load_rubric())
    decision = {
        "number": 1,
        "policy": policy.name,
        "verdict": frozen.decided["verdict"],
        "level": frozen.decided["level"],
        "sha256": frozen.sha256,
        "snapshot": frozen.text,
    }
    head = {"id": name, "cohort": "Spring", "policy": policy.name, "decision": [decision]}
    return plain({**head, **loop_data(packet)})


@pytest.mark.parametrize("kind", ["loop", "exchange", "snapshot"])
def test_a_schema_is_one(kind: str) -> None:
    Draft202012Validator.check_schema(published(kind))


def test_every_scenario_fits_the_schemas_of_loop_and_exchange() -> None:
    Draft202012Validator(published("exchange")).validate(
        exchange_file([loop_entry(name) for name in SCENARIOS])
    )
    validator = Draft202012Validator(published("loop"))
    for name in SCENARIOS:
        validator.validate(plain(loop_data(scenario(name))))


@pytest.mark.parametrize("name", shipped_policies())
def test_every_snapshot_fits_its_schema(name: str) -> None:
    packet, policy = scenario("the-acer"), load_policy(name)
    case = case_of(packet, policy)
    validator = Draft202012Validator(published("snapshot"))
    for each in (case, candidates_own(case)):
        validator.validate(json.loads(freeze(each, load_rubric()).text))


@pytest.mark.parametrize("change", [{"whole": 1}, {"decided": {}}, {"policy": {}}, {"a": 1}])
def test_what_is_no_snapshot_does_not_fit(change: dict[str, Any]) -> None:
    packet, policy = scenario("the-acer"), load_policy()
    whole = freeze(case_of(packet, policy), load_rubric())
    changed = {**json.loads(whole.text), **change}
    assert not Draft202012Validator(published("snapshot")).is_valid(changed)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("version", 2),
        ("format", "x"),
        ("loops/0/policy", "nope"),
        ("loops/0/loop/target", "zzz"),
        ("loops/0/loop/target", "below"),
        ("loops/0/loop/candidate", " "),
        ("loops/0/loop/held_on", 3),
        ("loops/0/interview/0/at", "zzz"),
        ("loops/0/interview/0/reads/scope", "zzz"),
        ("loops/0/interview/0/evidence/0/reads", "zzz"),
        ("loops/0/interview/0/kind", "lunch"),
        ("loops/0/decision/0/decided_by", "Ines"),
        ("loops/0/decision/0/verdict", "maybe"),
        ("loops/0/colour", "red"),
    ],
)
def test_import_and_schema_refuse_the_same(path: str, value: Any) -> None:
    data: Any = exchange_file([loop_entry("the-acer")])
    checked_loops(data, "a test", load_ladder())
    *parts, last = [int(part) if part.isdigit() else part for part in path.split("/")]
    place = data
    for part in parts:
        place = place[part]
    place[last] = value
    with pytest.raises(FileError):
        checked_loops(data, "a test", load_ladder())
    assert not Draft202012Validator(published("exchange")).is_valid(data)


def test_the_tables_are_those_that_are_read_and_the_readme_names() -> None:
    fields = {
        table["path"]: {field["name"]: field for field in table["schema"]["fields"]}
        for table in published("tables")["resources"]
    }
    assert {path: list(columns) for path, columns in fields.items()} == {
        f"{name}.csv": list(columns) for name, columns in TABLES.items()
    }
    needed = {
        path: {
            name for name, field in columns.items() if "required" in field.get("constraints", {})
        }
        for path, columns in fields.items()
    }
    del needed["decisions.csv"]
    rows = re.findall(r"^\| `(\w+\.csv)` \| (.+) \|$", Path(README).read_text(), re.M)
    told = {path: set(re.findall(r"\*\*(\w+)\*\*", row)) for path, row in rows if "**" in row}
    assert needed == told


def test_a_column_says_what_it_may_hold() -> None:
    tables = {
        table["name"]: table["schema"]["fields"] for table in published("tables")["resources"]
    }
    fields = {(name, field["name"]): field for name in tables for field in tables[name]}
    ladder = load_ladder()
    assert fields["loops", "target"]["constraints"]["enum"] == list(ladder.targets)
    assert fields["loops", "policy"]["constraints"]["enum"] == list(shipped_policies())
    assert fields["interviews", "coding"] == {
        "name": "coding",
        "type": "number",
        "constraints": {"minimum": 1.0, "maximum": 4.0},
    }
    assert fields["interviews", "scope"]["constraints"]["enum"] == [*ladder.ids, "not_assessed"]
    assert fields["loops", "held_on"] == {"name": "held_on", "type": "date"}
    assert "we, safe-story" in fields["evidence", "traps"]["description"]
