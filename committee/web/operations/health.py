"""Whether the server lives, and whether it can do its work, for whoever watches it."""

from threading import Lock
from time import monotonic

from flask import Blueprint, Flask, Response, current_app, jsonify, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import SecurityError

from committee.jobs.readiness import OK, Parts, parts_of
from committee.jobs.scheduled_backups import is_late, newest_age
from committee.web.frame.transactions import READING
from committee.web.jobs.job_pages import queue

bp = Blueprint("operations", __name__)

LATELY = 2.0
"""Seconds for which an answer holds: anybody may ask, and each look costs the database one."""


@bp.get("/healthz")
def healthz() -> Response:
    """That the server answers at all."""
    return Response("ok\n", mimetype="text/plain")


@bp.get("/readyz")
def readyz() -> ResponseReturnValue:
    """Each part that the work needs, in a word; 503 unless all are well.

    How old the newest backup is stands beside them: without one the work goes on.
    """
    readiness: Readiness = current_app.extensions["readiness"]
    parts = readiness.parts()
    ready = all(word == OK for word in parts.values())
    settings = current_app.config["SETTINGS"]
    age = newest_age(settings)
    told = {"late": is_late(settings), "hours": age and round(age.total_seconds() / 3600, 1)}
    kept = {"backups": told} if settings.backups else {}
    return jsonify(ready=ready, parts=parts, **kept), 200 if ready else 503


class Readiness:
    """The parts as they were found lately; who asks while somebody looks gets what was found."""

    def __init__(self) -> None:
        self._looking, self._found, self._until = Lock(), Parts(), 0.0

    def parts(self) -> Parts:
        """Each part with its word."""
        first = not self._found
        if monotonic() >= self._until and self._looking.acquire(blocking=first):
            try:
                if monotonic() >= self._until:
                    held = current_app.config["SETTINGS"], current_app.extensions["engine"]
                    self._found = parts_of(*held, queue)
                    self._until = monotonic() + LATELY
            finally:
                self._looking.release()
        return self._found


def watch(app: Flask) -> None:
    """Answer whoever watches by whatever name they call this server: they use its number."""
    app.extensions["readiness"] = Readiness()
    views = {"/healthz": healthz, "/readyz": readyz}

    def answer() -> ResponseReturnValue | None:
        strange = isinstance(request.routing_exception, SecurityError)
        if strange and request.method in READING and request.path in views:
            return views[request.path]()
        return None

    app.before_request(answer)
