"""Whether an installation can do its work: each part in a neutral word, for whoever watches."""

import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from committee.config import Settings
from committee.errors import SettingsError, StoreError
from committee.store.engine import Engine, session
from committee.store.schema import newest_revision, revision_of

from .job_queue import Queue

OK, AWAY, LOW = "ok", "away", "low"
BEHIND, AHEAD = "behind", "ahead"
Parts = dict[str, str]


def parts_of(settings: Settings, engine: Engine, queue: Callable[[], Queue]) -> Parts:
    """The database, its schema, the queue and the disk, each `OK` or in what way it isn't."""
    return {
        **database_parts(engine),
        "queue": queue_part(queue),
        "disk": OK if free_bytes(settings) >= settings.least_free else LOW,
    }


def database_parts(engine: Engine) -> Parts:
    """The database and its schema; one kept in a file is away once the file is gone."""
    file = engine.url.database if engine.dialect.name == "sqlite" else None
    try:
        if file and not Path(file).is_file():  # An open connection would still read it.
            return {"database": AWAY, "schema": AWAY}
        with session(engine, reads_only=True) as opened:
            at = revision_of(opened.connection())
    except StoreError:
        return {"database": AWAY, "schema": AWAY}
    newest = newest_revision()
    schema = OK if at == newest else AHEAD if at is not None and at > newest else BEHIND
    return {"database": OK, "schema": schema}


def queue_part(queue: Callable[[], Queue]) -> str:
    """Whether work for the background can be asked for."""
    try:
        queue().reach()
    except SettingsError:
        return AWAY
    return OK


def free_bytes(settings: Settings) -> int:
    """What is free on the fullest of the disks that this computer keeps something on."""
    found: list[int] = []
    for path in settings.kept_in:
        there = next(each for each in (path, *path.absolute().parents) if each.exists())
        with suppress(OSError):
            found.append(shutil.disk_usage(there).free)
    return min(found, default=0)
