"""Deciding a loop, and letting its candidate read a decision, or no longer."""

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from wtforms import StringField, TextAreaField
from wtforms.validators import InputRequired

from committee.domain.access import May
from committee.domain.case import case_of
from committee.errors import ConflictError, FormError, NotFoundError
from committee.files.rubrics import load_rubric
from committee.files.snapshot import freeze
from committee.present.packet.packet_view import CANDIDATE
from committee.store import decisions, journal
from committee.store.loops_with_rows import panel_of
from committee.store.tables.loops import Loop
from committee.web.accounts.signed_in import allowed, loop_for, me, reading
from committee.web.frame.forms import LINE, Form, Version, at_most
from committee.web.frame.transactions import db, finish, page, see_other
from committee.web.packets.packets_from_rows import packet_from, policy_named
from committee.web.packets.release_cover import cover
from committee.web.packets.responses import frozen_view

from .decisions_shown import changed_since
from .loop_page import decision_numbered
from .loop_rows import board_of

bp = Blueprint("rulings", __name__)


class Decide(Form):
    """A decision on the loop as it stood when the page was read."""

    version = Version(validators=[InputRequired()])
    note = StringField("Note", [at_most(LINE)])


class Note(Form):
    """What a coach says on top of a packet that she releases."""

    note = TextAreaField("A note on top of it, in your own words", [at_most(2000)])


@bp.get("/loops/<key>/decide")
def asked(key: str) -> str:
    """Whether a loop is to be decided although scorecards are still to come."""
    found = reading(loop_for(May.RULE, key))
    board = board_of(found, allowed(found), me())
    return page("loops/decide.html", this_loop=found, board=board)


@bp.post("/loops/<key>/decide")
def decide(key: str) -> ResponseReturnValue:
    """Decide the loop on what is submitted, and freeze that packet."""
    found, form = loop_for(May.RULE, key), Decide()
    if not form.validate():
        raise FormError("the form is incomplete.", remedy="Go back and press Decide again.")
    panel = panel_of(db(), found)
    if not panel.complete and request.form.get("sure") != "yes":
        return see_other("rulings.asked", key=key)
    # Of the version that is frozen, or nothing is frozen.
    finish()
    if panel.newest and not changed_since(panel, panel.newest):
        raise ConflictError(
            f"nothing has changed since decision {panel.newest.number}.",
            remedy="It stands; there is nothing to decide again.",
        )
    case = case_of(packet_from(panel), policy_named(found.policy))
    body = freeze(case, load_rubric()).text
    snapshot = decisions.freeze(
        db(),
        found,
        form.version.data,
        body=body,
        policy=found.policy,
        verdict=case.verdict,
        level=case.level,
        by=me(),
        note=form.note.data,
    )
    journal.record(db(), "decided", me(), f"loop:{key}", f"decision {snapshot.number}")
    return see_other("board.loop", f"Decision {snapshot.number} is kept.", key=key)


@bp.get("/loops/<key>/decisions/<int:number>/release")
def preview(key: str, number: int) -> str:
    """A decision as its candidate would read it, before it is released."""
    return _preview(reading(loop_for(May.RULE, key)), number, Note(formdata=None))


@bp.post("/loops/<key>/decisions/<int:number>/release")
def release(key: str, number: int) -> ResponseReturnValue:
    """Let the candidate read a decided packet, with a note on top of it."""
    found, form = loop_for(May.RULE, key), Note()
    sound = form.validate()
    if not sound or request.form.get("act") == "show":
        return _preview(reading(found), number, form), 200 if sound else 422
    decisions.release(db(), found, decision_numbered(found, number), me(), form.note.data)
    journal.record(db(), "released", me(), f"loop:{key}", f"decision {number}")
    said = f"{found.candidate_name} can read decision {number}."
    if found.candidate_id is None:
        said = f"Decision {number} is released. {found.candidate_name} reads it once invited."
    return see_other("board.loop", said, key=key)


@bp.get("/loops/<key>/withdraw")
def ask_withdraw(key: str) -> str:
    """Whether a packet is to be withdrawn, and what its candidate may have kept of it."""
    found = loop_for(May.RULE, key)
    standing = decisions.release_of(db(), found)
    if standing is None:
        raise NotFoundError("nothing of this loop is released.")
    return page("loops/withdraw.html", this_loop=found, release=standing)


@bp.post("/loops/<key>/withdraw")
def withdraw(key: str) -> ResponseReturnValue:
    """Take back what the candidate may read; it is gone on their next request."""
    found = loop_for(May.RULE, key)
    decisions.withdraw(db(), found, me())
    journal.record(db(), "withdrew", me(), f"loop:{key}")
    return see_other("board.loop", "The candidate can’t read the packet any more.", key=key)


def _preview(loop: Loop, number: int, form: Note) -> str:
    snapshot, before = decision_numbered(loop, number), decisions.last_release(db(), loop)
    if before and before.snapshot_id == snapshot.id:
        before = decisions.released_before(db(), before)
    standing = decisions.release_of(db(), loop)
    view = frozen_view(snapshot, CANDIDATE, cover(form.note.data or "", before))
    return page(
        "loops/release.html", this_loop=loop, number=number, form=form, view=view,
        before=before, standing=standing,
    )  # fmt: skip
