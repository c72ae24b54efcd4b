"""One-time codes of an authenticator (RFC 6238): its secret, sealed as it is kept, and codes."""

import base64
import hmac
import secrets
import time

import pyotp
import segno
from markupsafe import Markup

from committee.store.tables.people import Person

from . import sealing

CODES = "one-time codes"
ISSUER, SECONDS, AROUND, RECOVERY_CODES = "Committee", 30, 1, 10
"""How long a step lasts, how many to both sides are taken for a clock that is off, and how many
recovery codes there are."""


def new_secret() -> str:
    """A secret for an authenticator, in Base32."""
    return pyotp.random_base32()


def sealed(secret: str) -> str:
    """A secret as the database keeps it: a copy of the database alone makes no codes."""
    return sealing.sealed(secret, CODES)


def address_of(secret: str, person: Person) -> str:
    """The otpauth address that an authenticator reads."""
    return pyotp.TOTP(secret).provisioning_uri(name=person.email, issuer_name=ISSUER)


def picture_of(address: str) -> Markup:
    """The same as a QR code, in SVG that needs no style."""
    drawn = segno.make(address, error="m").svg_inline(scale=4, border=2, light="#fff", dark="#000")
    return Markup(drawn)


def step_of(code: str, secret: str) -> int | None:
    """The step, in time since 1970, whose code this is; None for none about now."""
    here, totp = int(time.time()) // SECONDS, pyotp.TOTP(secret, interval=SECONDS)
    for step in range(here - AROUND, here + AROUND + 1):
        right = totp.at(step * SECONDS).encode()
        if hmac.compare_digest(right, code.encode("utf-8", "replace")):
            return step
    return None


def opened(kept: str) -> str | None:
    """The secret that was sealed; None if the installation's secret was another then."""
    return sealing.opened(kept, CODES)


def recovery_codes() -> list[str]:
    """New recovery codes of 120 bits each: a fast hash is enough for what can’t be guessed."""
    drawn = (secrets.token_bytes(15) for _ in range(RECOVERY_CODES))
    plain = (base64.b32encode(each).decode().lower() for each in drawn)
    return ["-".join(code[at : at + 4] for at in range(0, 24, 4)) for code in plain]
