"""The second factor: asked after the password, turned on and off on one's account."""

from time import time
from typing import Any

from flask import Blueprint, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from wtforms import PasswordField, StringField

from committee.errors import FormError
from committee.store import journal, people, second_factor, sessions
from committee.store.tables.people import Person
from committee.web.frame.forms import Form, at_most, required
from committee.web.frame.parameters import own_address
from committee.web.frame.transactions import db, finish, page, see_other

from .one_time_codes import (
    address_of,
    new_secret,
    opened,
    picture_of,
    recovery_codes,
    sealed,
    step_of,
)
from .own_account import NOT_YOURS, knows
from .passwords import LONGEST
from .signed_in import coaches_only, enter, me
from .throttle import trying

bp = Blueprint("codes", __name__)

ASKED, SECRET, MINUTES = "asked_code", "code_secret", 5
WRONG = "This code doesn’t fit. Wait for the next one, or use a recovery code."


class Code(Form):
    """A code of the authenticator, or a recovery code."""

    code = StringField("Code", [required("the code"), at_most(40)])


class TurnOn(Code):
    """A first code, and the password of who sets it up."""

    known = PasswordField("Your password", [required("the one you have now"), at_most(LONGEST)])


class TurnOff(Form):
    """The password of who turns it off."""

    known = PasswordField("Your password", [required("the one you have now"), at_most(LONGEST)])


def let_in(person: Person, wanted: str, by: str, *, stays: bool = False) -> ResponseReturnValue:
    """Sign somebody in who has shown who they are; with a second factor, once they show that."""
    if person.code_secret is None:
        enter(person, by, stays=stays)
        finish()
        return redirect(wanted, code=303)
    session[ASKED] = {"person": person.id, "at": int(time()), "by": by, "stays": stays}
    finish()
    return redirect(url_for("codes.ask", next=wanted), code=303)


@bp.route("/sign-in/code", methods=["GET", "POST"])
def ask() -> ResponseReturnValue:
    """Ask for the code, of somebody whose password was right."""
    person, form = _asked(), Code()
    if person is None:
        return redirect(url_for("accounts.sign_in"), code=303)
    if not form.validate_on_submit():
        return page("accounts/code.html", form=form), 422 if form.errors else 200
    attempt = trying("code", person.email)
    if _fits(person, form.code.data):
        attempt.succeeded()
        asked = session[ASKED]
        enter(person, f"{asked.get('by', '')} and code", stays=asked.get("stays", False))
        finish()
        return redirect(own_address(request.args.get("next", "")) or url_for("shell.home"), 303)
    journal.record(db(), "code refused", person, f"person:{person.id}")
    form.code.errors = [WRONG]
    return page("accounts/code.html", form=form), 401


@bp.route("/account/code", methods=["GET", "POST"])
def set_up() -> ResponseReturnValue:
    """Turn the second factor on: an authenticator reads the secret, and its code is shown back."""
    if me().code_secret is not None:
        return page("accounts/code-on.html", form=TurnOff())
    person, form = coaches_only(), TurnOn()
    secret = _drawn()
    if form.validate_on_submit():
        if not knows(form.known.data):
            form.known.errors = [NOT_YOURS]
        elif (step := step_of(_plain(form.code.data), secret)) is None:
            form.code.errors = [WRONG]
        else:
            return _turned_on(secret, step)
    shown: dict[str, Any] = {}
    if request.method == "GET":  # A secret is shown once: a form that failed shows none.
        address = address_of(secret, person)
        shown = {"secret": secret, "address": address, "picture": picture_of(address)}
    return page("accounts/code-set-up.html", form=form, **shown), 422 if form.errors else 200


@bp.post("/account/code/off")
def turn_off() -> ResponseReturnValue:
    """Turn the second factor off, for whoever knows the password; who coached may have it still."""
    if me().code_secret is None:
        coaches_only()
    form = TurnOff()
    if not (form.validate() and knows(form.known.data)):
        raise FormError("the password isn’t right.", remedy="Go back and try again.")
    person = people.by_id(db(), me().id or 0)
    assert person is not None
    second_factor.turn_off(db(), person)
    journal.record(db(), "turned codes off", person, f"person:{person.id}")
    return see_other("account.index", "No code is asked of you any more.")


def _drawn() -> str:
    """The secret that is being set up: drawn anew for each page, and sealed in the cookie.

    A cookie can be read, so that one which was copied would make codes later.
    """
    kept = opened(session.get(SECRET, "")) if request.method == "POST" else None
    secret = kept or new_secret()
    session[SECRET] = sealed(secret)
    return secret


def _turned_on(secret: str, step: int) -> ResponseReturnValue:
    codes, person = recovery_codes(), people.by_id(db(), me().id or 0)
    assert person is not None
    second_factor.turn_on(db(), person, sealed(secret), step, codes)
    journal.record(db(), "turned codes on", person, f"person:{person.id}")
    session.pop(SECRET, None)
    sessions.end_all(db(), person)
    enter(person, "a code turned on")  # A cookie that was copied before opens nothing any more.
    return page("accounts/code-recovery.html", codes=codes)


def _asked() -> Person | None:
    """Whose code is asked for in this browser, for a few minutes after the password."""
    asked = session.get(ASKED, {})
    if abs(time() - asked.get("at", 0)) > MINUTES * 60:
        return None
    person = people.by_id(db(), asked["person"])
    return person if person and not person.disabled_at and person.code_secret else None


def _fits(person: Person, typed: str) -> bool:
    """Whether a code is the authenticator's, or a recovery code; either works once."""
    code = _plain(typed)
    secret = opened(person.code_secret or "")
    step = step_of(code, secret) if secret else None
    if step is not None:
        return second_factor.use_step(db(), person, step)
    return second_factor.use_recovery_code(db(), person, typed.strip().lower())


def _plain(typed: str) -> str:
    return "".join(typed.split())
