"""A script of one's own as a file: TOML of the shape that fixtures/demonstrations.toml has."""

import json
from collections.abc import Mapping
from typing import Any

from pydantic import Field

from committee.errors import FileError
from committee.present.talk.talk_script import Script

from .loop_schema import Strict
from .policies import load_ladder, shipped_policies
from .strict_text import parse
from .talk_scripts import ScriptEntry, script_from
from .validation_errors import unknown, validated

LONGEST = 100_000


class ScriptFile(Strict):
    """One script."""

    demonstration: list[ScriptEntry] = Field(min_length=1, max_length=1)


def script_of(body: Mapping[str, Any], where: str) -> Script:
    """The script of an entry; FileError for what can't be shown."""
    entry = validated(ScriptEntry, dict(body), where)
    known = (("policy", shipped_policies()), ("target", load_ladder().targets))
    for what, options in known:
        if getattr(entry, what) not in options:
            found, remedy = unknown(f"the {what}", getattr(entry, what), options)
            raise FileError(found, where=where, remedy=remedy)
    return script_from(entry)


def read_script(text: str, where: str) -> dict[str, Any]:
    """The entry of a script file's text; FileError."""
    if len(text) > LONGEST:
        raise FileError("the script is too long.", where=where, remedy="Shorten what is said.")
    entry = validated(ScriptFile, parse(text, where, "toml"), where).demonstration[0]
    body = entry.model_dump(exclude_defaults=True)
    script_of(body, where)
    return body


def script_text(body: Mapping[str, Any]) -> str:
    """An entry as a script file."""
    head = {key: value for key, value in body.items() if key not in ("scene", "spare")}
    parts = ["[[demonstration]]", *_lines(head)]
    for kind in ("scene", "spare"):
        for scene in body.get(kind, ()):
            parts += ["", f"[[demonstration.{kind}]]", *_lines(scene)]
    return "\n".join(parts) + "\n"


def _lines(values: Mapping[str, Any]) -> list[str]:
    # What JSON writes of a text or a list of texts is TOML as well.
    kept = ((key, value) for key, value in values.items() if value not in (None, "", []))
    return [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in kept]
