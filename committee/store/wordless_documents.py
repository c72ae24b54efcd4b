"""Scorecards and frozen packets without the words and the name of somebody who is forgotten.

What a decision rests on stays: reads, scores, recommendations, traps, and how many pieces of
evidence spoke for or against what. So a scrubbed packet decides as it did, and counts stay right.
"""

import json
from collections.abc import Collection
from datetime import date
from typing import Any

GONE = "(forgotten)"
WORDLESS = ("id", "dimension", "kind", "polarity", "reads", "step", "minute", "traps")
"""What of a piece of evidence says nothing that anybody said."""
SCORED = ("id", "kind", "interviewer", "bar_raiser", "submitted", "reads", "scores", "traps")
VOTED = ("recommendation", "at")

Data = dict[str, Any]


def without_words(scorecard: Data) -> Data:
    """A scorecard, as a document, in which every quote is `GONE` and no note or story is left."""
    kept = {name: scorecard[name] for name in (*SCORED, *VOTED) if name in scorecard}
    pieces = scorecard.get("evidence", ())
    return {**kept, "evidence": [_without_quote(piece) for piece in pieces]}


def forgotten_candidate(snapshot: str, on: date) -> str:
    """The text of a frozen packet whose candidate was forgotten on a day: its tombstone."""
    data = json.loads(snapshot)
    loop = data["loop"]
    head = {**loop["loop"], "candidate": GONE}
    data["loop"] = {
        "interview": [without_words(each) for each in loop.get("interview", ())],
        "loop": {name: value for name, value in head.items() if name != "role"},
    }
    return _canonical({**data, "forgotten": on.isoformat()})


def renamed_interviewer(snapshot: str, labels: Collection[str], now_called: str) -> str:
    """The text of a frozen packet in which whoever held these interviews is called otherwise.

    Not by their name: it may have been another when this was frozen, or have had a number to it.
    """
    data = json.loads(snapshot)
    for each in data["loop"].get("interview", ()):
        if each.get("id") in labels:
            each["interviewer"] = now_called
    return _canonical(data)


def _without_quote(piece: Data) -> Data:
    return {**{name: piece[name] for name in WORDLESS if name in piece}, "quote": GONE}


def _canonical(data: Data) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
