"""What stands on top of a released packet: what it replaces, and the coach's own words."""

from committee.present.voice.dates import day
from committee.store import decisions
from committee.store.tables.decisions import Release
from committee.web.frame.transactions import db


def cover_of(release: Release) -> str:
    """The cover of a released packet, its paragraphs parted by empty lines."""
    return cover(release.note or "", decisions.released_before(db(), release))


def cover(note: str, before: Release | None) -> str:
    """A cover with a note, in place of what the candidate could read before."""
    replaces = f"This packet replaces the one of {day(before.released_at)}." if before else ""
    return "\n\n".join(filter(None, (note, replaces)))
