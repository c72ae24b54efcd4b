"""Signing in and out, passwords, and the invite that begins an account."""

from flask import Blueprint, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from wtforms import EmailField, PasswordField
from wtforms.validators import EqualTo, Length

from committee.errors import NotFoundError
from committee.store import invites, journal, people
from committee.web.frame.error_pages import page as error_page
from committee.web.frame.forms import Form, at_most, required
from committee.web.frame.parameters import own_address
from committee.web.frame.transactions import db, finish, page, see_other

from .members import enter, me
from .passwords import LONGEST, SHORTEST, fits, hashed
from .rate_limits import limiter, sign_in_limit

bp = Blueprint("accounts", __name__)

LONG_ENOUGH = Length(
    min=SHORTEST, max=LONGEST, message=f"Use {SHORTEST} to {LONGEST} characters: a few words do."
)
GONE = (
    "This link doesn't work any more",
    "It has been used, has run out, or is mistyped. Sign in if you have a password already; "
    "if not, ask your coach for a new link.",
)
NO_MATCH = "E-mail and password don't fit together."


class SignIn(Form):
    """Who somebody says they are."""

    email = EmailField("E-mail", [required("your address"), at_most()])
    password = PasswordField("Password", [required("your password"), at_most(LONGEST)])


class NewPassword(Form):
    """A password, typed twice."""

    new = PasswordField("New password", [required("a new password"), LONG_ENOUGH])
    again = PasswordField("The same again", [EqualTo("new", "The two differ.")])


class ChangePassword(NewPassword):
    """A new password from somebody who knows the old one."""

    current = PasswordField("Current password", [required("the one you have now")])


@bp.route("/sign-in", methods=["GET", "POST"])
@limiter.limit(sign_in_limit, methods=["POST"])
def sign_in() -> ResponseReturnValue:
    """Let somebody in who has the password; unknown and known names are refused alike."""
    form = SignIn()
    if current_user.is_authenticated:
        return redirect(url_for("shell.home"), code=303)
    if not form.validate_on_submit():
        return page("accounts/sign-in.html", form=form)
    person = people.by_email(db(), form.email.data)
    right = fits(form.password.data, person.password_hash if person else None)
    if right and person and not person.disabled_at:
        session.clear()
        enter(person)
        finish()
        return redirect(_next(), code=303)
    journal.record(db(), "sign-in refused", None, "")
    form.password.errors = [NO_MATCH]
    return page("accounts/sign-in.html", form=form), 401


@bp.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    """End every session of the person here, on every device."""
    journal.record(db(), "signed out", me(), f"person:{me().id}")
    people.rotate_session_token(db(), me())
    session.clear()
    return see_other("accounts.sign_in", "You are signed out on every device.")


@bp.route("/account", methods=["GET", "POST"])
@limiter.limit(sign_in_limit, methods=["POST"])
def account() -> ResponseReturnValue:
    """Change one's password, which ends every other session."""
    form = ChangePassword()
    if form.validate_on_submit():
        if fits(form.current.data, me().password_hash):
            people.set_password_hash(db(), me(), hashed(form.new.data))
            people.rotate_session_token(db(), me())
            journal.record(db(), "changed password", me(), f"person:{me().id}")
            enter(me())
            return see_other("accounts.account", "Your password is changed.")
        form.current.errors = ["This isn't your current password."]
    return page("accounts/account.html", form=form), 422 if form.errors else 200


@bp.route("/join/<token>", methods=["GET", "POST"])
@limiter.limit(sign_in_limit, methods=["POST"])
def join(token: str) -> ResponseReturnValue:
    """Take an invite up: choose a password, once, and be signed in."""
    form = NewPassword()
    if form.validate_on_submit():
        person = invites.redeem(db(), token, hashed(form.new.data))
        session.clear()
        enter(person)
        return see_other("shell.home", f"Welcome, {person.name}.")
    try:
        _, invited = invites.invited(db(), token)
    except NotFoundError:
        return error_page(404, *GONE)
    return page("accounts/join.html", form=form, person=invited), 422 if form.errors else 200


def _next() -> str:
    """The page that somebody wanted before they were asked to sign in; their own first one else."""
    return own_address(request.args.get("next", "")) or url_for("shell.home")
