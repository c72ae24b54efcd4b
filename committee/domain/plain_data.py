"""Domain objects as plain data: what says nothing is left out of files, tables and rows alike."""

from collections.abc import Mapping
from typing import Any


def given(values: Mapping[str, Any]) -> dict[str, Any]:
    """The keys that say something: no None, no empty list or table, no false flag.

    `submitted` says something when it is false, too. Tuples become lists.
    """
    kept: dict[str, Any] = {}
    for key, value in values.items():
        plain = list(value) if isinstance(value, tuple) else value
        if key == "submitted" or not (plain is None or plain is False or plain in ([], {})):
            kept[key] = plain
    return kept
