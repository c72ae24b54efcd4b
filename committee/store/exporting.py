"""Loops as plain data, out of one installation and into another.

The data is what `committee.files.exchange` reads and writes. What leaves is what stands: each
scorecard's latest revision, handed back or not, and every decision; no draft, no earlier revision,
no release, no password.
"""

from typing import Any

from sqlmodel import Session, col, select

from committee.store.tables.loops import SUBMITTED

from .decisions import snapshots
from .loops import assignments_of
from .scorecards import latest
from .stories import bank
from .tables import Assignment, Cohort, Loop, Person, Snapshot

FROM_FORM = ("reads", "scores", "evidence", "recommendation", "at", "traps", "note")
STORY = ("title", "covers", "reach", "values")
Data = dict[str, Any]


def everything(session: Session, cohort: Cohort | None = None) -> list[Data]:
    """Every loop, or a cohort's, in the order they were made."""
    chosen = select(Loop).order_by(col(Loop.id))
    if cohort is not None:
        chosen = chosen.where(Loop.cohort_id == cohort.id)
    return [_loop(session, loop) for loop in session.exec(chosen)]


def _loop(session: Session, loop: Loop) -> Data:
    candidate = session.get(Person, loop.candidate_id) if loop.candidate_id else None
    interviews = [_interview(session, seat) for seat in assignments_of(session, loop)]
    head = {
        "candidate": loop.candidate_name,
        "target": loop.target,
        "role": loop.role,
        "held_on": loop.held_on,
    }
    return _given(
        {
            "id": loop.key,
            "cohort": loop.cohort.name,
            "cohort_id": loop.cohort.key,
            "policy": loop.policy,
            "candidate_email": candidate.email if candidate else None,
            "bank_shared": loop.bank_shared,
            "loop": _given(head),
            "story": _stories(session, loop, candidate, interviews),
            "interview": interviews,
            "decision": [_decision(session, each) for each in snapshots(session, loop)],
        }
    )


def _interview(session: Session, seat: Assignment) -> Data:
    standing = latest(session, seat)
    body = standing.body if standing else {}
    return _given(
        {
            **{name: body[name] for name in FROM_FORM if name in body},
            "id": seat.label,
            "kind": seat.kind,
            "interviewer": seat.interviewer.name,
            "interviewer_email": seat.interviewer.email,
            "bar_raiser": seat.bar_raiser,
            "handed_back": seat.hand_back_reason,
            "submitted_after_seeing": standing.submitted_after_seeing if standing else None,
            "changed_after_seeing": standing.changed_after_seeing if standing else None,
            "submitted": seat.state == SUBMITTED,
        }
    )


def _stories(
    session: Session, loop: Loop, candidate: Person | None, interviews: list[Data]
) -> list[Data]:
    """The bank if it is shared, else the stories that evidence names."""
    pieces = [piece for each in interviews for piece in each.get("evidence", ())]
    told = {piece["story"] for piece in pieces if piece.get("story")}
    known = bank(session, candidate) if candidate else []
    shown = [story for story in known if loop.bank_shared or story.key in told]
    lacking = told - {story.key for story in shown}
    return [
        *(_given({"id": s.key, **{name: getattr(s, name) for name in STORY}}) for s in shown),
        *({"id": key, "title": key} for key in sorted(lacking)),
    ]


def _decision(session: Session, snapshot: Snapshot) -> Data:
    decider = session.get_one(Person, snapshot.decided_by) if snapshot.decided_by else None
    same = ("number", "policy", "verdict", "level", "decided_at", "sha256")
    return _given(
        {
            **{name: getattr(snapshot, name) for name in same},
            "decided_by": decider.name if decider else None,
            "decided_by_email": decider.email if decider else None,
            "snapshot": snapshot.body,
        }
    )


def _given(values: Data) -> Data:
    """The values that say something; `submitted` says something when it is false, too."""
    return {
        name: value
        for name, value in values.items()
        if name == "submitted" or not (value is None or value is False or value in ([], {}))
    }
