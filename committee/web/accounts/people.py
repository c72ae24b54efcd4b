"""Everybody with an account: inviting coaches, closing accounts, opening them again."""

from flask import Blueprint
from flask.typing import ResponseReturnValue
from wtforms import EmailField, StringField

from committee.errors import FormError, NotFoundError
from committee.store import journal, people
from committee.store.tables.people import Person
from committee.web.frame.forms import Form, at_most, looks_like_email, required
from committee.web.frame.paging import PAGE, asked, one_page
from committee.web.frame.transactions import db, page, see_other

from .invitations import invited_or_known
from .members import coaches_only

bp = Blueprint("people", __name__)


class Coach(Form):
    """A coach to invite."""

    name = StringField("Name", [required("the coach's name"), at_most()])
    email = EmailField("E-mail", [required("the coach's address"), looks_like_email, at_most()])


@bp.route("/people", methods=["GET", "POST"])
def index() -> ResponseReturnValue:
    """Everybody, and an invite for another coach."""
    coach, form = coaches_only(), Coach()
    if form.validate_on_submit():
        person, link = invited_or_known(form.email.data, form.name.data, "coach")
        if not link:
            raise FormError("this address has an account.", remedy="Only newcomers become coaches.")
        journal.record(db(), "invited coach", coach, f"person:{person.id}")
        return see_other("people.index", link.strip())
    wanted = asked()
    found, last = one_page(people.people(db(), PAGE + 1, words=wanted.words, after=wanted.after))
    status = 422 if form.errors else 200
    return page("people/index.html", form=form, people=found, last=last, asked=wanted), status


@bp.post("/people/<int:number>/disable")
def disable(number: int) -> ResponseReturnValue:
    """Close an account; whoever is signed in with it is out at once."""
    coach, person = coaches_only(), _person(number)
    if person.id == coach.id:
        raise FormError("you can't close your own account.", remedy="Ask another coach.")
    people.disable(db(), person)
    journal.record(db(), "disabled", coach, f"person:{number}", person.name)
    return see_other("people.index", f"{person.name} can't sign in any more.")


@bp.post("/people/<int:number>/enable")
def enable(number: int) -> ResponseReturnValue:
    """Open a closed account again."""
    coach, person = coaches_only(), _person(number)
    people.enable(db(), person)
    journal.record(db(), "enabled", coach, f"person:{number}", person.name)
    return see_other("people.index", f"{person.name} can sign in again.")


def _person(number: int) -> Person:
    person = people.by_id(db(), number)
    if person is None:
        raise NotFoundError("there is no such person.")
    return person
