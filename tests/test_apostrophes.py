"""Our own words have curly apostrophes and quotes; what people typed stays as they typed it."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from committee import assets
from committee.files.policies import load_policy, shipped_policies
from committee.paper.html import packet_html
from committee.present.packet.packet_view import EDITIONS
from tests.packets import SCENARIOS, scenario, shown, view_of

STRAIGHT = re.compile(r"[A-Za-z]'(?:s|t|re|d|ll|m|ve)\b|[a-z]s' (?!if |else )[a-z]")
"""An apostrophe in a word, and not a mark of some language of programs."""
AS_HEARD = ("speech/tagged_text.py", "speech/nudges.py")
"""Words as transcripts are read, apostrophes made alike."""
AS_KEPT = ("present/voice/snapshot_words.py",)
"""Words of snapshots, which stay as they are."""
COMMENT = re.compile(r"\{#.*?#\}|^\s*//.*?$", re.DOTALL | re.MULTILINE)
LISTS = ("words", "values", "innocent")
"""Keys of TOML that hold words to be found, or names that loop files hold."""


def spoken(tree: ast.Module) -> Iterator[str]:
    """The texts of a module that are shown: all but docstrings, and those of commands."""
    silent: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            silent.add(node.value)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            decorated = " ".join(map(ast.unparse, node.decorator_list))
            first = node.body[0]
            if re.search(r"\.(command|group)\(", decorated) and isinstance(first, ast.Expr):
                silent.discard(first.value)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in silent:
            yield node.value


def told(data: Any, key: str = "") -> Iterator[str]:
    """Every text of a TOML file, but for lists of words."""
    if isinstance(data, dict):
        for name, value in data.items():
            yield from told(value, name)
    elif isinstance(data, list):
        for value in data:
            yield from told(value, key)
    elif isinstance(data, str) and key not in LISTS:
        yield data


def straight(texts: dict[str, Iterator[str]]) -> list[str]:
    return [f"{name}: {t}" for name, each in texts.items() for t in each if STRAIGHT.search(t)]


def test_no_text_of_the_program_has_a_straight_one() -> None:
    rooms = assets.PACKAGE
    paths = {str(path.relative_to(rooms)): path for path in rooms.rglob("*.py")}
    left = {name: path for name, path in paths.items() if name not in (*AS_HEARD, *AS_KEPT)}
    assert len(left) == len(paths) - 3
    assert straight({name: spoken(ast.parse(p.read_text())) for name, p in left.items()}) == []


def test_no_template_and_no_script_has_a_straight_one() -> None:
    paths = [p for end in ("html", "txt", "js") for p in assets.TEMPLATES.rglob(f"*.{end}")]
    assert len(paths) > 80
    texts = {path.name: iter(COMMENT.sub("", path.read_text()).splitlines()) for path in paths}
    assert straight(texts) == []


@pytest.mark.parametrize("folder", [assets.RUBRIC, assets.POLICIES, assets.FIXTURES])
def test_no_file_of_words_has_a_straight_one(folder: Path) -> None:
    texts = {path.name: told(tomllib.loads(path.read_text())) for path in folder.glob("*.toml")}
    assert texts
    assert straight(texts) == []


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_packet_has_none_but_for_what_was_typed(edition: str) -> None:
    found = {}
    for name in SCENARIOS:
        packet, policy = scenario(name), load_policy(shipped_policies()[0])
        text = shown(packet_html(view_of(packet, edition, policy)))
        typed = [piece.quote for _, piece in packet.evidence]
        typed += [story.title for story in packet.stories]
        typed += [card.note for card in packet.scorecards if card.note]
        typed += [packet.candidate, *(card.interviewer for card in packet.scorecards)]
        for each in typed:
            text = text.replace(" ".join(each.split()), "…")
        if marks := re.findall(r".{20}['\"].{10}", text):
            found[name] = marks
    assert found == {}
