"""Signing in and out."""

from typing import Any

from flask import Blueprint, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from wtforms import BooleanField, EmailField, PasswordField

from committee.config import Settings
from committee.store import journal, people, sessions
from committee.web.frame.forms import Form, at_most, required
from committee.web.frame.parameters import own_address
from committee.web.frame.transactions import db, page, see_other
from committee.web.simulator.scenario_pages import coding_of, the_pair

from .passwords import LONGEST, fits
from .second_factor_pages import let_in
from .signed_in import leave, me
from .throttle import guessing_password, network

bp = Blueprint("accounts", __name__)

NO_MATCH = "E-mail and password don’t fit together."


class SignInForm(Form):
    """Who somebody says they are."""

    email = EmailField("E-mail", [required("your address"), at_most()])
    stays = BooleanField("Stay signed in on this computer")
    password = PasswordField("Password", [required("your password"), at_most(LONGEST)])


@bp.route("/sign-in", methods=["GET", "POST"])
def sign_in() -> ResponseReturnValue:
    """Let somebody in who has the password; unknown and known names are refused alike."""
    form = SignInForm()
    if current_user.is_authenticated:
        return redirect(url_for("shell.home"), code=303)
    if not form.validate_on_submit():
        return page("accounts/sign-in.html", form=form, **_offered())
    person = people.by_email(db(), form.email.data)
    attempt = guessing_password(person, form.email.data)
    right = fits(form.password.data, person.password_hash if person else None)
    if right and person and not person.disabled_at:
        attempt.succeeded()
        return let_in(person, _next(), "password", stays=form.stays.data)
    about = f"person:{person.id}" if person else ""
    journal.record(db(), journal.SIGN_IN_REFUSED, None, about, f"from {network()}")
    form.password.errors = [NO_MATCH]
    return page("accounts/sign-in.html", form=form, **_offered()), 401


@bp.post("/sign-out/here")
def sign_out_here() -> ResponseReturnValue:
    """End the session in this browser; others go on."""
    journal.record(db(), "signed out", me(), f"person:{me().id}", "in one browser")
    leave()
    return see_other("accounts.sign_in", "You are signed out in this browser.")


@bp.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    """End every session of the person here, on every device."""
    journal.record(db(), "signed out", me(), f"person:{me().id}")
    sessions.end_all(db(), me())
    leave()
    return see_other("accounts.sign_in", "You are signed out on every device.")


def _next() -> str:
    """The page that somebody wanted before they were asked to sign in; their own first one else."""
    return own_address(request.args.get("next", "")) or url_for("shell.home")


def _offered() -> dict[str, Any]:
    """What single sign-on is called here, empty without, and the demonstration's two packets."""
    settings: Settings = current_app.config["SETTINGS"]
    sso = settings.oidc_name if settings.oidc_issuer else ""
    if not settings.demo:
        return {"sso": sso, "days": settings.session_days}
    shown = the_pair()
    return {"sso": sso, "pair": shown, "coding": coding_of(shown[0][0])}
