"""What was printed is kept as long as somebody asks for it every now and then."""

import os
import shutil
import time
from collections.abc import Collection
from pathlib import Path

from committee.errors import PaperError

DAY = 86_400
"""Seconds."""


def used(path: Path) -> bool:
    """Whether a file is kept; if it is, it counts as used now."""
    try:
        os.utime(path)
    except (FileNotFoundError, NotADirectoryError):
        return False
    return True


def not_kept(error: OSError) -> PaperError:
    """The refusal of what could be made, and had no place to be kept in."""
    return PaperError(
        f"what was printed can’t be kept ({error.strerror or error}).",
        where="COMMITTEE_FILES",
        remedy="Make room there, and see that Committee may write.",
    )


def clear_unused(folder: Path, days: int) -> int:
    """Remove what nobody has used for some days; returns how many files that were.

    Somebody who is reading one in the meantime goes on reading it.
    """
    before, removed = time.time() - days * DAY, 0
    for kind in ("packets", "jobs"):
        for path in (folder / kind).rglob("*"):
            if path.is_file() and path.stat().st_mtime < before:
                path.unlink(missing_ok=True)
                removed += 1
    return removed


def forget_prints(folder: Path, jobs: Collection[str]) -> None:
    """Remove every printed packet, and what the jobs of these keys put together.

    Which print shows whom can't be told from its name; what is asked for again is printed anew.
    """
    shutil.rmtree(folder / "packets", ignore_errors=True)
    for path in (folder / "jobs").glob("*"):
        if path.stem in jobs:
            path.unlink(missing_ok=True)
