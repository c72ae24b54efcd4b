"""A person's story bank and rehearsals."""

from typing import Any

from sqlalchemy import update
from sqlmodel import Session, col, select

from committee.errors import ConflictError, NotFoundError

from .row_helpers import add, number_of
from .tables import Person, Rehearsal, Story

FIELDS = (
    "title",
    "covers",
    "reach",
    "values",
    "situation",
    "task",
    "action",
    "result",
    "learnings",
)


def bank(session: Session, person: Person) -> list[Story]:
    """A person's stories, in the order they were told."""
    of = select(Story).where(Story.person_id == person.id)
    return list(session.exec(of.order_by(col(Story.id))))


def save_story(
    session: Session, person: Person, key: str, fields: dict[str, Any], version: int = 0
) -> Story:
    """Save a story over `version`, 0 for a new one; ConflictError if that isn't the newest.

    `fields` holds any of `FIELDS`.
    """
    given = {name: value for name, value in fields.items() if name in FIELDS}
    if version == 0:
        story = Story(person_id=number_of(person), key=key, **given)
        return add(session, story, f"the bank has a story “{key}” already.", "Choose another id.")
    save = update(Story).where(*_mine(person, key), col(Story.version) == version)
    if session.connection().execute(save.values(version=version + 1, **given)).rowcount != 1:
        raise ConflictError(
            "this story was saved somewhere else since you opened it.",
            remedy="Open it in another tab and take over what is missing.",
        )
    newest = select(Story).where(*_mine(person, key)).execution_options(populate_existing=True)
    return session.exec(newest).one()


def delete_story(session: Session, person: Person, key: str) -> None:
    """Take a story out of the bank; NotFoundError if it isn't there."""
    story = session.exec(select(Story).where(*_mine(person, key))).one_or_none()
    if story is None:
        raise NotFoundError("there is no such story.", remedy="Look at the bank again.")
    session.delete(story)
    session.flush()


def keep_rehearsal(
    session: Session, person: Person, prompt: str, marks: dict[str, Any]
) -> Rehearsal:
    """Keep what was marked in a spoken answer."""
    rehearsal = Rehearsal(person_id=number_of(person), prompt=prompt, marks=marks)
    return add(session, rehearsal, "the rehearsal could not be kept.", "Try again.")


def rehearsals(session: Session, person: Person) -> list[Rehearsal]:
    """A person's rehearsals, the newest first."""
    of = select(Rehearsal).where(Rehearsal.person_id == person.id)
    return list(session.exec(of.order_by(col(Rehearsal.id).desc())))


def _mine(person: Person, key: str) -> tuple[Any, Any]:
    return col(Story.person_id) == number_of(person), col(Story.key) == key
