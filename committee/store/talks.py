"""Scripts that coaches keep: whoever wrote one changes it, and coaches see what is shared."""

from typing import Any

from sqlalchemy import update
from sqlmodel import Session, col, or_, select

from committee.errors import ConflictError

from .column_types import now
from .row_helpers import add, number_of, only
from .tables import Person, TalkScript


def scripts_for(session: Session, coach: Person) -> list[TalkScript]:
    """A coach's own scripts and those that others share, the newest first."""
    found = select(TalkScript).where(_seen_by(coach))
    return list(session.exec(found.order_by(col(TalkScript.id).desc())))


def script_for(session: Session, coach: Person, key: str) -> TalkScript:
    """One of those; NotFoundError, also for one that isn't shared."""
    return only(session, TalkScript, col(TalkScript.key) == key, _seen_by(coach))


def own_script(session: Session, coach: Person, key: str) -> TalkScript:
    """One that the coach wrote; NotFoundError."""
    mine = col(TalkScript.person_id) == number_of(coach)
    return only(session, TalkScript, col(TalkScript.key) == key, mine)


def keep_script(
    session: Session, coach: Person, title: str, body: dict[str, Any], *, shared: bool
) -> TalkScript:
    """Keep a new script."""
    row = TalkScript(person_id=number_of(coach), title=title, body=body, shared=shared)
    return add(session, row, "the script could not be kept.", "Try again.")


def change_script(
    session: Session,
    row: TalkScript,
    version: int,
    title: str,
    body: dict[str, Any],
    *,
    shared: bool,
) -> None:
    """Change a script over `version`; ConflictError if that isn't the newest."""
    newest = (col(TalkScript.id) == row.id, col(TalkScript.version) == version)
    save = (
        update(TalkScript)
        .where(*newest)
        .values(title=title, body=body, shared=shared, changed_at=now(), version=version + 1)
    )
    if session.connection().execute(save).rowcount != 1:
        raise ConflictError(
            "this script was saved somewhere else since you opened it.",
            remedy="Look at it in another tab; saving once more puts this over it.",
        )


def delete_script(session: Session, row: TalkScript) -> None:
    """Delete a script."""
    session.delete(row)
    session.flush()


def _seen_by(coach: Person) -> Any:
    return or_(col(TalkScript.person_id) == number_of(coach), col(TalkScript.shared).is_(True))
