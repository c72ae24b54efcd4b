"""The demo's doors: signed in as coach, interviewer or candidate with one press."""

from flask import Blueprint
from werkzeug.wrappers import Response

from committee.errors import NotFoundError
from committee.store import people
from committee.web.accounts.signed_in import enter
from committee.web.frame.transactions import db, see_other

from .seed import DOORS

bp = Blueprint("demo", __name__)


@bp.post("/demo/<door>")
def enter_as(door: str) -> Response:
    """Sign in as one of the demo's three people; registered only when a demo runs."""
    person = people.by_email(db(), f"{door}@demo.example")
    if person is None or person.email not in DOORS:
        raise NotFoundError("the demo has no such door.")
    enter(person, "the demonstration")
    return see_other("shell.home")
