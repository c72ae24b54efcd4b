"""One's own account: name, address, password."""

from typing import Any

from flask import Blueprint
from flask.typing import ResponseReturnValue
from flask_login import current_user
from wtforms import EmailField, PasswordField

from committee.errors import NotFoundError
from committee.store import journal, people, sessions
from committee.web.frame.forms import Form, NameField, at_most, looks_like_email, required
from committee.web.frame.transactions import db, page, see_other

from .password_forms import ChangePassword, chosen
from .passwords import LONGEST, fits
from .send_links import ask_to_confirm
from .signed_in import enter, lasting, me
from .throttle import guessing_password

bp = Blueprint("account", __name__)

NOT_YOURS = "This isn’t your current password."


class Name(Form):
    """What to call somebody."""

    name = NameField("Name", [required("your name")])


class Address(Form):
    """A new address, from somebody who knows the password."""

    email = EmailField("New e-mail", [required("the new address"), looks_like_email, at_most()])
    known = PasswordField("Your password", [required("the one you have now"), at_most(LONGEST)])


@bp.get("/account")
def index() -> str:
    """Everything that one can change of one's account."""
    return _page()


@bp.post("/account")
def change_password() -> ResponseReturnValue:
    """Change one's password, which ends every other session."""
    form = ChangePassword()
    password_hash = chosen(form, me())
    if password_hash and not knows(form.current.data):
        form.current.errors = [NOT_YOURS]
    if password_hash is None or form.errors:
        return _page(password=form), 422
    person = people.set_password_hash(db(), me(), password_hash)
    journal.record(db(), "changed password", person, f"person:{person.id}")
    enter(person, "a new password")
    return see_other("account.index", "Your password is changed.")


@bp.post("/account/name")
def rename() -> ResponseReturnValue:
    """Change what one is called, from now on: decided packets keep the name of then."""
    form = Name()
    if not form.validate():
        return _page(name=form), 422
    if journal.often(db(), journal.RENAMED, me()):
        form.name.errors = ["You have changed it many times by now. Try again in an hour."]
        return _page(name=form), 422
    earlier = f"{journal.FROM}{me().name}"
    journal.record(db(), journal.RENAMED, me(), f"person:{me().id}", earlier)
    people.rename(db(), me(), form.name.data)
    return see_other("account.index", f"You are called {form.name.data}.")


@bp.post("/account/address")
def readdress() -> ResponseReturnValue:
    """Ask for another address; it holds once it is confirmed."""
    form = Address()
    if not form.validate():
        return _page(address=form), 422
    if not knows(form.known.data):
        form.known.errors = [NOT_YOURS]
        return _page(address=form), 422
    said = ask_to_confirm(me(), form.email.data)
    journal.record(db(), "asked for another address", me(), f"person:{me().id}")
    return see_other("account.index", said)


@bp.post("/account/sessions/<int:number>/end")
def end_session(number: int) -> ResponseReturnValue:
    """End one session of one's own, wherever it is."""
    if not sessions.end(db(), me(), number):
        raise NotFoundError("there is no such session.")
    journal.record(db(), "ended session", me(), f"person:{me().id}")
    return see_other("account.index", "That session has ended.")


def knows(password: str) -> bool:
    """Whether the person here knows their password; as many may guess here as at the door."""
    attempt = guessing_password(me(), me().email)
    right = fits(password, me().password_hash)
    if right:
        attempt.succeeded()
    return right


def _page(**sent: Form) -> str:
    forms: dict[str, Any] = {
        "name": Name(formdata=None, data={"name": me().name}),
        "address": Address(formdata=None),
        "password": ChangePassword(formdata=None),
    }
    held = [
        (each, each.id == current_user.held.id)
        for each in sessions.sessions_of(db(), me(), lasting())
    ]
    return page("accounts/account.html", sessions=held, **{**forms, **sent})
