"""Everybody with an account, and the links that are out: the list, and an invite for a coach."""

from flask import Blueprint
from flask.typing import ResponseReturnValue
from wtforms import EmailField

from committee.store import journal, people
from committee.store.one_time_links import open_links
from committee.store.tables.people import ADDRESS, AS, COACH
from committee.store.what_they_do import what_they_do
from committee.web.frame.forms import Form, NameField, at_most, looks_like_email, required
from committee.web.frame.paging import PAGE, asked, one_page
from committee.web.frame.transactions import db, page, see_other

from .invitations import invited_or_known
from .links_shown import to_send
from .send_links import words_of
from .signed_in import owners_only

bp = Blueprint("people", __name__)

HAS_ACCOUNT = "This address has an account: press “Make a coach” beside it in the list."


class Coach(Form):
    """A coach to invite."""

    name = NameField("Name", [required("the coach’s name")])
    email = EmailField("E-mail", [required("the coach’s address"), looks_like_email, at_most()])


@bp.route("/people", methods=["GET", "POST"])
def index() -> ResponseReturnValue:
    """Everybody, the links that are out, and an invite for another coach."""
    coach, form = owners_only(), Coach()
    if form.validate_on_submit():
        person, link = invited_or_known(form.email.data, form.name.data, COACH)
        if link:
            journal.record(db(), "invited coach", coach, f"person:{person.id}")
            return see_other("people.index", link.strip())
        form.email.errors = [HAS_ACCOUNT]
    wanted = asked()
    found, last = one_page(people.people(db(), PAGE + 1, words=wanted.words, after=wanted.after))
    links = [
        (link, words_of(link), link.as_ == ADDRESS, to_send(link) if link.sealed else None)
        for link in open_links(db(), AS)
    ]
    shown = {"form": form, "people": found, "last": last, "asked": wanted, "links": links}
    shown["doing"] = what_they_do(db(), found, coach)
    return page("people/index.html", **shown), 422 if form.errors else 200
