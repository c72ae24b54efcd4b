"""Filling the seats that a loop's policy needs and nobody has yet, all in one form."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from committee.domain.access import May
from committee.store import loops, people
from committee.web.accounts.signed_in import loop_for
from committee.web.frame.transactions import db, see_other

from .loop_page import board_page
from .panel_form import PanelForm, asks_to_make, filled, panel_form, seat_all, to_send_said
from .seating_questions import questions_about_panel

bp = Blueprint("panels", __name__)


@bp.post("/loops/<key>/panel")
def fill(key: str) -> ResponseReturnValue:
    """Give each seat in which somebody is named to them, or show the seats of another panel."""
    found = loop_for(May.SEAT, key)
    held = loops.assignments_of(db(), found)
    form = panel_form(PanelForm(), found, held)
    if not asks_to_make():
        return board_page(found, panel=form)
    reader = people.by_id(db(), found.candidate_id) if found.candidate_id else None
    seats = filled(form, [reader.email] if reader else [], held) if form.validate() else None
    if seats is None:
        return board_page(found, panel=form), 422
    who = [(each.who.email, each.who.name) for each in seats]
    if form.asks(questions_about_panel(who)):
        return board_page(found, panel=form), 422
    care = seat_all(found, seats, form.due_on.data)
    names = ", ".join(dict.fromkeys(seat.who.name for seat in seats))
    said = f"On the panel now: {names}.{to_send_said(seats)}" if seats else ""
    return see_other("board.loop", " ".join([said, *care]), key=key)
