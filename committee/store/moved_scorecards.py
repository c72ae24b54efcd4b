"""A scorecard that was written on the wrong candidate, moved to the right one with all of it."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import update
from sqlmodel import Session, col, select

from committee.errors import ConflictError
from committee.store.tables.loops import OPEN

from .loops import LOOK_AGAIN, assign, assignments_of, touch
from .row_helpers import number_of
from .scorecard_labels import new_ids, renamed
from .scorecards import draft_of, revisions
from .tables import Assignment, Draft, Loop, Revision
from .who_read_others import seen_by

KEPT = ("state", "assessed", "hand_back_reason", "left_reason")


def move_scorecard(session: Session, seat: Assignment, to: Loop) -> Assignment:
    """Move draft and revisions to another loop; returns the seat there that holds them now.

    That is an untouched seat of the same person and kind, or a new one. The seat that they were
    written in stays, empty. What the author had read of the others' is told anew, of that loop.
    ConflictError if nothing is written.
    """
    _lock(session, seat)
    draft = draft_of(session, seat)
    if draft.saved_at is None or seat.loop_id == to.id:
        raise ConflictError("there is nothing here to be moved.", remedy=LOOK_AGAIN)
    into = seat_there(session, seat, to) or assign(session, to, seat.interviewer, seat.kind)
    _lock(session, into)
    other = draft_of(session, into)
    if other.saved_at is not None:
        raise ConflictError("something is written there by now.", remedy=LOOK_AGAIN)
    sent = revisions(session, seat)
    ids = new_ids([draft.body, *(each.body for each in sent)], into.label)
    other.body, other.saved_at = _body(draft.body, ids), draft.saved_at
    draft.body, draft.saved_at = {}, None
    for revision in sent:
        revision.body = _body(revision.body, ids)
        _move(session, revision, into)
    for name in KEPT:
        setattr(into, name, getattr(seat, name))
    seat.state, seat.assessed, seat.hand_back_reason, seat.left_reason = OPEN, False, None, None
    session.flush()
    for loop in (seat.loop, to):
        touch(session, loop)
    return into


def seat_there(session: Session, seat: Assignment, to: Loop) -> Assignment | None:
    """The seat in another loop that waits for such a scorecard of the same person."""
    for each in assignments_of(session, to):
        same = (each.interviewer_id, each.kind, each.state) == (
            seat.interviewer_id,
            seat.kind,
            OPEN,
        )
        if same and draft_of(session, each).saved_at is None:
            return each
    return None


def is_begun(session: Session, seat: Assignment) -> bool:
    """Whether something is written in a seat."""
    return draft_of(session, seat).saved_at is not None


def _lock(session: Session, seat: Assignment) -> None:
    """Hold a draft, so that nobody saves or submits it meanwhile; tabs that are open find out."""
    change = update(Draft).where(col(Draft.assignment_id) == number_of(seat))
    session.connection().execute(change.values(version=Draft.version + 1))
    mine = select(Draft).where(Draft.assignment_id == seat.id)
    session.exec(mine.execution_options(populate_existing=True)).one()
    session.refresh(seat)


def _move(session: Session, revision: Revision, into: Assignment) -> None:
    revision.assignment_id = number_of(into)
    seen = seen_by(session, into.loop, revision.author)
    how = seen.how if seen and seen.sighting.at < revision.submitted_at else None
    first = revision.number == 1
    revision.submitted_after_seeing = how if first else None
    revision.changed_after_seeing = None if first else how
    session.add(revision)


def _body(body: dict[str, Any], ids: Mapping[str, str]) -> dict[str, Any]:
    """A scorecard under its new ids; stories of another candidate's bank are not this one's."""
    moved: dict[str, Any] = renamed(body, ids)
    pieces = moved.get("evidence", ())
    bare = [{k: v for k, v in piece.items() if k != "story"} for piece in pieces]
    return {**moved, "evidence": bare} if pieces else moved
