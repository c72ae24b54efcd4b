"""What is deleted goes from every table, and can be brought back for thirty days."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, update
from sqlmodel import Session, col, select

from committee.errors import ConflictError
from committee.store.tables.jobs import CANCELLED, RUNNING, WAITING
from committee.store.tables.loops import SUBMITTED
from committee.store.tables.taken_away import COHORT, DECISION, LOOP

from .column_types import NAME, now
from .decisions import released, snapshots
from .invites import end_if_needless
from .loops import touch
from .row_bundles import Rows, Those, delete_rows, forget_row, gathered, put_back, rows_of
from .row_helpers import number_of
from .tables import (
    Assignment,
    CoachCohort,
    Cohort,
    Draft,
    Invite,
    Job,
    Loop,
    Person,
    Prediction,
    Release,
    Revision,
    Sighting,
    Snapshot,
    TakenAway,
)

KEPT = timedelta(days=30)


def take_loop(session: Session, loop: Loop, by: Person, at: datetime | None = None) -> TakenAway:
    """Delete a loop with all it holds; links that led to nothing else end."""
    entry = TakenAway(
        kind=LOOP,
        name=loop.candidate_name,
        cohort_key=loop.cohort.key,
        loop_key=loop.key,
        person_id=loop.candidate_id,
        by_id=number_of(by),
        at=at or now(),
        rows=gathered(session, rows_of_loop(loop)),
    )
    delete_loop(session, loop)
    session.add(entry)
    session.flush()
    return entry


def take_cohort(session: Session, cohort: Cohort, by: Person) -> TakenAway:
    """Delete a cohort with its loops, and what was asked for of it in the background."""
    at, number = now(), number_of(cohort)
    for loop in session.exec(select(Loop).where(Loop.cohort_id == number)).all():
        take_loop(session, loop, by, at)
    going = update(Job).where(col(Job.cohort_id) == number, col(Job.state).in_((WAITING, RUNNING)))
    session.connection().execute(going.values(state=CANCELLED, finished_at=at))
    those: Those = {
        Cohort: col(Cohort.id) == number,
        CoachCohort: col(CoachCohort.cohort_id) == number,
        Job: col(Job.cohort_id) == number,
    }
    rows = gathered(session, those)
    entry = TakenAway(
        kind=COHORT, name=cohort.name, cohort_key=cohort.key, by_id=number_of(by), at=at, rows=rows
    )
    forget_row(session, cohort)
    delete_rows(session, those)
    session.add(entry)
    session.flush()
    return entry


def void_decision(session: Session, snapshot: Snapshot, by: Person, reason: str) -> TakenAway:
    """Void a decision; ConflictError while the candidate may read it."""
    loop, number = session.get_one(Loop, snapshot.loop_id), number_of(snapshot)
    touch(session, loop)
    standing = released(session, loop)
    if standing and standing.id == number:
        raise ConflictError("the candidate can read this decision.", remedy="Withdraw it first.")
    those: Those = {
        Snapshot: col(Snapshot.id) == number,
        Release: col(Release.snapshot_id) == number,
    }
    entry = TakenAway(
        kind=DECISION,
        name=f"Decision {snapshot.number}, voided: {reason}"[:NAME],
        cohort_key=loop.cohort.key,
        loop_key=loop.key,
        by_id=number_of(by),
        rows=gathered(session, those),
    )
    forget_row(session, snapshot)
    delete_rows(session, those)
    session.add(entry)
    session.flush()
    return entry


def unvoid(session: Session, loop: Loop, entry: TakenAway) -> None:
    """Let a voided decision count again, under the next number if its own is taken."""
    rows = rows_of(entry.rows)
    taken_by = {each.number for each in snapshots(session, loop)}
    (made,) = rows["snapshot"]
    made["number"] = made["number"] if made["number"] not in taken_by else max(taken_by) + 1
    for row in (made, *rows["release"]):
        row["loop_id"] = number_of(loop)
    touch(session, loop)
    put_back(session, rows)
    session.delete(entry)
    session.flush()


def voided(session: Session, loop: Loop) -> list[TakenAway]:
    """The decisions of a loop that were voided lately."""
    of = select(TakenAway).where(TakenAway.loop_key == loop.key, TakenAway.kind == DECISION)
    return list(session.exec(of.order_by(col(TakenAway.id))))


def delete_loop(session: Session, loop: Loop) -> None:
    """Delete a loop with all it holds; the journal stays, and links that lead nowhere end."""
    number = number_of(loop)
    held = select(Assignment.interviewer_id).where(Assignment.loop_id == number).distinct()
    waited = {*session.exec(held), loop.candidate_id}
    mine = update(Invite).where(col(Invite.loop_id) == number)
    session.connection().execute(mine.values(loop_id=None))
    those = rows_of_loop(loop)
    forget_row(session, loop)
    delete_rows(session, those)
    for person in (session.get_one(Person, each) for each in waited if each):
        end_if_needless(session, person)


def rows_of_loop(loop: Loop) -> Those:
    """All that a loop holds."""
    number = number_of(loop)
    return {
        Loop: col(Loop.id) == number,
        **rows_of_seats(col(Assignment.loop_id) == number),
        Snapshot: col(Snapshot.loop_id) == number,
        Release: col(Release.loop_id) == number,
        Sighting: col(Sighting.loop_id) == number,
        Prediction: col(Prediction.loop_id) == number,
    }


def rows_of_seats(which: Any) -> Those:
    """Seats, and all that was written in them."""
    seats = select(Assignment.id).where(which)
    return {
        Assignment: which,
        Draft: col(Draft.assignment_id).in_(seats),
        Revision: col(Revision.assignment_id).in_(seats),
    }


def bring_back(session: Session, entry: TakenAway) -> None:
    """Put back a cohort with its loops, or a loop; ConflictError where its cohort isn't there."""
    together = [entry]
    if entry.kind == COHORT:
        mine = (TakenAway.cohort_key == entry.cohort_key, TakenAway.at == entry.at)
        loops = select(TakenAway).where(*mine, TakenAway.kind == LOOP)
        together += session.exec(loops.order_by(col(TakenAway.id)))
    for each in together:
        rows = rows_of(each.rows)
        for loop in rows.get("loop", ()):  # Its cohort may have come back under another number.
            loop["cohort_id"] = _cohort(session, each.cohort_key)
        put_back(session, rows)
        session.delete(each)
    session.flush()


