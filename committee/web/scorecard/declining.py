"""Declining an interview: by its interviewer, with a reason that the coach reads."""

from flask import Blueprint
from flask.typing import ResponseReturnValue
from wtforms import StringField

from committee.errors import ConflictError
from committee.store import journal, scorecards
from committee.store.tables.loops import DECLINED, LEFT, SUBMITTED
from committee.web.accounts.signed_in import me
from committee.web.frame.forms import LINE, Form, at_most, required
from committee.web.frame.transactions import db, page, see_other

from .drafts import my_seat

bp = Blueprint("declining", __name__, url_prefix="/scorecards/<key>/decline")


class Decline(Form):
    """Why an interview isn't held by whom it was given to."""

    reason = StringField("Reason", [required("why you can’t hold it"), at_most(LINE)])


@bp.route("", methods=["GET", "POST"])
def ask(key: str) -> ResponseReturnValue:
    """Decline an interview; what was written stays."""
    seat, form = my_seat(key), Decline()
    if seat.state == SUBMITTED:
        raise ConflictError("this scorecard is submitted.", remedy="Amend it, if it is wrong.")
    if not form.validate_on_submit():
        shown = page("scorecard/decline.html", seat=seat, form=form)
        return shown, 422 if form.errors else 200
    scorecards.leave(db(), seat, DECLINED, form.reason.data)
    journal.record(db(), "declined", me(), f"loop:{seat.loop.key}", seat.label)
    return see_other("queue.index", "Declined: your coach reads why. What you wrote is kept.")


@bp.post("/back")
def back(key: str) -> ResponseReturnValue:
    """Hold it after all."""
    seat = my_seat(key)
    if seat.state not in LEFT:
        raise ConflictError("this interview is yours to hold.", remedy="Write its scorecard.")
    scorecards.take_up(db(), seat)
    journal.record(db(), "took up again", me(), f"loop:{seat.loop.key}", seat.label)
    return see_other("queue.index", "It is yours to hold again.")
