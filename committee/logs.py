"""What servers and workers say on standard error: a line each, in words or as JSON.

An error is told by its kind and by where it was raised. What it says itself may hold what
somebody typed, so it is left out, but for what databases and the system say of themselves.
"""

import json
import logging
import sqlite3
import sys
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

REQUEST: ContextVar[str] = ContextVar("request", default="")
"""The id of the request that is being answered here."""
MORE = "more"
"""The attribute of a record under which further keys of its JSON stand."""
OWN = logging.getLogger("committee")


class JsonLine(logging.Formatter):
    """A record as one line: JSON, or words with a trace below them."""

    def __init__(self, as_json: bool) -> None:
        super().__init__()
        self._as_json = as_json

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its end."""
        said: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "said": record.getMessage(),
        }
        if named := REQUEST.get():
            said["request"] = named
        said |= getattr(record, MORE, {})
        if record.exc_info and record.exc_info[1]:
            said |= {"error": kind_of(record.exc_info[1]), "trace": places(record.exc_info[1])}
        if self._as_json:
            return json.dumps(said, ensure_ascii=False)
        request = f" (request {named})" if named else ""
        error = f" [{said['error']}]" if "error" in said else ""
        trace = "".join(f"\n  {place}" for place in said.get("trace", ()))
        return f"committee: {said['said']}{error}{request}{trace}"


def begin(as_json: bool) -> None:
    """Have whatever this process logs written to standard error, a line for each."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLine(as_json))
    logging.getLogger().handlers = [handler]
    OWN.setLevel(logging.INFO if as_json else logging.WARNING)


def kind_of(error: BaseException) -> str:
    """What kind of error this is, and what it says if that is the database's or the system's."""
    cause = getattr(error, "orig", None) or error
    name = type(cause).__name__
    if isinstance(cause, sqlite3.Error):
        return f"{name}: {cause}"
    if isinstance(cause, OSError) and cause.strerror:
        return f"{name}: {cause.strerror}"
    state = getattr(cause, "sqlstate", None)
    return f"{name} {state}" if state else name


def places(error: BaseException) -> list[str]:
    """Where an error was raised, outermost first: file, line and function."""
    frames = traceback.extract_tb(error.__traceback__)
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
