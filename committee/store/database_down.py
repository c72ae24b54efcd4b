"""A database that can't be used now, told apart from a statement of ours that is wrong."""

import sqlite3
import sys

from sqlalchemy import Engine, ExceptionContext, event

from committee.errors import StoreError

GONE = {
    "SQLITE_BUSY": "somebody else holds it",
    "SQLITE_CANTOPEN": "its file can’t be opened",
    "SQLITE_CORRUPT": "its file is damaged",
    "SQLITE_FULL": "the disk is full",
    "SQLITE_IOERR": "its disk can’t be read or written",
    "SQLITE_LOCKED": "somebody else holds it",
    "SQLITE_NOMEM": "there is no memory left",
    "SQLITE_NOTADB": "its file is no database",
    "SQLITE_PERM": "its file may not be opened",
    "SQLITE_PROTOCOL": "somebody else holds it",
    "SQLITE_READONLY": "it can only be read",
}
"""What SQLite says when nothing is wrong with the statement, by the name of its code, and why."""
GONE_STATES = ("08", "25006", "53", "55P03", "57", "58")
"""The same of PostgreSQL: how a SQLSTATE of such an error begins (its manual, appendix A)."""


def tell_unavailable(engine: Engine) -> None:
    """Have whatever the engine does end in a StoreError where the database can't be used."""
    event.listen(engine, "handle_error", _translate)


def why_gone(error: BaseException) -> str:
    """Why a database can't be used, in words; empty if the error is another."""
    if isinstance(error, sqlite3.Error):
        name = getattr(error, "sqlite_errorname", None) or ""
        return next((why for code, why in GONE.items() if name.startswith(code)), "")
    psycopg = sys.modules.get("psycopg")  # Not there, or not in use, where SQLite does.
    if psycopg and isinstance(error, psycopg.Error):
        state = error.sqlstate or ("08" if isinstance(error, psycopg.OperationalError) else "")
        return "it doesn’t answer" if state.startswith(GONE_STATES) else ""
    return ""


def _translate(context: ExceptionContext) -> None:
    error = context.original_exception
    if why := why_gone(error):
        raise StoreError(
            f"the database can’t be used: {why}.",
            # What the driver says names hosts and roles: for a terminal or a log, not for a page.
            where=f"COMMITTEE_DATABASE_URL ({str(error).splitlines()[0]})",
            remedy="Check that it runs, and that its address and rights are right.",
        ) from error
