"""Which cohorts a coach sees: all of them, or the ones that an owner ticks."""

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from committee.errors import FormError, NotFoundError
from committee.store import journal, loops, people, roles
from committee.store.tables.people import Person
from committee.web.frame.forms import Form
from committee.web.frame.transactions import db, page, see_other

from .signed_in import me, owners_only

bp = Blueprint("coach_limits", __name__)

ALL, SOME = "all", "some"


@bp.get("/people/<int:number>/cohorts")
def show(number: int) -> str:
    """The cohorts, with those ticked that the coach sees."""
    person = _coach(number)
    mine = roles.coached(db(), person)
    rows = [(each, mine is not None and each.id in mine) for each in loops.cohorts(db())]
    return page("people/cohorts.html", person=person, rows=rows, form=Form())


@bp.post("/people/<int:number>/cohorts")
def change(number: int) -> ResponseReturnValue:
    """Keep what was ticked."""
    person, sees = _coach(number), request.form.get("sees")
    if sees not in (ALL, SOME):
        raise FormError("it isn’t said which cohorts.", remedy="Choose all, or some of them.")
    if sees == ALL:
        roles.lift(db(), person)
    else:
        ticked = request.form.getlist("cohort")
        roles.limit(db(), person, [each for each in loops.cohorts(db()) if each.key in ticked])
    journal.record(db(), "set a coach’s cohorts", me(), f"person:{number}", person.name)
    return see_other("people.index", f"What {person.name} sees is set.")


def _coach(number: int) -> Person:
    """A coach other than the owner here, so that there is always an owner."""
    owner, person = owners_only(), people.by_id(db(), number)
    if person is None or not person.coach:
        raise NotFoundError("there is no such coach.")
    if person.id == owner.id:
        raise FormError("you can’t limit yourself.", remedy="Ask another owner.")
    return person
