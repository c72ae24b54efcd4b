"""Links for people who have an account: a forgotten password, an address to be confirmed."""

from email.message import EmailMessage

from flask import Blueprint, current_app, flash, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import EmailField

from committee.errors import NotFoundError
from committee.store import engine, journal, people
from committee.store.one_time_links import spend, standing_link
from committee.store.tables.people import ADDRESS, PASSWORD, new_token
from committee.web.frame.error_pages import page as error_page
from committee.web.frame.forms import Form, at_most, looks_like_email, required
from committee.web.frame.transactions import db, page, see_other

from .mail import in_background, letter, mails
from .password_forms import NewPassword, chosen
from .second_factor_pages import let_in
from .send_links import password_letter
from .signed_in import someone_else
from .throttle import asking_for_letter

bp = Blueprint("renewals", __name__)

GONE = (
    "This link doesn’t work any more",
    "It has been used, has run out, was replaced by a newer one, or is mistyped. Ask for another "
    "on the sign-in page.",
)
ASKED = "If this address has an account, a letter with a link is on its way to it."


class Forgotten(Form):
    """Whose password is lost."""

    email = EmailField("E-mail", [required("your address"), looks_like_email, at_most()])


@bp.route("/forgotten", methods=["GET", "POST"])
def forgotten() -> ResponseReturnValue:
    """Send a link for a new password, without telling whether an address has an account."""
    form = Forgotten()
    if not (mails() and form.validate_on_submit()):
        status = 422 if form.errors else 200
        return page("accounts/forgotten.html", form=form, mails=mails()), status
    asking_for_letter(people.by_email(db(), form.email.data), form.email.data)
    _write_in_background(form.email.data)
    return see_other("accounts.sign_in", ASKED)


@bp.route("/password/<token>", methods=["GET", "POST"])
def password(token: str) -> ResponseReturnValue:
    """Choose a new password by a link; every session of the account ends but the one here."""
    try:
        link = standing_link(db(), token, (PASSWORD,))
    except NotFoundError:
        return error_page(404, *GONE)
    form = NewPassword()
    password_hash = chosen(form, link.person)
    if password_hash is None:
        shown = {"form": form, "person": link.person, "other": someone_else(link.person)}
        return page("accounts/password.html", **shown), 422 if form.errors else 200
    link = standing_link(db(), token, (PASSWORD,))
    spend(db(), link)
    person = people.set_password_hash(db(), link.person, password_hash)
    journal.record(db(), "renewed password", person, f"person:{person.id}")
    flash("Your new password holds, and every other session has ended.")
    return let_in(person, url_for("shell.home"), "a link to a new password")


@bp.route("/address/<token>", methods=["GET", "POST"])
def address(token: str) -> ResponseReturnValue:
    """Confirm a changed address, where the letter with the link went."""
    try:
        link = standing_link(db(), token, (ADDRESS,))
    except NotFoundError:
        return error_page(404, *GONE)
    if request.method == "GET":
        return page("accounts/address.html", link=link)
    before, name, wanted = link.person.email, link.person.name, link.email or ""
    spend(db(), link)
    people.change_address(db(), link.person, wanted)
    journal.record(db(), "confirmed address", link.person, f"person:{link.person_id}")
    told = letter(before, "changed", name=name, address=wanted)
    in_background(lambda: told)
    return see_other("accounts.sign_in", f"You sign in with {wanted} from now on.")


def _write_in_background(email: str) -> None:
    """Look the address up, make the link and send it when the answer is gone already."""
    token, held = new_token(), current_app.extensions["engine"]
    link = url_for("renewals.password", token=token, _external=True)
    app = current_app._get_current_object()  # type: ignore[attr-defined]

    def write() -> EmailMessage | None:
        with app.app_context(), engine.session(held) as opened:
            person = people.by_email(opened, email)
            if person is None or person.disabled_at or not person.joined:
                return None
            return password_letter(opened, person, token, link)

    in_background(write)
