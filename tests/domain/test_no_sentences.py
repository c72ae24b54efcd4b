"""The rooms that decide hold no sentence: what people read is worded elsewhere."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import committee

WORDS = re.compile(r"[A-Za-z]{2,}[,;:]? [a-z]{2,}")
"""Two words beside each other, as no name of a thing or of a person has them."""


def literals(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Every text of a module but its docstrings, f-strings with XX for each value in them."""
    docs = {
        node.value for node in ast.walk(tree) if isinstance(node, ast.Expr) and _text(node.value)
    }
    parts = {
        part for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield node.lineno, "".join(_text(part) or "XX" for part in node.values)
        elif _text(node) and node not in docs and node not in parts:
            yield node.lineno, _text(node)


def _text(node: ast.AST) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


@pytest.mark.parametrize("room", ["domain", "odds"])
def test_no_module_holds_a_sentence(room: str) -> None:
    modules = sorted((Path(committee.__file__).parent / room).rglob("*.py"))
    assert len(modules) > 10
    found = [
        f"{path.name}:{line}: {text}"
        for path in modules
        for line, text in literals(ast.parse(path.read_text()))
        if WORDS.search(text)
    ]
    assert found == []


HELD = """
def told(x):
    'A docstring, which may.'
    return f'{x} is {x}', 'no hire', 'no_hire', f'Interviewer {x}'
"""


def test_a_sentence_is_found_wherever_it_stands() -> None:
    found = [words for _, words in literals(ast.parse(HELD)) if WORDS.search(words)]
    assert found == ["XX is XX", "no hire"]
