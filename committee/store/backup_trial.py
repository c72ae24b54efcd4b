"""Whether a backup would bring everything back: restored for a try, looked at, thrown away."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlmodel import col, select

from .backup import Manifest
from .engine import Session, make_engine, session
from .forgetting import NOWHERE
from .restore import restore
from .schema import check, count_rows, revision_at
from .tables import Person


@dataclass(frozen=True)
class Tried:
    """What a backup gave: its manifest, and what was wrong with it, in sentences."""

    manifest: Manifest
    problems: list[str]


@contextmanager
def tried(path: Path) -> Iterator[tuple[Tried, str]]:
    """A backup restored into a database that is thrown away; its address too.

    StoreError for one that can't be restored at all.
    """
    with tempfile.TemporaryDirectory(prefix="verify-") as folder:
        url = f"sqlite:///{Path(folder) / 'restored.db'}"
        manifest = restore(path, url)
        yield Tried(manifest, [*_lost(manifest, url), *check(url)]), url


def still_holds(restored: str, live: str) -> int:
    """How many people a restored backup still knows who were forgotten in the living database."""
    if revision_at(live) is None:
        return 0
    gone = col(Person.email).endswith(f"@{NOWHERE}", autoescape=True)
    with _reading(live) as opened:
        forgotten = set(opened.exec(select(Person.id).where(gone)))
    with _reading(restored) as opened:
        known = set(opened.exec(select(Person.id).where(~gone)))
    return len(forgotten & known)


@contextmanager
def _reading(url: str) -> Iterator[Session]:
    engine = make_engine(url)
    try:
        with session(engine, reads_only=True) as opened:
            yield opened
    finally:
        engine.dispose()


def _lost(manifest: Manifest, url: str) -> list[str]:
    engine = make_engine(url)
    with engine.connect() as connection:
        found = count_rows(connection)
    engine.dispose()
    return [
        f"the table {name} has {found.get(name, 0)} rows, and {table['rows']} were kept"
        for name, table in manifest["tables"].items()
        if found.get(name, 0) < table["rows"]
    ]
