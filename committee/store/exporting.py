"""Loops as plain data, out of one installation and into another.

The data is what `committee.files.exchange` reads and writes. What leaves is what stands: each
scorecard's latest revision, handed back or not, and every decision; no draft, no earlier revision,
no release, no password.
"""

from typing import Any

from sqlmodel import Session

from committee.domain.plain_data import given

from .loop_document import head_document, interview_document, stories_document
from .loops_with_rows import Panel, all_panels, panels_in
from .tables import Cohort, Person, Snapshot

Data = dict[str, Any]


def everything(session: Session, cohort: Cohort | None = None) -> list[Data]:
    """Every loop, or a cohort's, in the order they were made."""
    panels = all_panels(session) if cohort is None else panels_in(session, cohort)
    return [_loop(session, panel) for panel in panels]


def _loop(session: Session, panel: Panel) -> Data:
    loop = panel.loop
    candidate = session.get(Person, loop.candidate_id) if loop.candidate_id else None
    interviews = [
        interview_document(seat, panel.sent.get(seat.id or 0))
        | given({"interviewer_email": seat.interviewer.email, "handed_back": seat.hand_back_reason})
        for seat in panel.seats
    ]
    return given(
        {
            "id": loop.key,
            "cohort": loop.cohort.name,
            "cohort_id": loop.cohort.key,
            "policy": loop.policy,
            "candidate_email": candidate.email if candidate else None,
            "bank_shared": loop.bank_shared,
            "loop": head_document(panel),
            "story": stories_document(panel, interviews),
            "interview": interviews,
            "decision": [_decision(session, each) for each in panel.decisions],
        }
    )


def _decision(session: Session, snapshot: Snapshot) -> Data:
    decider = session.get_one(Person, snapshot.decided_by) if snapshot.decided_by else None
    same = ("number", "policy", "verdict", "level", "decided_at", "sha256")
    return given(
        {
            **{name: getattr(snapshot, name) for name in same},
            "decided_by": decider.name if decider else None,
            "decided_by_email": decider.email if decider else None,
            "snapshot": snapshot.body,
        }
    )
