"""Headers that every answer carries."""

from http import HTTPStatus

from flask import Flask, Response, current_app, request
from werkzeug.exceptions import SecurityError

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
ALWAYS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
HTTPS_ONLY = {"Strict-Transport-Security": "max-age=31536000; includeSubDomains"}
PUBLIC_FILES = ("static", "shell.font", "shell.favicon")
"""The only endpoints whose answers a browser may keep."""


def always(https: bool) -> dict[str, str]:
    """The headers of every answer; `https` says that nothing is served without it."""
    return ALWAYS | (HTTPS_ONLY if https else {})


def guard(app: Flask) -> None:
    """Refuse host names that aren't ours, and put the headers on every answer."""
    app.before_request(_refuse_strange_hosts)
    app.after_request(_add)


def _refuse_strange_hosts() -> None:
    # Before anything else asks for an address: for a host that isn't ours there is none.
    if isinstance(request.routing_exception, SecurityError):
        raise request.routing_exception


def _add(response: Response) -> Response:
    for name, value in always(current_app.config["SESSION_COOKIE_SECURE"]).items():
        response.headers.setdefault(name, value)
    if request.endpoint not in PUBLIC_FILES or response.status_code >= HTTPStatus.BAD_REQUEST:
        response.headers.setdefault("Cache-Control", "no-store")
    return response
