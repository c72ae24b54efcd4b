"""What is published of our files: JSON Schemas, and for the tables a tabular data package."""

from typing import Any

from pydantic import create_model

from committee.domain.decision import Verdict
from committee.domain.packet import NOT_ASSESSED
from committee.domain.rubric import CODING, LEVEL_DIMENSIONS

from .exchange import VERSION, ExchangeFile
from .exchange_columns import LIST, TABLES, YES, YES_OR_NO, Column
from .loop_schema import LevelId, LoopFile, Strict
from .policies import load_ladder, shipped_policies
from .policy_schema import LadderFile, MeanEntry, PolicyFile
from .rubrics import RubricFile
from .snapshot import SnapshotFile

Schema = dict[str, Any]

DRAFT = "https://json-schema.org/draft/2020-12/schema"
UNSAID = (
    "Beyond what a schema can say, ids are unique, evidence and ratings are of dimensions that"
    " their kind of interview rates, a story that evidence names is there, and a decision is the"
    " one that its snapshot holds, under that SHA-256."
)
OWNERS = {"stories": ("loop",), "interviews": ("loop",), "evidence": ("loop", "interview")}
OWNERS["decisions"] = OWNERS["stories"]
ENTRIES = {
    "loops": ("ExchangeLoop", "LoopHead"),
    "stories": ("StoryEntry",),
    "interviews": ("ExchangeInterview",),
    "evidence": ("EvidenceEntry",),
    "decisions": ("ExchangeDecision",),
}
"""The entries of an exchange file that a row of each table stands for."""


class Decided(Strict):
    """The decision as it was printed."""

    verdict: Verdict
    level: LevelId | None
    binding_rule: str | None
    because: str
    averaging: Verdict


def loop_schema() -> Schema:
    """The JSON Schema of a loop file, whose levels are any ladder's."""
    schema = LoopFile.model_json_schema()
    schema["$defs"]["LoopHead"]["properties"]["target"]["examples"] = list(load_ladder().targets)
    return _published(schema)


def exchange_schema() -> Schema:
    """The JSON Schema of an exchange file, whose policies and levels are those that come with us.

    A decision's own policy may have others: it is frozen, and isn't asked for.
    """
    ladder, schema = load_ladder(), ExchangeFile.model_json_schema()
    entries = {name: entry["properties"] for name, entry in schema["$defs"].items()}
    loop, interview = entries["ExchangeLoop"], entries["ExchangeInterview"]
    entries["LoopHead"]["target"]["enum"] = list(ladder.targets)
    interview["at"]["anyOf"][0]["enum"] = list(ladder.targets)
    entries["EvidenceEntry"]["reads"]["anyOf"][0]["enum"] = list(ladder.ids)
    interview["reads"]["additionalProperties"]["enum"] = [*ladder.ids, NOT_ASSESSED]
    loop["policy"]["enum"] = list(shipped_policies())
    loop["policy"]["description"] = "Any other name takes `committee import --policy NAME`."
    told = "The name of the policy in the snapshot, ours or not."
    entries["ExchangeDecision"]["policy"]["description"] = told
    schema["properties"]["version"]["const"] = VERSION
    return _published(schema)


def snapshot_schema() -> Schema:
    """The JSON Schema of a snapshot: a packet's loop, policy and rubric, and what was decided."""
    policy = create_model(
        "FrozenPolicy", __base__=PolicyFile, ladder=(LadderFile, ...), foil=(MeanEntry, ...)
    )
    parts = {"loop": LoopFile, "policy": policy, "rubric": RubricFile, "decided": Decided}
    fields: Any = {name: (model, ...) for name, model in parts.items()}
    return _published(create_model("Snapshot", __base__=SnapshotFile, **fields).model_json_schema())


def tables_schema() -> Schema:
    """The tables as a tabular data package (Frictionless Data, Table Schema)."""
    entries = exchange_schema()["$defs"]
    return {
        "profile": "tabular-data-package",
        "name": "committee-exchange",
        "description": f"Only loops.csv is needed. {UNSAID}",
        "resources": [_resource(name, entries) for name in TABLES],
    }


def _published(schema: Schema) -> Schema:
    told = f"{schema.get('description', '')} {UNSAID}".strip()
    return {"$schema": DRAFT, **schema, "description": told}


def _resource(name: str, entries: Schema) -> Schema:
    owners = OWNERS.get(name, ())
    known, needed = dict[str, Any](), set(owners)
    for entry in (entries[each] for each in ENTRIES[name]):
        known |= entry["properties"]
        needed |= set(entry["required"])
    if name == "interviews":
        known |= dict.fromkeys(LEVEL_DIMENSIONS, known["reads"]["additionalProperties"])
        known[CODING] = known["scores"]["additionalProperties"]
    fields = [
        _field(column, kind, known.get(column, {}), column in needed)
        for column, kind in TABLES[name].items()
    ]
    return {"name": name, "path": f"{name}.csv", "schema": {"fields": fields}}


def _field(name: str, column: Column, told: Schema, needed: bool) -> Schema:
    """A column: its type, whether each row needs it, and what it may hold."""
    plain = next((each for each in told.get("anyOf", ()) if each.get("type") != "null"), told)
    limits = {kind: plain[kind] for kind in ("enum", "minimum", "maximum") if kind in plain}
    if needed:
        limits["required"] = True
    field: Schema = {"name": name, "type": column.kind}
    if column is YES:
        for kind, value in (("trueValues", True), ("falseValues", False)):
            field[kind] = [word for word, means in YES_OR_NO.items() if means is value]
    if column is LIST:
        each = told.get("items", {}).get("enum")
        field["description"] = "Parted by semicolons" + (f": {', '.join(each)}." if each else ".")
    return {**field, "constraints": limits} if limits else field
