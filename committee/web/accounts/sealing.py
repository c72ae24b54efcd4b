"""Secrets as the database keeps them: under a key of the server's, one for each purpose."""

import base64
import hmac
from hashlib import sha256

from cryptography.fernet import Fernet, InvalidToken
from flask import current_app


def sealed(secret: str, purpose: str) -> str:
    """A secret that a copy of the database alone doesn't give away."""
    return _box(purpose).encrypt(secret.encode()).decode()


def opened(kept: str, purpose: str) -> str | None:
    """The secret that was sealed; None if the installation's secret was another then."""
    try:
        return _box(purpose).decrypt(kept.encode()).decode()
    except InvalidToken:
        return None


def _box(purpose: str) -> Fernet:
    key = hmac.new(current_app.config["SECRET_KEY"].encode(), purpose.encode(), sha256)
    return Fernet(base64.urlsafe_b64encode(key.digest()))
