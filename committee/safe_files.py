"""Files from strangers: opened only where they are files, and ZIPs only where they are tame."""

import os
import stat
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from committee.errors import FileError

PLAIN = (ZIP_STORED, ZIP_DEFLATED)
"""The methods that unpack in a small, fixed amount of memory."""
MOST_FILES = 1000
SMALL, TIGHTEST = 10_000_000, 100
"""Beyond so many bytes, text of people shrinks less than a hundredfold; filling shrinks more."""


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """A file to be read; FileError for a pipe, a device or what can't be opened."""
    try:
        # Without waiting: nobody may ever write to a pipe.
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    except OSError as error:
        raise _unreadable(path, error) from error
    with os.fdopen(handle, "rb") as file:
        mode = os.fstat(handle).st_mode
        if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
            raise FileError(
                "this is a pipe or a device, and no file.",
                where=str(path),
                remedy="Save what it gives to a file; - reads standard input where that is taken.",
            )
        try:
            yield file
        except OSError as error:
            raise _unreadable(path, error) from error


@contextmanager
def unpacked(path: Path, most: int) -> Iterator[ZipFile]:
    """A ZIP of at most `most` bytes when it is unpacked; FileError for any other.

    Names that stand in it twice, passwords, and other methods than Deflate are refused: two
    readers would read two things, or a few bytes fill the memory.
    """
    with opened(path) as file:
        try:
            with ZipFile(file) as archive:
                if found := _fault(archive, most):
                    raise FileError(found, where=str(path), remedy="Make it anew.")
                yield archive
        except (BadZipFile, NotImplementedError, RuntimeError, EOFError, zlib.error) as error:
            raise FileError(
                f"can’t be read as a ZIP ({error}).", where=str(path), remedy="Make it anew."
            ) from error


def keep_private(path: Path) -> None:
    """Leave a file or a folder that is there to its owner alone; what isn't ours stays as it is."""
    with suppress(OSError):
        mode = path.stat().st_mode
        if mode & 0o077:
            path.chmod(stat.S_IMODE(mode) & 0o700)


def _fault(archive: ZipFile, most: int) -> str:
    parts = archive.infolist()
    names = Counter(part.filename.casefold() for part in parts)
    twice = next((part.filename for part in parts if names[part.filename.casefold()] > 1), None)
    size = sum(part.file_size for part in parts)
    if len(parts) > MOST_FILES:
        return f"the ZIP holds {len(parts):,} files, and at most {MOST_FILES:,} are read."
    if twice is not None:
        return f"the ZIP holds {twice[:80]!a} twice."
    if size > most:
        return f"the ZIP unpacks to {size / 1e6:,.0f} MB, and at most {most / 1e6:,.0f} are read."
    if any(part.flag_bits & 1 for part in parts):
        return "the ZIP has a password."
    if any(part.compress_type not in PLAIN for part in parts):
        return "the ZIP is packed in another way than Deflate."
    if any(part.file_size > max(SMALL, TIGHTEST * part.compress_size) for part in parts):
        return "the ZIP unpacks to more than a hundred times its size."
    return ""


def _unreadable(path: Path, error: OSError) -> FileError:
    reason = error.strerror or "unreadable"
    return FileError(
        f"can’t be read ({reason}).",
        where=str(path),
        remedy="Check the name and the permissions.",
    )
