"""Forgetting a person: their names and words go, and what is counted stays."""

import re
from collections import defaultdict
from datetime import datetime
from hashlib import sha256

from sqlalchemy import delete, func, or_, update
from sqlmodel import Session, col, select

from committee.errors import ConflictError

from .column_types import now
from .journal import FROM, RENAMED
from .people import disable
from .row_helpers import number_of
from .tables import (
    Assignment,
    CoachCohort,
    Draft,
    Invite,
    Job,
    JournalEntry,
    Loop,
    Person,
    Prediction,
    RecoveryCode,
    Rehearsal,
    Release,
    Revision,
    SameBrowser,
    Sighting,
    Snapshot,
    Story,
    TalkScript,
)
from .taken_away import let_go_of
from .wordless_documents import GONE, forgotten_candidate, renamed_interviewer, without_words

FORGOT = "forgot a person"
"""What the journal calls it."""
WHOLE = r"(?<![\w.@’'-])(?:{})(?![\w@’'-])"
"""A name that stands alone: “Ann” isn't meant by “Anna”, nor by “Ann-Marie”."""
NOWHERE = "forgotten.invalid"
"""The domain of addresses that lead nowhere (RFC 2606)."""


def is_forgotten(person: Person) -> bool:
    """Whether a person was forgotten: what is left of them is a number."""
    return person.email.endswith(f"@{NOWHERE}")


def forget(session: Session, person: Person) -> set[str]:
    """Take a person's names and words out of every row; the account is closed for good.

    Returns the keys of the jobs whose files hold packets of theirs: backups and files on disk
    are for the caller to see to. ConflictError for somebody who was forgotten already.
    """
    if is_forgotten(person):
        raise ConflictError("this person was forgotten already.")
    jobs = _jobs_with(session, person)
    _forget_candidate(session, person)
    _forget_interviewer(session, person)
    number = number_of(person)
    for table in (
        Story,
        Rehearsal,
        Invite,
        Sighting,
        SameBrowser,
        RecoveryCode,
        CoachCohort,
        Prediction,
        TalkScript,
    ):
        session.connection().execute(delete(table).where(col(table.person_id) == number))
    other = col(SameBrowser.other_id) == number
    session.connection().execute(delete(SameBrowser).where(other))
    let_go_of(session, person)
    _scrub_journal(session, person)
    person.name, person.email = called(person), f"{number}@{NOWHERE}"
    person.password_hash, person.coach, person.sso_subject = None, False, None
    person.code_secret = None
    session.flush()
    disable(session, person)
    return jobs


def last_forgotten(session: Session) -> tuple[int, datetime | None]:
    """How many people were forgotten, and when the last of them was."""
    done = select(func.count(), func.max(JournalEntry.at)).where(JournalEntry.action == FORGOT)
    number, at = session.exec(done).one()
    return number, at


def called(person: Person) -> str:
    """What somebody is called once they are forgotten; different for each."""
    return f"Forgotten {number_of(person)}"


def _forget_candidate(session: Session, person: Person) -> None:
    """Their loops lose name and words, and nobody holds their packets any more."""
    number, today = number_of(person), now()
    theirs = select(Loop.id).where(Loop.candidate_id == number)
    keys = list(session.exec(theirs))
    if not keys:
        return
    seats = select(Assignment.id).where(col(Assignment.loop_id).in_(keys))
    for draft in session.exec(select(Draft).where(col(Draft.assignment_id).in_(seats))):
        draft.body, draft.version, draft.saved_at = {}, draft.version + 1, None
    for revision in session.exec(select(Revision).where(col(Revision.assignment_id).in_(seats))):
        revision.body = without_words(revision.body)
        revision.reason = revision.reason and GONE
    for seat in session.exec(select(Assignment).where(col(Assignment.loop_id).in_(keys))):
        seat.hand_back_reason = seat.hand_back_reason and GONE
        seat.left_reason = seat.left_reason and GONE
    for snapshot in session.exec(select(Snapshot).where(col(Snapshot.loop_id).in_(keys))):
        _rewrite(snapshot, forgotten_candidate(snapshot.body, today.date()))
        snapshot.note = snapshot.note and GONE
    shown = {f"loop.{key}" for key in session.exec(select(Loop.key).where(col(Loop.id).in_(keys)))}
    for script in session.exec(select(TalkScript)):
        if shown & {script.body.get("a"), script.body.get("b")}:
            session.delete(script)
    session.flush()
    standing = update(Release).where(
        col(Release.loop_id).in_(keys), col(Release.withdrawn_at).is_(None)
    )
    session.connection().execute(standing.values(withdrawn_by=number, withdrawn_at=today))
    all_ = update(Release).where(col(Release.loop_id).in_(keys))
    session.connection().execute(all_.values(note=None))
    gone = {"candidate_name": GONE, "candidate_id": None, "role": None, "bank_shared": False}
    anew = update(Loop).where(col(Loop.id).in_(keys)).values(**gone, version=Loop.version + 1)
    session.connection().execute(anew)
    for held in list(session.identity_map.values()):
        if isinstance(held, Loop | Release):  # Not the session of whoever asks for this.
            session.expire(held)


def _forget_interviewer(session: Session, person: Person) -> None:
    """The packets that they sat on know them by a number; what they graded stays."""
    held = select(Assignment).where(Assignment.interviewer_id == number_of(person))
    labels = defaultdict(set)
    for seat in session.exec(held):
        labels[seat.loop_id].add(seat.label)
        seat.left_reason = seat.left_reason and GONE
    for snapshot in session.exec(select(Snapshot).where(col(Snapshot.loop_id).in_(labels))):
        _rewrite(
            snapshot, renamed_interviewer(snapshot.body, labels[snapshot.loop_id], called(person))
        )
        snapshot.note = snapshot.note and snapshot.note.replace(person.name, called(person))
    session.flush()


def _jobs_with(session: Session, person: Person) -> set[str]:
    """The jobs that put together a packet in which a person stands."""
    number = number_of(person)
    sat = select(Assignment.loop_id).where(Assignment.interviewer_id == number)
    theirs = or_(
        col(Snapshot.loop_id).in_(select(Loop.id).where(Loop.candidate_id == number)),
        col(Snapshot.loop_id).in_(sat),
    )
    keys = set(session.exec(select(Snapshot.key).where(theirs)))
    return {job.key for job in session.exec(select(Job)) if keys & set(job.request["snapshots"])}


def _rewrite(snapshot: Snapshot, body: str) -> None:
    snapshot.body, snapshot.sha256 = body, sha256(body.encode()).hexdigest()


def _scrub_journal(session: Session, person: Person) -> None:
    """What was done stays; whom it names, by whatever name they had then, doesn't."""
    about = col(JournalEntry.subject) == f"person:{number_of(person)}"
    renamed = select(JournalEntry.detail).where(about, JournalEntry.action == RENAMED)
    earlier = (detail.removeprefix(FROM) for detail in session.exec(renamed))
    words = {person.email, person.name, *earlier} - {""}
    session.connection().execute(update(JournalEntry).where(about).values(detail=""))
    alone = re.compile(WHOLE.format("|".join(re.escape(w) for w in sorted(words, key=len)[::-1])))
    texts = (col(JournalEntry.subject), col(JournalEntry.detail))
    named = or_(*(text.contains(word, autoescape=True) for text in texts for word in words))
    fresh = select(JournalEntry).where(named).execution_options(populate_existing=True)
    for entry in session.exec(fresh):
        entry.subject = alone.sub(called(person), entry.subject)
        entry.detail = alone.sub(called(person), entry.detail)
    session.flush()
