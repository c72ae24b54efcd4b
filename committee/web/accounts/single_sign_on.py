"""Single sign-on by OpenID Connect, beside passwords, where an issuer is set."""

from logging import getLogger
from typing import Any

from authlib.integrations.base_client import OAuthError
from authlib.integrations.flask_client import OAuth
from flask import Blueprint, Flask, current_app, flash, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from joserfc.errors import JoseError
from requests import RequestException

from committee.config import Settings
from committee.errors import NotFoundError
from committee.store import journal, people
from committee.store.tables.people import Person
from committee.web.frame.error_pages import page as error_page
from committee.web.frame.parameters import own_address
from committee.web.frame.transactions import db, finish

from .second_factor_pages import let_in

bp = Blueprint("sso", __name__)
log = getLogger(__name__)

NO_PASSWORD = (
    "From now on you come in by single sign-on: the password that you had, and every session that"
    " it began, have ended. Whoever wants another asks for it on the sign-in page."
)
SECONDS, WANTED, STATE = 10, "sso_next", "_state_sso_"
SIGNATURES = "id_token_signing_alg_values_supported"
SIGNED = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
"""How a token may be signed: by a key of the provider's alone."""
FAILED = (
    "Single sign-on didn’t work",
    "Try again from the sign-in page. If it goes on, whoever runs the server finds why in the log.",
)
UNKNOWN = (
    "You have no account here",
    "Single sign-on says who you are, and nobody has invited that address yet. Ask your coach.",
)


def offer(app: Flask, settings: Settings) -> None:
    """Know the issuer that the settings name; its metadata is read when first needed."""
    if not settings.oidc_issuer:
        return
    app.extensions["sso"] = OAuth(app).register(
        "sso",
        client_id=settings.oidc_client_id,
        client_secret=settings.oidc_client_secret,
        server_metadata_url=f"{settings.oidc_issuer.rstrip('/')}/.well-known/openid-configuration",
        client_kwargs={
            "scope": "openid email profile",
            "code_challenge_method": "S256",
            "default_timeout": SECONDS,
        },
    )


@bp.get("/sign-in/sso")
def go() -> ResponseReturnValue:
    """To the issuer, which sends the browser back to us."""
    issuer = _issuer()
    if current_user.is_authenticated:  # Nobody is signed out by a link from elsewhere.
        return redirect(url_for("shell.home"), code=303)
    for key in [key for key in session if key.startswith(STATE)]:
        session.pop(key)  # One that was begun and left: a cookie has no room for many.
    session[WANTED] = own_address(request.args.get("next", "")) or url_for("shell.home")
    try:
        _check_metadata(issuer)
        answer: ResponseReturnValue = issuer.authorize_redirect(url_for("sso.back", _external=True))
    except (OAuthError, RequestException, ValueError) as error:
        return _failed(error)
    return answer


@bp.get("/sign-in/sso/back")
def back() -> ResponseReturnValue:
    """Back from the issuer: state, nonce, signature, issuer and audience are checked first."""
    try:
        issuer = _issuer()
        _check_metadata(issuer)
        claims = issuer.authorize_access_token().get("userinfo") or {}
    except (OAuthError, JoseError, RequestException, ValueError) as error:
        return _failed(error)
    person = _person(claims)
    if person is None:
        journal.record(db(), "single sign-on refused", None)
        finish()
        return error_page(403, *UNKNOWN)
    return let_in(person, session.pop(WANTED, None) or url_for("shell.home"), "single sign-on")


def _person(claims: dict[str, object]) -> Person | None:
    """Whose account the issuer speaks of: by its own name for them, first by a proven address."""
    settings: Settings = current_app.config["SETTINGS"]
    subject = f"{settings.oidc_issuer} {claims.get('sub')}"
    person = people.by_sso_subject(db(), subject)
    if person is None and claims.get("email_verified") is True:
        found = people.by_email(db(), str(claims.get("email", "")))
        # Whom this issuer has named before, somebody new with their address is not.
        known = f"{settings.oidc_issuer} "
        if found and not (found.sso_subject or "").startswith(known):
            if found.password_hash:
                flash(NO_PASSWORD)
            person = people.link_sso(db(), found, subject)
    return None if person is None or person.disabled_at else person


def _issuer() -> Any:
    if "sso" not in current_app.extensions:
        raise NotFoundError("there is no single sign-on here.")
    return current_app.extensions["sso"]


def _check_metadata(issuer: Any) -> None:
    """ValueError where the metadata speaks of another issuer, or of no signature that we take.

    Whatever it lists besides is struck out, since Authlib takes what is listed, "none" too.
    """
    settings: Settings = current_app.config["SETTINGS"]
    metadata = issuer.load_server_metadata()
    if str(metadata.get("issuer", "")).rstrip("/") != settings.oidc_issuer.rstrip("/"):
        raise ValueError("the metadata of the provider names another issuer")
    listed = metadata.get(SIGNATURES) or ["RS256"]
    metadata[SIGNATURES] = [each for each in listed if each in SIGNED]
    if not metadata[SIGNATURES]:
        raise ValueError("the provider signs its tokens in no way that can be checked")


def _failed(error: Exception) -> ResponseReturnValue:
    log.warning("Single sign-on failed: %s", type(error).__name__)
    return error_page(502, *FAILED)
