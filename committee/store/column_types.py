"""Column types that make SQLite and PostgreSQL alike, and let no odd character in."""

import math
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, DateTime, Dialect, String, Text
from sqlalchemy.exc import DontWrapMixin
from sqlalchemy.types import TypeDecorator

from committee.domain.odd_characters import clean
from committee.errors import FormError

NAME, LINE, PROSE, DOCUMENT = 200, 500, 10_000, 200_000
"""The most characters of a name, of a line, of running text, and of a whole document."""
DEEPEST = 12


class TooLongError(FormError, DontWrapMixin):
    """A text over its limit, or a document that is too deep; SQLAlchemy passes it on as it is."""


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


class Line(TypeDecorator[str]):
    """Text of bounded length, cleaned on its way in."""

    impl = String
    cache_ok = True

    def __init__(self, most: int = LINE) -> None:
        super().__init__(most)
        self.most = most

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else _within(clean(value), self.most)


class Prose(TypeDecorator[str]):
    """Running text of up to `PROSE` characters, cleaned on its way in."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else _within(clean(value), PROSE)


class Document(TypeDecorator[dict[str, Any]]):
    """A JSON object or list, every text in it cleaned on its way in."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        if value is None:
            return None
        cleaned = clean_document(value)
        _within(str(cleaned), DOCUMENT)
        return cleaned


class Moment(TypeDecorator[datetime]):
    """A point in time, UTC in the database and in Python, also where the database knows no zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None or dialect.name != "sqlite":
            return value
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def clean_document(value: Any, depth: int = 0) -> Any:
    """A JSON value with every text cleaned; FormError if too deep or with no finite number."""
    if depth > DEEPEST:
        raise TooLongError("the form’s values are nested too deeply.", remedy="Send it again.")
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {clean(str(key)): clean_document(item, depth + 1) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [clean_document(item, depth + 1) for item in value]
    if isinstance(value, float) and not math.isfinite(value):
        raise TooLongError(f"{value} is not a number.", remedy="Give a number.")
    return value


def _within(text: str, most: int) -> str:
    if len(text) > most:
        raise TooLongError(
            f"the text has {len(text):,} characters, and at most {most:,} are kept.",
            remedy="Shorten it; nothing that was typed is lost.",
        )
    return text
