"""The ids of evidence, which begin with the label of the seat that it was logged in."""

import re
from typing import Any

ID = r"(?P<before>(?:e\.)?[+-]?){}-(?P<number>\d+)(?P<after>\.\w+)?"
"""A piece as drafts name it: alone, in an act of the first versions, and as a field of the form."""

WORDS = {"quote", "note"}
"""What somebody said or wrote, whatever it looks like."""


def relabelled(body: Any, before: str, after: str) -> Any:
    """A scorecard's body, with its evidence called by another label."""
    if before == after:
        return body
    return _renamed(
        body, re.compile(ID.format(re.escape(before))), rf"\g<before>{after}-\g<number>\g<after>"
    )


def _renamed(value: Any, old: re.Pattern[str], new: str) -> Any:
    if isinstance(value, dict):
        words = {key: value[key] for key in WORDS & value.keys()}
        return {_renamed(k, old, new): _renamed(v, old, new) for k, v in value.items()} | words
    if isinstance(value, list):
        return [_renamed(item, old, new) for item in value]
    return old.sub(new, value) if isinstance(value, str) and old.fullmatch(value) else value
