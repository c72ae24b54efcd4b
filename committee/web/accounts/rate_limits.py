"""How often somebody may try a password or an invite."""

from flask import Flask, current_app
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

limiter = Limiter(get_remote_address)


def sign_in_limit() -> str:
    """The limit in force, such as "10 per minute"."""
    limit: str = current_app.config["SETTINGS"].sign_in_limit
    return limit


def keep_limits(app: Flask, storage: str) -> None:
    """Count tries at `storage`, which all processes of an installation share."""
    app.config["RATELIMIT_STORAGE_URI"] = storage
    limiter.init_app(app)
