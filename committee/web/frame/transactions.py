"""One transaction a request: begun when first needed, ended before anything is rendered."""

from typing import Any

from flask import (
    Flask,
    Response,
    current_app,
    flash,
    g,
    redirect,
    render_template,
    request,
    url_for,
)
from werkzeug.wrappers import Response as AnyResponse

from committee.store.engine import Session, make_engine, session


class _UndoneError(Exception):
    """What a transaction is told when it's to be undone."""


READING = ("GET", "HEAD", "OPTIONS")
ONE_CHANGE = ("scorecard.autosave",)
"""The endpoints that come often and change one row, by a statement that checks its version."""

CHANGED_BY_READING = ("sso.back",)
"""The endpoints that change something by a GET, since who sends browsers there can do no other."""


def keep_transactions(app: Flask, url: str) -> None:
    """Give the application an engine, and every request the end of its transaction."""
    app.extensions["engine"] = make_engine(url)
    app.after_request(_end)
    app.teardown_request(lambda error: abandon())


def db() -> Session:
    """This request's session; a request that may change nothing gets one that only reads."""
    if "transaction" not in g:
        engine = current_app.extensions["engine"]
        reads_only = request.method in READING and request.endpoint not in CHANGED_BY_READING
        loose = request.endpoint in ONE_CHANGE
        g.transaction = session(engine, reads_only=reads_only, loose=loose)
        g.session = g.transaction.__enter__()
    opened: Session = g.session
    return opened


def finish() -> None:
    """Commit what the request did; rows that it holds stay readable."""
    if "transaction" in g:
        g.pop("session")
        g.pop("transaction").__exit__(None, None, None)


def abandon() -> None:
    """Undo what the request did and hasn't committed; rows that it read stay readable."""
    if "transaction" in g:
        g.pop("session").expunge_all()
        g.pop("transaction").__exit__(_UndoneError, _UndoneError(), None)


def page(template: str, **values: Any) -> str:
    """A template rendered when the transaction has ended, so that nobody waits for it."""
    current_app.update_template_context(values)
    finish()
    return render_template(template, **values)


def see_other(endpoint: str, message: str = "", **values: Any) -> AnyResponse:
    """The answer to a form that was taken: commit, then send the browser to a page."""
    finish()
    if message:
        flash(message)
    return redirect(url_for(endpoint, **values), code=303)


def _end(response: Response) -> Response:
    finish()
    return response
