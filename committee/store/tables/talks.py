"""What a coach shows: scripts of their own."""

from datetime import datetime
from typing import Any

from sqlmodel import Field

from committee.store.column_types import NAME, Document, Line, Moment, now

from .base import Row, new_key


class TalkScript(Row, table=True):
    """A coach's script, as a script file has it; other coaches see it where it is shared."""

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(default_factory=new_key, sa_type=Line(NAME), unique=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    title: str = Field(sa_type=Line(NAME))
    body: dict[str, Any] = Field(default_factory=dict, sa_type=Document)
    shared: bool = False
    changed_at: datetime = Field(default_factory=now, sa_type=Moment)
    version: int = 1
