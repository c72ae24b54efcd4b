"""Voiding a decision that was made by mistake, with a reason, while nobody has been told of it."""

from flask import Blueprint
from flask.typing import ResponseReturnValue
from wtforms import StringField

from committee.domain.access import May
from committee.errors import ConflictError
from committee.store import decisions, journal, taken_away
from committee.web.accounts.signed_in import loop_for, me
from committee.web.frame.forms import Form, at_most, required
from committee.web.frame.transactions import db, page, see_other

from .loop_page import decision_numbered

bp = Blueprint("voids", __name__)


class Void(Form):
    """Why a decision is voided."""

    reason = StringField("Reason", [required("why it shouldn’t stand"), at_most(150)])


@bp.route("/loops/<key>/decisions/<int:number>/void", methods=["GET", "POST"])
def ask(key: str, number: int) -> ResponseReturnValue:
    """Void a decision, with a reason; it can be brought back for thirty days."""
    found, form = loop_for(May.RULE, key), Void()
    made = decision_numbered(found, number)
    standing = decisions.released(db(), found)
    if standing and standing.id == made.id:
        raise ConflictError("the candidate can read this decision.", remedy="Withdraw it first.")
    if not form.validate_on_submit():
        shown = {"this_loop": found, "number": number, "form": form}
        return page("loops/void.html", **shown), 422 if form.errors else 200
    taken_away.void_decision(db(), made, me(), form.reason.data)
    detail = f"decision {number}: {form.reason.data}"
    journal.record(db(), "voided", me(), f"loop:{key}", detail)
    return see_other("board.loop", f"Decision {number} is void.", key=key)
