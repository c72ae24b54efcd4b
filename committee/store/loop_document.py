"""A loop's rows as the structure of a loop file: for a packet, and to take to another place."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from committee.domain.plain_data import given

from .loops_with_rows import Panel
from .tables import Assignment, Revision
from .tables.loops import SUBMITTED

FROM_FORM = ("reads", "scores", "evidence", "recommendation", "at", "traps", "note", "next_level")
"""What an interviewer writes of an interview; the rest is the loop's to say."""
STORY = ("title", "covers", "reach", "values")

Document = dict[str, Any]


def submitted_document(panel: Panel) -> Document:
    """What a committee reads of a loop: submitted scorecards, and the stories told in them.

    Two interviewers of one name are told apart, as rules that count people need.
    """
    seats = [each for each in panel.seats if each.state == SUBMITTED and each.id in panel.sent]
    names = _distinct_names(seats)
    interviews = [
        interview_document(seat, panel.sent[seat.id or 0]) | {"interviewer": name}
        for seat, name in zip(seats, names, strict=True)
    ]
    return {"loop": head_document(panel), "story": stories_document(panel, interviews)} | {
        "interview": interviews
    }


def head_document(panel: Panel) -> Document:
    """What a loop says before anybody was met."""
    loop = panel.loop
    head = ("target", "role", "held_on")
    return given({"candidate": loop.candidate_name, **{key: getattr(loop, key) for key in head}})


def interview_document(seat: Assignment, sent: Revision | None) -> Document:
    """An interview with the scorecard that stands, if there is one."""
    body = sent.body if sent else {}
    return given(
        {
            **{name: body[name] for name in FROM_FORM if name in body},
            "id": seat.label,
            "kind": seat.kind,
            "interviewer": seat.interviewer.name,
            "bar_raiser": seat.bar_raiser,
            "submitted_after_seeing": sent.submitted_after_seeing if sent else None,
            "changed_after_seeing": sent.changed_after_seeing if sent else None,
            "submitted": seat.state == SUBMITTED,
        }
    )


def stories_document(panel: Panel, interviews: Sequence[Document]) -> list[Document]:
    """The candidate's bank where it is shared, and any other story that evidence names."""
    pieces = [piece for each in interviews for piece in each.get("evidence", ())]
    told = {piece["story"] for piece in pieces if piece.get("story")}
    shown = [story for story in panel.bank if panel.loop.bank_shared or story.key in told]
    lacking = told - {story.key for story in shown}
    return [
        *(given({"id": s.key, **{name: getattr(s, name) for name in STORY}}) for s in shown),
        *({"id": key, "title": key} for key in sorted(lacking)),
    ]


def _distinct_names(seats: Sequence[Assignment]) -> list[str]:
    people = {seat.interviewer_id: seat.interviewer.name for seat in seats}
    shared = Counter(people.values())
    seen: Counter[str] = Counter()
    for number, name in people.items():
        seen[name] += 1
        if shared[name] > 1:
            people[number] = f"{name} ({seen[name]})"
    return [people[seat.interviewer_id] for seat in seats]
