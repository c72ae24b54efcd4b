"""Moving a scorecard that was written on the wrong candidate: by its writer, or by a coach."""

from collections.abc import Iterable

from flask import Blueprint
from flask.typing import ResponseReturnValue
from wtforms import SelectChoice, SelectField

from committee.domain.access import May
from committee.store import journal, loops, moved_scorecards
from committee.store.tables.loops import Assignment, Loop
from committee.web.accounts.signed_in import loop_for, me, readable
from committee.web.frame.forms import Form
from committee.web.frame.transactions import db, page, see_other
from committee.web.packets.packets_from_rows import ladder_of
from committee.web.scorecard.drafts import my_seat

from .loop_page import seat_of
from .named_seats import name_of

bp = Blueprint("moves", __name__)


class Move(Form):
    """Whom a scorecard is about."""

    to = SelectField("It is about")


@bp.route("/scorecards/<key>/move", methods=["GET", "POST"])
def own(key: str) -> ResponseReturnValue:
    """Move one's own to another candidate whom one is to interview."""
    seat = my_seat(key)
    held = {each.loop.key: each.loop for each in loops.assignments_for(db(), me())}
    return _ask(seat, [loop for loop in held.values() if _waits(seat, loop)], "queue.index")


@bp.route("/loops/<key>/seats/<seat>/move", methods=["GET", "POST"])
def of_panel(key: str, seat: str) -> ResponseReturnValue:
    """Move an interviewer's to another loop that the coach here may decide."""
    found = loop_for(May.RULE, key)
    held = seat_of(found, seat)
    theirs = [each.loop for each in loops.assignments_for(db(), held.interviewer)]
    near = {each.key: each for each in (*loops.loops_in(db(), found.cohort), *theirs)}
    mine = [each for each in near.values() if me().coach and each.key != key]
    seats_them = [each for each in readable(mine) if each.candidate_id != held.interviewer_id]
    return _ask(held, seats_them, "board.loop", key=key)


def _ask(
    seat: Assignment, many: Iterable[Loop], endpoint: str, **values: str
) -> ResponseReturnValue:
    there = {each.key: each for each in many if ladder_of(each).ids == ladder_of(seat.loop).ids}
    form, begun = Move(), moved_scorecards.is_begun(db(), seat)
    form.to.choices = [SelectChoice(key, _named(each)) for key, each in there.items()]
    if not (there and begun and form.validate_on_submit()):
        shown = {"seat": seat, "form": form, "there": there, "begun": begun}
        shown |= {"name": name_of(seat), "back": (endpoint, values)}
        return page("loops/move.html", **shown), 422 if form.is_submitted() else 200
    before, to = seat.loop, there[form.to.data]
    into = moved_scorecards.move_scorecard(db(), seat, to)
    told = f"{into.label} of {seat.interviewer.name}, written in another loop"
    journal.record(db(), "moved scorecard away", me(), f"loop:{before.key}", seat.label)
    journal.record(db(), "moved scorecard here", me(), f"loop:{to.key}", told)
    return see_other(endpoint, f"It is about {to.candidate_name} now.", **values)


def _waits(seat: Assignment, loop: Loop) -> bool:
    return loop.id != seat.loop_id and bool(moved_scorecards.seat_there(db(), seat, loop))


def _named(loop: Loop) -> str:
    return f"{loop.candidate_name}, {loop.cohort.name}"
