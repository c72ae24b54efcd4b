"""Drafts that nothing overwrites unseen, and scorecards that only grow by revisions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, true, update
from sqlmodel import Session, col, select

from committee.domain.read_others_first import assesses
from committee.errors import ConflictError, FormError, NotFoundError
from committee.store.tables.loops import HANDED_BACK, LEFT, OPEN, SUBMITTED

from .column_types import now
from .loops import LOOK_AGAIN, touch
from .row_helpers import add, number_of, only
from .tables import Assignment, Draft, Person, Revision
from .who_read_others import seen_by

Body = dict[str, Any]

MINE = col(Draft.assignment_id) == bindparam("seat")
THE_DRAFT = select(Draft).where(MINE).execution_options(populate_existing=True)
SAVE = update(Draft).where(MINE, col(Draft.version) == bindparam("opened"))


@dataclass(frozen=True)
class Stored:
    """What the database holds of a draft; `saved_at` is None before anything was saved."""

    body: Body
    version: int
    saved_at: datetime | None


class StaleDraftError(ConflictError):
    """The draft was saved elsewhere; `stored` is what that left, so that both can be shown."""

    def __init__(self, stored: Stored) -> None:
        super().__init__(
            "this scorecard was saved somewhere else since you opened it.",
            remedy="Both texts are kept: choose what to take over.",
        )
        self.stored = stored


def draft_of(session: Session, assignment: Assignment) -> Draft:
    """The draft of an interview; at version 0 and empty until something was saved."""
    return only(session, Draft, Draft.assignment_id == assignment.id)


def saved_at(session: Session, person: Person) -> dict[int, datetime | None]:
    """When each draft of a person was last saved, by the number of its assignment."""
    of = select(Draft.assignment_id, Draft.saved_at).join(Assignment)
    return dict(session.exec(of.where(Assignment.interviewer_id == person.id)).all())


def save_draft(session: Session, assignment: Assignment, body: Body, version: int) -> Stored:
    """Save over `version`, the one that was opened; StaleDraftError if it isn't the newest."""
    seat, saved = {"seat": number_of(assignment)}, Stored(body, version + 1, now())
    given = {**seat, "opened": version, **vars(saved)}
    if session.connection().execute(SAVE, given).rowcount == 1:
        return saved
    newest = session.exec(THE_DRAFT, params=seat).one_or_none()
    if newest is None:
        raise NotFoundError("this seat was taken off the panel.", remedy="Ask the coach.")
    raise StaleDraftError(Stored(newest.body, newest.version, newest.saved_at))


def submit(
    session: Session,
    assignment: Assignment,
    body: Body,
    version: int,
    author: Person,
    reason: str | None = None,
) -> Revision:
    """Submit a scorecard over draft `version`; every one after the first needs a `reason`.

    What its author had read of the others' is written into it. StaleDraftError as in
    `save_draft`; FormError without a reason; NotFoundError for anybody but the interviewer.
    """
    if author.id != assignment.interviewer_id:
        raise NotFoundError("there is nothing here.", remedy="Check the address.")
    save_draft(session, assignment, body, version)
    before = latest(session, assignment)
    why = (reason or "").strip() or None
    if before and why is None:
        raise FormError(
            "a submitted scorecard changes only with a reason.",
            where="Reason",
            remedy="Say in a sentence why you amend it.",
        )
    seen = seen_by(session, assignment.loop, author)
    how = seen.how if seen else None
    revision = Revision(
        assignment_id=number_of(assignment),
        number=before.number + 1 if before else 1,
        body=body,
        reason=why,
        author_id=number_of(author),
        submitted_after_seeing=before.submitted_after_seeing if before else how,
        changed_after_seeing=(before.changed_after_seeing or how) if before else None,
    )
    added = add(session, revision, "this scorecard was submitted twice at once.", "Look at it.")
    assessed = assesses(body.get("reads", {}), body.get("scores", {}))
    _set_state(session, assignment, SUBMITTED, None, assessed=assessed)
    return added


def hand_back(session: Session, assignment: Assignment, reason: str) -> Assignment:
    """Give a submitted scorecard back to its author; ConflictError if it isn't submitted."""
    if not reason.strip():
        raise FormError("a reason is missing.", where="Reason", remedy="Say what is to be mended.")
    again: dict[str, Any] = {"only_from": SUBMITTED, "asked_at": now()}
    _set_state(session, assignment, HANDED_BACK, reason.strip(), **again)
    return assignment


def leave(session: Session, assignment: Assignment, state: str, reason: str | None = None) -> None:
    """Say that an interview isn't held, or is declined; ConflictError if it is submitted."""
    going = col(Assignment.state).in_((OPEN, HANDED_BACK))
    _move(session, assignment, going, state=state, left_reason=reason)


def take_up(session: Session, assignment: Assignment) -> None:
    """Hold an interview after all that was left; ConflictError if it wasn't."""
    before = HANDED_BACK if latest(session, assignment) else OPEN
    _move(
        session,
        assignment,
        col(Assignment.state).in_(LEFT),
        state=before,
        left_reason=None,
        asked_at=now(),
    )


def revisions(session: Session, assignment: Assignment) -> list[Revision]:
    """What was submitted, the first first."""
    of = select(Revision).where(Revision.assignment_id == assignment.id)
    return list(session.exec(of.order_by(col(Revision.number))))


def revisions_of(session: Session, many: Iterable[Assignment]) -> list[Revision]:
    """What was submitted of many interviews, the first first."""
    numbers = [number_of(assignment) for assignment in many]
    of = select(Revision).where(col(Revision.assignment_id).in_(numbers))
    return list(session.exec(of.order_by(col(Revision.number))))


def latest(session: Session, assignment: Assignment) -> Revision | None:
    """The scorecard as it stands, None before it was submitted."""
    of = select(Revision).where(Revision.assignment_id == assignment.id)
    return session.exec(of.order_by(col(Revision.number).desc()).limit(1)).one_or_none()


def _set_state(
    session: Session,
    assignment: Assignment,
    state: str,
    reason: str | None,
    *,
    only_from: str | None = None,
    **also: object,
) -> None:
    those = col(Assignment.state) == only_from if only_from else true()
    left = {"state": state, "hand_back_reason": reason, "left_reason": None}
    _move(session, assignment, those, **left, **also)


def _move(session: Session, assignment: Assignment, those: Any, **values: object) -> None:
    change = update(Assignment).where(col(Assignment.id) == number_of(assignment), those)
    if session.connection().execute(change.values(**values)).rowcount != 1:
        raise ConflictError("somebody was faster: it isn’t so any more.", remedy=LOOK_AGAIN)
    current = session.get_one(Assignment, assignment.id, populate_existing=True)
    touch(session, current.loop)
