"""A script as a form has it: what stands in the fields, and the entry that they make.

A scene's fields begin with its number on the form: `3.title`. `3.place` says where it comes in the
talk.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from werkzeug.datastructures import MultiDict

from committee.domain.odd_characters import clean
from committee.errors import FormError
from committee.files.talk_scripts import (
    FEWEST_SCENES,
    MOST_IDS,
    MOST_SCENES,
    any_script,
    demonstrations,
)

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
"""What a coach chooses for a scene."""
SLOTS = tuple(str(at) for at in range(1, MOST_SCENES + 1))
HEAD = ("title", "line", "a", "b", "target", "policy")
TEXTS = ("title", "say", "ask", "about")
IDS = {"a": "left", "b": "right"}
NEEDED = {"title": "Heading", "say": "What to say"}

Fields = dict[str, str]


def blank_fields(body: Mapping[str, Any] | None = None) -> Fields:
    """The fields of an entry; of a new script, those of the script for any two packets."""
    offered = [vars(each) for each in any_script().scenes]
    if body is None:
        first = demonstrations()[0]
        head = {key: getattr(first, key) for key in ("a", "b", "target", "policy")}
        return head | {"names": "away"} | _scenes(offered, shown=len(offered))
    kept, spare = list(body["scene"]), list(body.get("spare", ()))
    there = {each["shows"] for each in (*kept, *spare)}
    unused = [each for each in offered if each["shows"] not in there]
    head = {key: str(body[key]) for key in (*HEAD, "names") if body.get(key)}
    return head | _scenes([*kept, *spare, *unused], shown=len(kept))


def sent_fields(form: MultiDict[str, str]) -> Fields:
    """What was typed, without what can't be shown."""
    return {key: clean(text).strip() for key, text in form.items() if key != "csrf_token"}


def entry_of(fields: Fields) -> dict[str, Any]:
    """The entry that fields make; FormError for what a scene lacks, or too few scenes."""
    ticked = [slot for slot in SLOTS if fields.get(f"{slot}.on")]
    scenes = [_typed(slot, fields) for slot in sorted(ticked, key=lambda at: _place(at, fields))]
    if len(scenes) < FEWEST_SCENES:
        raise FormError(
            f"a script has {FEWEST_SCENES} scenes at least, and {len(scenes)} here are ticked.",
            where="this script",
            remedy="Tick “Show it” on more of them.",
        )
    rest: dict[str, Any] = {"names": "away"} if fields.get("names") else {}
    if spare := [each for slot in SLOTS if slot not in ticked for each in _spare(slot, fields)]:
        rest |= {"spare": spare}
    return {"id": "own", **{key: fields.get(key, "") for key in HEAD}, **rest, "scene": scenes}


def _place(slot: str, fields: Fields) -> int:
    typed = fields.get(f"{slot}.place") or slot
    if typed not in SLOTS:
        raise FormError(
            f"found “{typed[:40]}” as the place of a scene.",
            where=f"scene {slot}",
            remedy=f"Give a number from 1 to {MOST_SCENES}.",
        )
    return int(typed)


def _typed(slot: str, fields: Fields) -> dict[str, Any]:
    """What was typed of a scene; a question or sentences that were left empty aren't named."""
    given = _given(slot, fields)
    for key, side in IDS.items():
        if len(given[key]) > MOST_IDS:
            raise FormError(
                f"{len(given[key])} sentences are named for the {side}.",
                where=f"scene {slot}",
                remedy=f"Name {MOST_IDS} at most: no more have room.",
            )
    for key, called in NEEDED.items():
        if not given[key]:
            raise FormError(
                f"“{called}” is empty.", where=f"scene {slot}", remedy="Write a few words there."
            )
    return {key: each for key, each in given.items() if each}


def _spare(slot: str, fields: Fields) -> list[dict[str, Any]]:
    """What was typed of a scene that isn't shown, unless it is what was offered: none is lost."""
    given = {key: each for key, each in _given(slot, fields).items() if each}
    offered = {each.shows: each for each in any_script().scenes}.get(given.get("shows", ""))
    typed = {key: each for key, each in given.items() if key != "shows"}
    same = all(typed.get(key, "") == getattr(offered, key, "") for key in TEXTS)
    return [] if not typed or (same and not set(typed) & set(IDS)) else [given]


def _given(slot: str, fields: Fields) -> dict[str, Any]:
    given: dict[str, Any] = {"shows": fields.get(f"{slot}.shows", "")}
    given |= {key: fields.get(f"{slot}.{key}", "") for key in TEXTS}
    return given | {key: fields.get(f"{slot}.{key}", "").split() for key in IDS}


def _scenes(scenes: Sequence[Mapping[str, Any]], shown: int) -> Fields:
    """The fields of some scenes, as many as the form has room for, the first `shown` ticked."""
    found: Fields = {}
    for slot, each in zip(SLOTS, scenes, strict=False):
        found |= {f"{slot}.shows": each["shows"], f"{slot}.place": slot}
        found |= {f"{slot}.on": "yes"} if int(slot) <= shown else {}
        found |= {f"{slot}.{key}": str(each.get(key) or "") for key in TEXTS}
        found |= {f"{slot}.{key}": " ".join(each.get(key) or ()) for key in IDS}
    return found
