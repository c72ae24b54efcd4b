"""A script as a form has it: what stands in the fields, and the entry that they make."""

from collections.abc import Mapping
from typing import Any

from werkzeug.datastructures import MultiDict

from committee.domain.odd_characters import clean
from committee.errors import FormError
from committee.files.scripts import any_script
from committee.present.talk.script import KINDS

SHOWN = {
    "scores": "The technical scores, and what an average would do",
    "said": "What both said",
    "reads": "What the panel heard",
    "outcome": "What the committee says, and the words it rests on",
    "coding": "The map of coding scores",
    "change": "The smallest change",
    "luck": "Twenty panels",
    "policies": "Six committees",
    "why": "Why there is such a rule",
}
"""What a coach ticks for each kind of scene."""
WORDS = ("said", "outcome")
"""The kinds of scene on which sentences stand; only the first has a question of its own."""
HEAD = ("title", "line", "a", "b", "target", "policy")
TEXTS = ("title", "say", "ask")
IDS = ("a", "b")

Fields = dict[str, str]


def blank_fields(body: Mapping[str, Any] | None = None) -> Fields:
    """The fields of an entry; of a new script, those of the script for any two packets."""
    if body is None:
        scenes: list[Mapping[str, Any]] = [vars(each) for each in any_script().scenes]
        return {"target": "senior", "policy": "senior-loop", "names": "away"} | _scenes(scenes)
    head = {key: str(body[key]) for key in (*HEAD, "names") if body.get(key)}
    offered = _scenes([vars(each) for each in any_script().scenes])
    ticked = {key for key in offered if key.endswith(".on")}
    offered = {key: text for key, text in offered.items() if key not in ticked}
    return head | offered | _scenes(body["scene"])


def sent_fields(form: MultiDict[str, str]) -> Fields:
    """What was typed, without what can't be shown."""
    return {key: clean(text).strip() for key, text in form.items() if key != "csrf_token"}


def entry_of(fields: Fields, was: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The entry that fields make; order, and what a form has no field for, stay as in `was`.

    FormError for a script with two scenes of one kind, which the form can't hold.
    """
    kept = (was or {}).get("scene", ())
    old = {each["shows"]: each for each in kept}
    if len(old) < len(kept):
        raise FormError(
            "this script has two scenes of one kind, and the form would keep one of them.",
            where="this script",
            remedy="Take it along as a file, change that, and bring it in again.",
        )
    scenes = [
        {"shows": kind, **_typed(kind, fields, old.get(kind, {}))}
        for kind in (*old, *(each for each in KINDS if each not in old))
        if fields.get(f"{kind}.on")
    ]
    head: dict[str, Any] = {"id": "own", **{key: fields.get(key, "") for key in HEAD}}
    names = {"names": "away"} if fields.get("names") else {}
    return {**head, **names, "scene": scenes}


def _typed(kind: str, fields: Fields, old: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed of a scene; a question or sentences that were left empty aren't named."""
    given: dict[str, Any] = {}
    for key in (*TEXTS, "about"):
        given[key] = fields.get(f"{kind}.{key}", old.get(key, ""))
    for key in IDS:
        typed = fields.get(f"{kind}.{key}")
        given[key] = old.get(key) if typed is None else typed.split()
    return {key: each for key, each in given.items() if each or key in ("title", "say")}


def _scenes(scenes: list[Mapping[str, Any]]) -> Fields:
    found: Fields = {}
    for each in scenes:
        kind = each["shows"]
        found[f"{kind}.on"] = "yes"
        found |= {f"{kind}.{key}": str(each.get(key) or "") for key in (*TEXTS, "about")}
        found |= {f"{kind}.{key}": " ".join(each.get(key) or ()) for key in IDS}
    return found
