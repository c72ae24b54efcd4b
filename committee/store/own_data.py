"""All that is kept about a person, for that person to take home."""

from typing import Any

from sqlmodel import Session, col, select

from .row_bundles import Rows, rows_of
from .tables import (
    Assignment,
    CoachCohort,
    Cohort,
    Draft,
    Invite,
    Job,
    JournalEntry,
    Loop,
    Person,
    Prediction,
    Rehearsal,
    Revision,
    Row,
    SameBrowser,
    Sighting,
    SignIn,
    Story,
    TakenAway,
    TalkScript,
)

SECRETS = frozenset(
    {"password_hash", "token_hash", "sealed", "code_secret", "code_step", "version"}
)
"""What proves who somebody is, and what counts the acts of others."""
NUMBERS = frozenset(
    {
        "id", "person_id", "loop_id", "assignment_id", "cohort_id", "candidate_id",
        "interviewer_id", "author_id", "actor_id", "created_by", "asked_by", "other_id",
    }
)  # fmt: skip
"""Keys of rows, which mean nothing outside."""

Data = dict[str, Any]


def kept_about(session: Session, person: Person) -> Data:
    """Every row that a person gave, wrote or did, by what it is; dates and times as they are.

    Of a loop in which they are the candidate it holds what it says of them. What others wrote
    there is the committee's; the packets that were released to them are for the caller to add.
    """
    number, one, other = person.id, col(SameBrowser.person_id), col(SameBrowser.other_id)
    return {
        "account": _plain(person),
        "invites": _rows(session, Invite, Invite.person_id == number),
        "sessions": _rows(session, SignIn, SignIn.person_id == number),
        "stories": _rows(session, Story, Story.person_id == number),
        "rehearsals": _rows(session, Rehearsal, Rehearsal.person_id == number),
        "predictions": _rows(session, Prediction, Prediction.person_id == number),
        "scripts": _rows(session, TalkScript, TalkScript.person_id == number),
        "loops": _rows(session, Loop, Loop.candidate_id == number),
        "deleted": _deleted(session, number),
        "interviews": [_interview(session, seat) for seat in _seats(session, person)],
        "shared_browsers": _rows(session, SameBrowser, (one == number) | (other == number)),
        "limited_to": list(session.exec(_cohorts_of(number))),
        "sightings": _rows(session, Sighting, Sighting.person_id == number),
        "jobs": _rows(session, Job, Job.asked_by == number),
        "journal": _rows(session, JournalEntry, JournalEntry.actor_id == number),
    }


def _cohorts_of(number: int | None) -> Any:
    """The names of the cohorts that a limited coach sees."""
    given = select(CoachCohort.cohort_id).where(CoachCohort.person_id == number)
    return select(Cohort.name).where(col(Cohort.id).in_(given)).order_by(col(Cohort.id))


def _interview(session: Session, seat: Assignment) -> Data:
    number = seat.id
    return {
        **_plain(seat),
        "candidate": seat.loop.candidate_name,
        "draft": _rows(session, Draft, Draft.assignment_id == number),
        "submitted": _rows(session, Revision, Revision.assignment_id == number),
    }


def _deleted(session: Session, number: int | None) -> list[Data]:
    """What of deleted loops and seats is theirs, as long as it can be brought back."""
    return [
        {"at": entry.at, **{name: [_bare(row) for row in rows] for name, rows in mine.items()}}
        for entry in session.exec(select(TakenAway).order_by(col(TakenAway.id)))
        if any((mine := _of(rows_of(entry.rows), number)).values())
    ]


def _of(rows: Rows, number: int | None) -> Rows:
    """The rows that a person wrote, or in which they are the candidate."""
    seats = [row for row in rows.get("assignment", ()) if row["interviewer_id"] == number]
    held = {seat["id"] for seat in seats}
    return {
        "loops": [row for row in rows.get("loop", ()) if row["candidate_id"] == number],
        "interviews": seats,
        "draft": [row for row in rows.get("draft", ()) if row["assignment_id"] in held],
        "submitted": [row for row in rows.get("revision", ()) if row["assignment_id"] in held],
    }


def _seats(session: Session, person: Person) -> list[Assignment]:
    of = select(Assignment).where(Assignment.interviewer_id == person.id)
    return list(session.exec(of.order_by(col(Assignment.id))))


def _rows(session: Session, table: type[Row], those: Any) -> list[Data]:
    columns: Any = table
    found = session.exec(select(table).where(those).order_by(columns.id))
    return [_plain(row) for row in found]


def _plain(row: Row) -> Data:
    """A row as plain data, without secrets and without numbers that mean nothing outside."""
    return _bare({name: getattr(row, name) for name in type(row).model_fields})


def _bare(row: Data) -> Data:
    return {name: value for name, value in row.items() if name not in SECRETS | NUMBERS}
