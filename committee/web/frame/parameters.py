"""What an address may ask with: no control characters, no number that no column holds."""

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

from flask import Flask, abort, current_app, request
from werkzeug.exceptions import HTTPException

LARGEST_ID = 2**31 - 1
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def guard_parameters(app: Flask) -> None:
    """Refuse control characters in every address; a number that no column holds names nothing.

    The names of a form's fields are addresses too. What is typed into them comes from people who
    paste: a line with such a character comes back with what is wrong, and a long text is cleaned.
    """
    app.before_request(_refuse_control)
    app.before_request(_refuse_numbers)


def own_address(wanted: str) -> str | None:
    """An address as one of our pages has it, path and query alone; None if it isn't a page of ours.

    It is built anew from the route that it fits, so that nothing of what was sent, other than
    a page's own parameters, reaches the answer.
    """
    try:
        parts = urlsplit(wanted)
    except ValueError:
        return None
    adapter = current_app.create_url_adapter(request)
    if adapter is None or parts.scheme or parts.netloc or CONTROL.search(wanted):
        return None
    try:
        endpoint, values = adapter.match(parts.path, "GET")
    except HTTPException:
        return None
    query = urlencode(parse_qsl(parts.query, keep_blank_values=True))
    return adapter.build(endpoint, values, "GET") + (f"?{query}" if query else "")


def _refuse_numbers() -> None:
    # Not by a converter: of two rules for one path, the one of another method would make it a 405.
    values = (request.view_args or {}).values()
    if any(isinstance(value, int) and value > LARGEST_ID for value in values):
        abort(404)


def _refuse_control() -> None:
    asked = (value for values in request.args.listvalues() for value in values)
    sent = [request.path, *request.args, *asked, *request.form, *request.files]
    if any(map(CONTROL.search, sent)):
        abort(400)
