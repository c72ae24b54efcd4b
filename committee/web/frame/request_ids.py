"""A name for every request, which its error page shows and the log knows it by."""

import logging
import re
from secrets import token_hex
from time import monotonic

from flask import Flask, Response, g, request

from committee.logs import MORE, REQUEST

SOUND = re.compile(r"[A-Za-z0-9._-]{8,64}")
METHODS = ("GET", "HEAD", "POST", "OPTIONS")
log = logging.getLogger("committee.requests")


def name_requests(app: Flask, proxies: int) -> None:
    """Take the name that a proxy gave a request, if there is one to believe, else make one.

    Every answer is logged (at the level of information) with the route that it is of, and
    never with the address, in which there may be what somebody looked for.
    """

    def begin() -> None:
        sent = request.headers.get("X-Request-ID", "") if proxies else ""
        g.request_id = sent if SOUND.fullmatch(sent) else token_hex(8)
        g.began = monotonic()
        REQUEST.set(g.request_id)

    app.before_request(begin)
    app.after_request(_log)
    app.teardown_request(_end)


def request_id() -> str:
    """The name of the request that is answered; empty where it couldn't even be read."""
    named: str = g.get("request_id", "")
    return named


def method_of() -> str:
    """The request's method, if it is one of the usual: anybody may send any other word."""
    return request.method if request.method in METHODS else "other"


def _end(error: BaseException | None) -> None:
    REQUEST.set("")


def _log(response: Response) -> Response:
    if "began" in g and log.isEnabledFor(logging.INFO):
        told = {
            "method": method_of(),
            "route": request.endpoint or "",
            "status": response.status_code,
            "ms": round((monotonic() - g.began) * 1000, 1),
        }
        log.info("answered", extra={MORE: told})
    return response
