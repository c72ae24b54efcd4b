"""The journal: who did what when, and never a word of evidence."""

from collections.abc import Collection
from datetime import timedelta

from sqlalchemy import and_, or_, update
from sqlmodel import Session, col, select

from .column_types import now
from .tables import Cohort, JournalEntry, Loop, Person

REFUSED, SIGN_IN_REFUSED = REFUSALS = ("refused", "sign-in refused")
RENAMED, FROM = "changed name", "from "
"""What a change of one's name is called, and what its detail says before the earlier name."""
PARTS = ("action", "subject", "detail")
LISTED, WINDOW = 20, timedelta(hours=1)


def record(
    session: Session, action: str, actor: Person | None, subject: str = "", detail: str = ""
) -> None:
    """Write down that somebody did something; `actor` is None for somebody unknown.

    What is done over and over is counted in its newest entry once it is listed `LISTED` times in
    an hour: a refused sign-in by whose account it was at, any other refusal by who was refused
    what, what somebody does to their own account by the act, anything else by all that is written
    of it. So what is done to one account never drowns in what is done to others.
    """
    entry = JournalEntry(
        action=action, actor_id=actor.id if actor else None, subject=subject, detail=detail
    )
    own = actor is not None and subject == f"person:{actor.id}"
    parts = {REFUSED: ("action", "detail"), SIGN_IN_REFUSED: ("action", "subject")}
    same = (*parts.get(action, ("action",) if own else PARTS), "actor_id")
    alike = [getattr(JournalEntry, part) == getattr(entry, part) for part in same]
    lately = select(JournalEntry.id).where(*alike, JournalEntry.at > now() - WINDOW)
    listed = session.exec(lately.order_by(col(JournalEntry.id).desc()).limit(LISTED)).all()
    if len(listed) < LISTED:
        session.add(entry)
    else:
        again = update(JournalEntry).where(col(JournalEntry.id) == listed[0])
        session.connection().execute(again.values(times=JournalEntry.times + 1))
    session.flush()


def often(session: Session, action: str, actor: Person) -> bool:
    """Whether somebody did something so often lately that it would be counted, and not listed."""
    lately = (JournalEntry.action == action, JournalEntry.actor_id == actor.id)
    found = select(JournalEntry.id).where(*lately, JournalEntry.at > now() - WINDOW)
    return len(session.exec(found.limit(LISTED)).all()) >= LISTED


def names_of(session: Session, reader: Person, subjects: Collection[str]) -> dict[str, str]:
    """What the loops and cohorts among subjects are called; the reader's own loop has no name."""
    keys = [subject.partition(":")[2] for subject in subjects]
    own = col(Loop.candidate_id).is_not_distinct_from(reader.id)
    loops = select(Loop.key, Loop.candidate_name).where(col(Loop.key).in_(keys), ~own)
    cohorts = select(Cohort.key, Cohort.name).where(col(Cohort.key).in_(keys))
    return {
        **{f"loop:{key}": name for key, name in session.exec(loops)},
        **{f"cohort:{key}": name for key, name in session.exec(cohorts)},
    }


def entries(
    session: Session,
    reader: Person,
    most: int,
    *,
    words: str = "",
    before: int | None = None,
    hidden: Collection[str] = (),
) -> list[JournalEntry]:
    """The newest entries first: at most `most`, from before the id `before`.

    With `words` only those that have them in who, what or detail. Of the subjects `hidden` the
    reader sees what they did themselves, and then of refusals too.
    """
    newest = select(JournalEntry).order_by(col(JournalEntry.id).desc()).limit(most)
    if before is not None:
        newest = newest.where(col(JournalEntry.id) < before)
    if hidden:
        own = col(JournalEntry.actor_id) == reader.id
        # A refusal names no loop, and may be about one of these.
        told = (col(JournalEntry.subject).not_in(hidden), col(JournalEntry.action) != REFUSED)
        newest = newest.where(or_(own, and_(*told)))
    if words:
        named = select(Person.id).where(col(Person.name).icontains(words, autoescape=True))
        texts = (JournalEntry.action, JournalEntry.detail)
        said = (col(text).icontains(words, autoescape=True) for text in texts)
        newest = newest.where(or_(col(JournalEntry.actor_id).in_(named), *said))
    return list(session.exec(newest))
