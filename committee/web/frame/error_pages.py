"""Errors as answers, in one place: every refusal becomes a page that says what to do next."""

import logging

from flask import Flask, Response, g, make_response, request
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import BadRequest, HTTPException, InternalServerError, SecurityError

from committee.errors import (
    BusyError,
    CommitteeError,
    ConflictError,
    FormError,
    NotFoundError,
    PaperError,
    StoreError,
    TooManyTriesError,
)
from committee.store import journal

from .request_ids import request_id
from .transactions import READING, abandon, db
from .transactions import page as rendered

log = logging.getLogger(__name__)

STATUS: dict[type, int] = {
    NotFoundError: 404,
    ConflictError: 409,
    FormError: 422,
    PaperError: 503,
    StoreError: 503,
    BusyError: 503,
    TooManyTriesError: 429,
}
"""The status of each error of ours and of its kinds; any other of ours is a 422."""
KEEPING = (400, 401, 409, 422, 500, 503)
"""The refusals whose page gives back what was typed: no browser keeps it on its way back."""
UNREADABLE = "gunicorn.http.errors"
"""The module of errors that tell of a request's body, and not of us."""
SECRET = ("password", "current", "new", "again", "known", "code")
"""The fields whose texts are never given back."""
NOTED = (404, 409, 429)
"""The refusals of a change that the journal keeps."""

AGAIN = 10
"""Seconds after which what isn't available now may be."""

TOLD = {
    400: ("The request can’t be read", "Go back, reload the page, and try again."),
    404: ("Nothing here", "The address is mistyped, or what it names isn’t yours to see."),
    405: ("Not like this", "This address exists, but not for what was asked of it. Go back."),
    409: ("Somebody was first", "Go back, reload the page, and look at what changed."),
    413: (
        "Too much at once",
        "Go back: what you typed is still in the form. Shorten it, then send it again.",
    ),
    422: ("This can’t be taken as it stands", "Go back: what you typed is still in the form."),
    429: ("Too many tries", "Wait a minute, then try again."),
    500: ("Something broke", "It is logged. Go back and try again; what was saved is still there."),
    503: (
        "Not available now",
        "Try again in a moment. What was saved is still there; what you typed last isn’t saved.",
    ),
}
SIGNED_OUT = (
    "You are signed out",
    "Nothing was taken. Sign in in another tab, open the page again there, and take over what you "
    "typed: it stands below.",
)
KEY_LOST = (
    "This form’s key no longer fits",
    "You were signed out, or the page is very old. Sign in again in another tab, open the page "
    "there, and take over what you typed: it stands below.",
)


def answer(app: Flask) -> None:
    """Register the handlers; a view raises, and never words an error itself."""
    app.register_error_handler(CommitteeError, _refused)
    app.register_error_handler(CSRFError, _forged)
    app.register_error_handler(SecurityError, _stranger)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _broken)


def page(status: int, title: str, remedy: str, found: str = "") -> Response:
    """The one error page; JSON of the same words where that was asked for."""
    abandon()
    # What isn't yours and what doesn't exist answer alike, byte for byte.
    named = "" if status == 404 else request_id()
    if request.accept_mimetypes.best == "application/json":
        told = {"error": title, "found": found, "remedy": remedy}
        told |= {"request": named} if named else {}
        return _with_wait(make_response(told, status))
    typed = _typed() if status in KEEPING else []
    said = {"title": title, "found": found, "remedy": remedy, "typed": typed, "named": named}
    return _with_wait(make_response(rendered("shell/error.html", **said), status))


def _with_wait(answered: Response) -> Response:
    """Who comes at a bad moment is told when to come again."""
    if answered.status_code == 503:
        answered.headers["Retry-After"] = str(AGAIN)
    return answered


def _typed() -> list[str]:
    """The prose of the form that was refused, so that it can be copied; passwords never."""
    if request.method in READING or "unreadable" in g:
        return []
    sent = (texts for name, texts in request.form.lists() if name not in SECRET)
    return [text for texts in sent for text in texts if " " in text.strip()]


def _refused(error: CommitteeError) -> ResponseReturnValue:
    status = next((STATUS[kind] for kind in type(error).__mro__ if kind in STATUS), 422)
    title, remedy = TOLD[status]
    if status == 404:  # What isn't yours and what doesn't exist answer alike, word for word.
        answered = page(status, title, remedy)
    elif isinstance(error, StoreError):  # Its remedy is for whoever looks after the server.
        log.error("%s", error)
        g.broken = True
        answered = page(status, title, remedy, error.found)
    else:
        answered = page(status, title, error.remedy or remedy, error.found)
    if isinstance(error, TooManyTriesError):
        answered.headers["Retry-After"] = str(error.seconds)
    if status in NOTED and request.method not in READING:
        _note(status)
    return answered


def _note(status: int) -> None:
    who = current_user.person if current_user.is_authenticated else None
    journal.record(db(), journal.REFUSED, who, detail=f"{request.endpoint}, {status}")


def _forged(error: CSRFError) -> ResponseReturnValue:
    answered = page(400, *KEY_LOST)
    _note(400)
    return answered


def _stranger(error: SecurityError) -> ResponseReturnValue:
    # The page needs addresses, and an untrusted host has none.
    return make_response("This host name isn’t one that Committee answers to.\n", 400)


def _http(error: HTTPException) -> ResponseReturnValue:
    code = error.code or 500
    if code < 400:
        return error
    title, remedy = TOLD.get(code, (error.name, "Go back and try again."))
    answered = page(code, title, remedy)
    for name, value in error.get_headers():
        if name in ("Allow", "Retry-After"):
            answered.headers[name] = value
    return answered


def _broken(error: Exception) -> ResponseReturnValue:
    if type(error).__module__ == UNREADABLE:
        g.unreadable = True
        return _http(BadRequest())
    log.error("A request to %s failed", request.endpoint, exc_info=error)
    g.broken = True
    return _http(InternalServerError(original_exception=error))
