"""Passwords: argon2, and the same work for people who exist and people who don't."""

import secrets
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

SHORTEST, LONGEST = 12, 200

_HASHER = PasswordHasher()


def hashed(password: str) -> str:
    """What is stored of a password."""
    return _HASHER.hash(password)


def fits(password: str, stored: str | None) -> bool:
    """Whether a password is the one that was hashed; takes as long where there is none."""
    try:
        _HASHER.verify(stored or _nobodys(), password)
    except VerificationError:
        return False
    return stored is not None


@cache
def _nobodys() -> str:
    return _HASHER.hash(secrets.token_hex())
