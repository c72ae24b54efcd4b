"""Seats of a panel after they were made: changed, taken away, given back, given to another."""

from datetime import date

from sqlalchemy import update
from sqlmodel import Session, col, select

from committee.errors import ConflictError
from committee.store.tables.loops import SUBMITTED
from committee.store.tables.taken_away import SEAT

from .column_types import now
from .loops import LOOK_AGAIN, assign, label_for, touch
from .row_bundles import delete_rows, forget_row, gathered, put_back, rows_of
from .row_helpers import number_of, only
from .scorecard_labels import new_ids, renamed
from .tables import Assignment, Draft, Loop, Person, TakenAway
from .taken_away import KEPT, rows_of_seats


def take_seat(session: Session, seat: Assignment, by: Person) -> TakenAway:
    """Take an interview off its loop, and keep for its writer what they wrote.

    ConflictError while its scorecard is submitted.
    """
    loop = _unsubmitted(session, seat)
    those = rows_of_seats(col(Assignment.id) == number_of(seat))
    entry = TakenAway(
        kind=SEAT,
        name=seat.label,
        cohort_key=loop.cohort.key,
        loop_key=loop.key,
        person_id=seat.interviewer_id,
        by_id=number_of(by),
        rows=gathered(session, those),
    )
    forget_row(session, seat)
    delete_rows(session, those)
    session.add(entry)
    touch(session, loop)
    return entry


def seat_somebody(
    session: Session,
    loop: Loop,
    person: Person,
    kind: str,
    *,
    label: str | None = None,
    bar_raiser: bool = False,
    due_on: date | None = None,
) -> Assignment:
    """Give an interview to somebody, with what they had written in one that was taken away."""
    mine = (TakenAway.loop_key == loop.key, TakenAway.person_id == person.id)
    kept = select(TakenAway).where(*mine, TakenAway.kind == SEAT, TakenAway.at > now() - KEPT)
    for entry in session.exec(kept.order_by(col(TakenAway.id).desc())):
        if rows_of(entry.rows)["assignment"][0]["kind"] == kind:
            given = {"bar_raiser": bar_raiser, "due_on": due_on and due_on.isoformat()}
            return give_back(session, loop, entry, label, **given)
    return assign(session, loop, person, kind, label=label, bar_raiser=bar_raiser, due_on=due_on)


def give_back(
    session: Session, loop: Loop, entry: TakenAway, label: str | None = None, **changed: object
) -> Assignment:
    """Put back a seat that was taken off a loop, under another label if its own is taken."""
    rows = rows_of(entry.rows)
    (seat,) = rows["assignment"]
    seat |= {"loop_id": number_of(loop), **changed}
    seat["label"] = label or label_for(session, loop, seat["kind"], seat["label"])
    written = (*rows["revision"], *rows["draft"])
    ids = new_ids([row["body"] for row in written], seat["label"])
    for row in written:
        row["body"] = renamed(row["body"], ids)
    touch(session, loop)
    put_back(session, rows)
    session.delete(entry)
    session.flush()
    return only(session, Assignment, Assignment.key == seat["key"])


def hand_over(session: Session, seat: Assignment, to: Person, by: Person) -> Assignment:
    """Give a seat to somebody else; what was written in it is kept for who wrote it."""
    loop, label, kind = seat.loop, seat.label, seat.kind
    given = {"bar_raiser": seat.bar_raiser, "due_on": seat.due_on}
    take_seat(session, seat, by)
    return seat_somebody(session, loop, to, kind, label=label, **given)  # type: ignore[arg-type]


def change_seat(session: Session, seat: Assignment, **columns: object) -> None:
    """Change a seat's kind, day, or whether its interviewer raises the bar.

    ConflictError for another kind once something was written.
    """
    if columns.get("kind", seat.kind) != seat.kind:
        loop = _unsubmitted(session, seat)
        begun = select(Draft.id).where(
            Draft.assignment_id == seat.id, col(Draft.saved_at).is_not(None)
        )
        if session.exec(begun).first():
            raise ConflictError(
                f"in {seat.label} something was written for this kind of interview.",
                remedy="Remove the seat, which keeps that, and make another.",
            )
        columns["label"] = label_for(session, loop, str(columns["kind"]))
    change = update(Assignment).where(col(Assignment.id) == number_of(seat))
    if session.connection().execute(change.values(**columns)).rowcount != 1:
        raise ConflictError("this seat was taken off the panel.", remedy=LOOK_AGAIN)
    session.refresh(seat)
    touch(session, seat.loop)


def _unsubmitted(session: Session, seat: Assignment) -> Loop:
    """The loop of a seat whose scorecard isn't submitted, nor can be before this is over.

    Draft, interview, loop: in this order a submit locks them too, so that neither waits forever.
    """
    number = number_of(seat)
    locked = update(Draft).where(col(Draft.assignment_id) == number)
    session.connection().execute(locked.values(version=Draft.version + 1))
    state = session.exec(select(Assignment.state).where(Assignment.id == number)).one_or_none()
    if state is None:
        raise ConflictError("this seat was taken off the panel.", remedy=LOOK_AGAIN)
    if state == SUBMITTED:
        raise ConflictError(
            f"the scorecard of {seat.label} is submitted.", remedy="Hand it back first."
        )
    return seat.loop
