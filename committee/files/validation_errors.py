"""What pydantic found wrong, put as a reader needs it: the place, what stood there, the remedy."""

import difflib
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from committee.errors import FileError

from .strict_text import printable

Model = TypeVar("Model", bound=BaseModel)
Steps = Sequence[int | str]
Place = Callable[[Steps, Any], str]
"""How people call the place that a path into some data leads to."""


def place_of(path: Steps, data: Any) -> str:
    """A path into the data as people say it: interview 2 (“b1”), evidence 3 (“e7”), reads."""
    words: list[str] = []
    for part in path:
        if isinstance(part, int):
            data = data[part] if isinstance(data, list) and part < len(data) else None
            name = data.get("id") if isinstance(data, dict) else None
            called = f" (“{printable(name)}”)" if isinstance(name, str) else ""
            words.append(f"{words.pop() if words else 'entry'} {part + 1}{called}")
        elif part != "[key]" and not _is_branch(part, data):
            data = data.get(part) if isinstance(data, dict) else None
            words.append(printable(part))
    return ", ".join(words) or "the top of the file"


def _is_branch(part: str, data: Any) -> bool:
    """Whether a step names one form of several that a value may have, and no key of the data."""
    known = isinstance(data, dict) and part in data
    return not known and ("[" in part or part[:1].isupper())


def validated(model: type[Model], data: Any, where: str, place: Place = place_of) -> Model:
    """The data as a model; FileError that names the first fault, and how many more there are."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        # A misspelt key is both unknown and missing: the spelling is what has to be told.
        every = error.errors(include_url=False)
        # Of a value that may be a text or a table, what is wrong with it as the other isn't told.
        tables = {f["loc"][:1] for f in every if f["type"] != "string_type"}
        told = [
            f
            for f in every
            if not (f["type"] == "string_type" and isinstance(f["input"], dict))
            or f["loc"][:1] not in tables
        ]
        faults = sorted(told, key=lambda f: f["type"] != "extra_forbidden")
        fault = faults[0]
        found, remedy = _words(fault, model)
        at, more = place(fault["loc"], data), len(faults) - 1
        if more:
            remedy += f" ({more} more of the same file {'needs' if more == 1 else 'need'} mending.)"
        raise FileError(found, where=f"{where}, {at}", remedy=remedy) from error


def unknown(what: str, found: str, known: Iterable[str]) -> tuple[str, str]:
    """A word that isn't in a vocabulary: what was found, and what was expected."""
    options = list(known)
    near = difflib.get_close_matches(found, options, n=1)
    guess = f" Did you mean “{near[0]}”?" if near else ""
    return f"found {what} “{printable(found)}”.", f"Expected one of {', '.join(options)}.{guess}"


def _words(fault: Any, model: type[BaseModel]) -> tuple[str, str]:
    kind, value, bounds = fault["type"], fault["input"], fault.get("ctx", {})
    shown = f"found {_shown(value)}"
    if kind == "extra_forbidden":
        key = printable(str(fault["loc"][-1]))
        return f"the key “{key}” is unknown here.", _known_keys(key, model, fault["loc"])
    if kind == "missing":
        return "this key is missing.", "Add it."
    if kind == "literal_error":
        expected = bounds["expected"].replace("'", "").replace(" or ", ", ")
        return (
            unknown("the word", str(value), expected.split(", "))
            if isinstance(value, str)
            else (f"{shown}.", f"Expected one of {expected}.")
        )
    limits = {
        "greater_than_equal": "at least {ge}",
        "less_than_equal": "at most {le}",
        "greater_than": "more than {gt}",
        "string_too_short": "a text that isn’t empty",
        "string_too_long": "at most {max_length} characters",
        "too_long": "at most {max_length} entries",
        "too_short": "at least {min_length} entries",
        "finite_number": "a finite number",
    }
    shapes = {
        "model_type": "a table",
        "dict_type": "a table",
        "list_type": "a list",
        "string_type": "a text",
        "float_type": "a number",
        "bool_type": "true or false",
        "date_type": "a day such as 2026-03-12",
    }
    if kind in shapes:
        return f"{shown}.", f"Expected {shapes[kind]}."
    if kind in limits:
        return f"{shown}.", f"Expected {limits[kind].format(**bounds)}."
    expected = fault["msg"].removeprefix("Input should be ").removeprefix("Value error, ")
    return f"{shown}.", f"Expected {printable(expected)}."


def _known_keys(key: str, model: type[BaseModel], path: Steps) -> str:
    known = _keys_at(model, path[:-1])
    near = difflib.get_close_matches(key, known, n=1)
    guess = f" Did you mean “{near[0]}”?" if near else ""
    return f"Known keys are {', '.join(known)}.{guess}" if known else "Take it out."


def _keys_at(model: type[BaseModel], path: Steps) -> list[str]:
    schema = model.model_json_schema()
    node: dict[str, Any] = schema
    for part in path:
        node = node.get("items", {}) if isinstance(part, int) else _member(node, part)
        if "$ref" in node:
            node = schema["$defs"][node["$ref"].rpartition("/")[2]]
    return list(node.get("properties", {}))


def _member(node: dict[str, Any], key: str) -> dict[str, Any]:
    found: dict[str, Any] = node.get("properties", {}).get(key, {})
    return next((choice for choice in found.get("anyOf", ()) if "$ref" in choice), found)


def _shown(value: Any) -> str:
    if isinstance(value, str):
        return (
            f"“{printable(value)}”" if len(value) <= 200 else f"a text of {len(value):,} characters"
        )
    if isinstance(value, list | dict):
        return f"{'a list' if isinstance(value, list) else 'a table'} of {len(value):,}"
    if isinstance(value, int) and value.bit_length() > 1000:
        return f"a whole number of {value.bit_length():,} bits"
    return str(value)
