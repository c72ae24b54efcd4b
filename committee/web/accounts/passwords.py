"""Passwords: argon2, and the same work for people who exist and people who don't."""

import re
import secrets
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from flask import has_app_context
from zxcvbn import zxcvbn

from committee.store.tables.people import Person
from committee.web.frame.transactions import finish

SHORTEST, LONGEST = 12, 200
LOOKED_AT, SAFE = 72, 3
"""How many characters the estimate reads, and the score from which it takes a password: 10^8
guesses or more, by zxcvbn's measure (Wheeler, USENIX Security 2016)."""
OWN = "user_inputs"

GUESSED = (
    "This is among the first passwords that anybody tries. Use a few words that don’t belong "
    "together."
)
GUESSED_OWN = "This is made of your own address or name, which others know. Use something else."

_HASHER = PasswordHasher(parallelism=1)
"""RFC 9106's second choice but for lanes: one processor each, since many may sign in at once."""


def hashed(password: str) -> str:
    """What is stored of a password; no transaction stays open while it is worked out."""
    _let_others_write()
    return _HASHER.hash(password)


def fits(password: str, stored: str | None) -> bool:
    """Whether a password is the one that was hashed; takes as long where there is none.

    No transaction stays open meanwhile: it takes long enough to keep others from writing.
    """
    _let_others_write()
    try:
        _HASHER.verify(stored or _nobodys(), password)
    except VerificationError:
        return False
    return stored is not None


def objection(password: str, person: Person) -> str:
    """Why somebody can't have a password of fitting length, empty if they can."""
    _let_others_write()
    own = [person.email, *re.findall(r"\w+", f"{person.email} {person.name}"), "committee"]
    found = zxcvbn(password[:LOOKED_AT], user_inputs=own)
    if found["score"] >= SAFE:
        return ""
    mine = any(part.get("dictionary_name") == OWN for part in _parts(found["sequence"]))
    return GUESSED_OWN if mine else GUESSED


def _parts(sequence: list[dict[str, object]]) -> list[dict[str, object]]:
    """What a password was found to be made of, repeated parts taken apart too."""
    inner = (part.get("base_matches") or [] for part in sequence)
    return [*sequence, *(each for parts in inner for each in parts)]  # type: ignore[attr-defined]


def _let_others_write() -> None:
    if has_app_context():
        finish()


@cache
def _nobodys() -> str:
    return _HASHER.hash(secrets.token_hex())
