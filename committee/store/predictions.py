"""What people expect of decisions that are still to be made; what each expects is theirs alone."""

from sqlalchemy import delete
from sqlmodel import Session, col, func, select

from committee.domain.decision import Verdict
from committee.errors import ConflictError

from .column_types import now
from .loops import assignments_of
from .row_helpers import add, number_of
from .tables import Loop, Person, Prediction, Snapshot
from .tables.loops import SUBMITTED
from .who_read_others import has_read


def predict(session: Session, loop: Loop, person: Person, verdict: Verdict, tenths: int) -> None:
    """Keep what somebody expects, in place of what they expected; ConflictError once decided."""
    if is_decided(session, loop):
        raise ConflictError(
            "this loop is decided by now.", remedy="What was predicted before that stands."
        )
    seats = assignments_of(session, loop)
    row = prediction_of(session, loop, person) or Prediction(
        loop_id=number_of(loop), person_id=number_of(person), verdict="", tenths=0, heard=0,
        seats=0, seen=False,
    )  # fmt: skip
    row.seen = has_read(session, loop, person)
    row.verdict, row.tenths, row.made_at = verdict, tenths, now()
    row.heard, row.seats = sum(seat.state == SUBMITTED for seat in seats), len(seats)
    add(session, row, "you predicted it in another tab at once.", "Look again.")


def take_back(session: Session, loop: Loop, person: Person) -> None:
    """Drop what somebody expects; ConflictError once decided."""
    if is_decided(session, loop):
        raise ConflictError("this loop is decided by now.", remedy="What was predicted stands.")
    if row := prediction_of(session, loop, person):
        session.delete(row)
        session.flush()


def drop(session: Session, loop: Loop) -> None:
    """Drop what everybody expects of a loop: it is asked something else from now on."""
    if not is_decided(session, loop):
        theirs = delete(Prediction).where(col(Prediction.loop_id) == loop.id)
        session.connection().execute(theirs)


def prediction_of(session: Session, loop: Loop, person: Person) -> Prediction | None:
    """What somebody expects of a loop."""
    mine = (Prediction.loop_id == loop.id, Prediction.person_id == person.id)
    return session.exec(select(Prediction).where(*mine)).one_or_none()


def is_decided(session: Session, loop: Loop) -> bool:
    """Whether there is a decision of a loop."""
    decided = select(func.count()).where(Snapshot.loop_id == loop.id)
    return session.exec(decided).one() > 0


def predictions_of(
    session: Session, person: Person
) -> list[tuple[Prediction, Loop, Snapshot | None]]:
    """All that somebody predicted, with the first decision of each loop; the newest first."""
    first = (
        select(Snapshot.loop_id, func.min(Snapshot.number).label("number"))
        .group_by(col(Snapshot.loop_id))
        .subquery()
    )
    found = (
        select(Prediction, Loop, Snapshot)
        .join(Loop, col(Loop.id) == Prediction.loop_id)
        .outerjoin(first, first.c.loop_id == Prediction.loop_id)
        .outerjoin(
            Snapshot,
            (col(Snapshot.loop_id) == Prediction.loop_id)
            & (col(Snapshot.number) == first.c.number),
        )
        .where(Prediction.person_id == person.id)
        .order_by(col(Prediction.id).desc())
    )
    return [(prediction, loop, decision) for prediction, loop, decision in session.exec(found)]
