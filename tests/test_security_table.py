"""The table of OWASP's standard in CONTRIBUTING: whole, and every test that it names is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SECTIONS = (5, 4, 7, 4, 4, 8, 6, 4, 2, 7, 7, 3, 4, 3, 4, 5, 3)
"""How many sections each of the standard's chapters has (OWASP ASVS 5.0.0, V1 to V17)."""
UNTESTED = {
    "V2.1", "V3.1", "V4.3", "V4.4", "V5.1", "V6.1", "V6.7", "V7.1", "V8.1", "V10.3", "V10.4",
    "V10.6", "V10.7", "V11.1", "V11.2", "V11.3", "V11.5", "V11.6", "V11.7", "V13.1", "V13.2",
    "V14.1", "V15.1", "V15.2", "V17",
}  # fmt: skip
"""What is a document's to hold, or has nothing here to hold it: all else names a test."""
SECTION = re.compile(r"V(\d+)(?:\.(\d+))?")


def rows() -> list[tuple[str, str]]:
    """The sections of each row, and what holds them."""
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    table = re.search(r"## Security, by OWASP ASVS 5\.0\n(.*?)\n## ", text, re.DOTALL)
    assert table
    cells = [line.strip("| ").split(" | ") for line in table[1].splitlines() if "| V" in line]
    assert all(len(row) == 3 for row in cells)
    return [(row[0], row[2]) for row in cells]


def test_every_section_is_there_once_and_in_order() -> None:
    named = [SECTION.fullmatch(each) for sections, _ in rows() for each in sections.split(", ")]
    assert all(named)
    numbers = [(int(found[1]), int(found[2] or 0)) for found in named if found]
    whole = [(at, one) for at, many in enumerate(SECTIONS, 1) for one in range(1, many + 1)]
    # A chapter of which nothing is here stands for its sections.
    assert numbers == [each for each in whole if each[0] != 17] + [(17, 0)]


def test_only_what_no_test_can_hold_has_none() -> None:
    told = {each for where, held in rows() if held.startswith("– ") for each in where.split(", ")}
    assert told == UNTESTED


@pytest.mark.parametrize(("sections", "held"), rows())
def test_what_holds_a_section_is_there(sections: str, held: str) -> None:
    tests = re.findall(r"`(tests/[\w/.]+)::(\w+)`", held)
    assert tests or held.startswith("– ")
    assert bool(tests) != held.startswith("– ")
    for path, name in tests:
        assert f"\ndef {name}(" in (ROOT / path).read_text("utf-8"), f"{path} has no {name}"