def taken(session: Session) -> list[TakenAway]:
    """What can still be brought back, the newest first; what went with a cohort is in it."""
    found = select(TakenAway).where(TakenAway.at > now() - KEPT).order_by(col(TakenAway.id).desc())
    rows = session.exec(found).all()
    whole = {(each.cohort_key, each.at) for each in rows if each.kind == COHORT}
    return [e for e in rows if e.kind != LOOP or (e.cohort_key, e.at) not in whole]


def names_of_taken(session: Session, reader: Person) -> dict[str, str]:
    """What deleted loops and cohorts are called, by subject; the reader's own loop has no name."""
    named = select(TakenAway).where(col(TakenAway.kind).in_((LOOP, COHORT)))
    others = named.where(col(TakenAway.person_id).is_distinct_from(reader.id))
    return {_subject(each): each.name for each in session.exec(others)}


def owed_in_taken(session: Session, person: Person) -> set[str]:
    """The subjects of deleted loops in which somebody still owes a scorecard, and their cohorts."""
    loops = session.exec(select(TakenAway).where(TakenAway.kind == LOOP)).all()
    owed = [each for each in loops if _owes(rows_of(each.rows), number_of(person))]
    return {subject for e in owed for subject in (_subject(e), f"cohort:{e.cohort_key}")}


def _owes(rows: Rows, number: int) -> bool:
    mine = [row for row in rows["assignment"] if row["interviewer_id"] == number]
    return any(row["state"] != SUBMITTED or not row["assessed"] for row in mine)


def _subject(entry: TakenAway) -> str:
    return f"loop:{entry.loop_key}" if entry.kind == LOOP else f"cohort:{entry.cohort_key}"


def clear_taken(session: Session, at: datetime | None = None) -> int:
    """Let go for good of what was deleted thirty days ago; returns how much that was."""
    old = delete(TakenAway).where(col(TakenAway.at) <= (at or now()) - KEPT)
    return session.connection().execute(old).rowcount


def let_go_of(session: Session, person: Person) -> None:
    """Let go for good of everything deleted in which a person stands."""
    number = number_of(person)
    for entry in session.exec(select(TakenAway)):
        if number == entry.person_id or _stands_in(rows_of(entry.rows), number):
            session.delete(entry)
    session.flush()


def _cohort(session: Session, key: str) -> int:
    found = session.exec(select(Cohort.id).where(Cohort.key == key)).one_or_none()
    if found is None:
        raise ConflictError(
            "the cohort that this loop was in is deleted too.", remedy="Bring that back first."
        )
    return found


def _stands_in(rows: Rows, number: int) -> bool:
    named = ("interviewer_id", "candidate_id", "author_id")
    return any(row.get(name) == number for of in rows.values() for row in of for name in named)
