"""The table of OWASP's standard in CONTRIBUTING: whole, and every test that it names is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CHAPTERS = range(1, 18)
SECTION = re.compile(r"V(\d+)(?:\.(\d+))?")


def rows() -> list[tuple[str, str]]:
    """The sections of each row, and what holds them."""
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    table = re.search(r"## Security, by OWASP ASVS 5\.0\n(.*?)\n## ", text, re.DOTALL)
    assert table
    cells = [line.strip("| ").split(" | ") for line in table[1].splitlines() if "| V" in line]
    assert all(len(row) == 3 for row in cells)
    return [(row[0], row[2]) for row in cells]


def test_every_chapter_is_there_once_and_in_order() -> None:
    named = [SECTION.fullmatch(each) for sections, _ in rows() for each in sections.split(", ")]
    assert all(named)
    numbers = [(int(found[1]), int(found[2] or 0)) for found in named if found]
    assert numbers == sorted(set(numbers))
    assert {chapter for chapter, _ in numbers} == set(CHAPTERS)


@pytest.mark.parametrize(("sections", "held"), rows())
def test_what_holds_a_section_is_there(sections: str, held: str) -> None:
    tests = re.findall(r"`(tests/[\w/.]+)::(\w+)`", held)
    assert tests or held.startswith("– ")
    assert bool(tests) != held.startswith("– ")
    for path, name in tests:
        assert f"\ndef {name}(" in (ROOT / path).read_text("utf-8"), f"{path} has no {name}"
