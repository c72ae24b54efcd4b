"""How often somebody may try a password or an invite."""

from collections.abc import Callable
from functools import wraps
from time import time
from typing import ParamSpec, TypeVar

from flask import Flask, current_app, request
from limits import parse
from limits.storage import storage_from_string
from limits.strategies import FixedWindowRateLimiter
from werkzeug.exceptions import TooManyRequests

P = ParamSpec("P")
R = TypeVar("R")


def keep_limits(app: Flask, storage: str) -> None:
    """Count tries at `storage`, which all processes of an installation share."""
    app.extensions["tries"] = FixedWindowRateLimiter(storage_from_string(storage))


def limited(view: Callable[P, R]) -> Callable[P, R]:
    """A view that takes only so many forms from one address, as the setting says; 429 after."""

    @wraps(view)
    def counted(*args: P.args, **named: P.kwargs) -> R:
        if request.method == "POST":
            _count_try()
        return view(*args, **named)

    return counted


def _count_try() -> None:
    tries: FixedWindowRateLimiter = current_app.extensions["tries"]
    limit = parse(current_app.config["SETTINGS"].sign_in_limit)
    of = (request.endpoint or "", request.remote_addr or "")
    if not tries.hit(limit, *of):
        again = max(1, round(tries.get_window_stats(limit, *of).reset_time - time()))
        raise TooManyRequests(retry_after=again)
