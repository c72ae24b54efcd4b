"""How often a secret may be guessed: by account and by network, failures only."""

import hmac
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from ipaddress import IPv6Address, ip_address, ip_network

from flask import current_app, request, session

from committee.config import Settings
from committee.domain.odd_characters import clean
from committee.errors import TooManyTriesError
from committee.present.voice.words import counted
from committee.store import failed_tries
from committee.store.tables.people import Person
from committee.web.frame.transactions import db, finish

WAS_HERE = "was"
"""What a cookie calls the numbers of the accounts that were signed in in its browser."""
IPV6_NETWORK = 64
"""The bits that name a customer's network; the rest anybody there chooses (RFC 6177)."""


@dataclass(frozen=True)
class Try:
    """A try that was counted before anybody knew how it ends; keys are None where none counts."""

    account: str | None
    network: str

    def succeeded(self) -> None:
        """Nothing was guessed: the account's count ends, the network's is one less."""
        if self.account:
            failed_tries.forget_tries(db(), self.account)
        failed_tries.take_back(db(), self.network)


def guessing_password(person: Person | None, email: str) -> Try:
    """Count a try at a password.

    A browser in which that person has been signed in has tries of its own, so that nobody
    else's guesses keep them out of it.
    """
    return trying("password at home" if _at_home(person) else "password", email)


def asking_for_letter(person: Person | None, email: str) -> Try:
    """Count a letter that is asked for, so that nobody's mailbox is flooded; alike at home."""
    return trying("letter at home" if _at_home(person) else "letter", email)


def _at_home(person: Person | None) -> bool:
    return person is not None and person.id in session.get(WAS_HERE, ())


def trying(what: str, email: str = "") -> Try:
    """Count a try at something, and keep that; TooManyTriesError once there were too many.

    Counted first and taken back afterwards, since of many at once none may slip through while
    the first is being checked.
    """
    settings: Settings = current_app.config["SETTINGS"]
    made = Try(_key(what, clean(email).strip().casefold()) if email else None, _key("", network()))
    limits = {made.account: settings.tries_per_account, made.network: settings.tries_per_network}
    for key, most in limits.items():
        if key is not None:
            _count(key, most, timedelta(minutes=settings.tries_minutes))
    finish()
    return made


def network() -> str:
    """The network that this request comes from: an IPv4 address, or 64 bits of an IPv6 one."""
    try:
        address = ip_address(request.remote_addr or "")
    except ValueError:
        return "unknown"
    if isinstance(address, IPv6Address):
        mapped = address.ipv4_mapped
        return str(mapped or ip_network((address.packed, IPV6_NETWORK), strict=False))
    return str(address)


def _count(key: str, most: int, window: timedelta) -> None:
    made, seconds = failed_tries.count_try(db(), key, window)
    if made > most:
        minutes = counted(-(-seconds // 60), "minute")
        raise TooManyTriesError("there were too many tries.", minutes=minutes, seconds=seconds)


def _key(what: str, name: str) -> str:
    secret = current_app.config["SECRET_KEY"].encode()
    return hmac.new(secret, f"{what}\0{name}".encode("utf-8", "replace"), sha256).hexdigest()
