"""A coach's cohorts, and the loops in them."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint
from flask.typing import ResponseReturnValue

from committee.domain.case import case_of
from committee.errors import CommitteeError
from committee.files.policies import DEFAULT
from committee.files.rubrics import load_rubric
from committee.present.packet.headline import Headline, headline
from committee.store import journal, loops, roles
from committee.store.loops_with_rows import Panel, panels_in
from committee.store.tables.loops import SUBMITTED, Loop
from committee.web.accounts.signed_in import coaches_only, cohort_for, readable, reading_all
from committee.web.frame.forms import Form, NameField, required
from committee.web.frame.heavy_requests import in_turn
from committee.web.frame.transactions import db, page, see_other
from committee.web.packets.packets_from_rows import packet_from, policy_named

from .decisions_shown import headline_of, notes_on
from .loop_form import LOOP_FIELDS, LoopForm, with_choices

bp = Blueprint("loops", __name__)


class CohortForm(Form):
    """A new cohort."""

    name = NameField("Name", [required("what you call this cohort")])


@dataclass(frozen=True)
class LoopRow:
    """A loop in a cohort's list; progress and outcome are None where they aren't to be seen.

    Of a loop that is complete and not decided, `would_be` is what the policy says. `notes` are
    what to know of the decision.
    """

    loop: Loop
    target: str
    submitted: int | None
    seats: int
    outcome: Headline | None = None
    would_be: Headline | None = None
    notes: tuple[str, ...] = ()
    released: bool = False


@bp.route("/cohorts", methods=["GET", "POST"])
def index() -> ResponseReturnValue:
    """The cohorts that the coach here sees, and a form for another."""
    coach, form = coaches_only(), CohortForm()
    if form.validate_on_submit():
        cohort = loops.create_cohort(db(), form.name.data)
        roles.give(db(), coach, cohort)
        journal.record(db(), "made cohort", coach, f"cohort:{cohort.key}")
        return see_other("loops.cohort", key=cohort.key)
    rows = [(cohort, len(loops.loops_in(db(), cohort))) for cohort in roles.cohorts_of(db(), coach)]
    return page("loops/cohorts.html", form=form, rows=rows), 422 if form.errors else 200


@bp.route("/cohorts/<key>", methods=["GET", "POST"])
@in_turn
def cohort(key: str) -> ResponseReturnValue:
    """The loops of a cohort with where each stands, and a form for another."""
    coach, form = coaches_only(), _loop_form()
    group = cohort_for(key)
    if form.validate_on_submit():
        aims: dict[str, Any] = {each: form[each].data or None for each in LOOP_FIELDS}
        loop = loops.create_loop(db(), group, form.candidate.data, **aims)
        journal.record(db(), "made loop", coach, f"loop:{loop.key}")
        return see_other("board.loop", key=loop.key)
    panels = panels_in(db(), group)
    open_ = {loop.key for loop in readable(panel.loop for panel in panels)}
    told = [panel.loop for panel in panels if _tells(panel) and panel.loop.key in open_]
    reading_all(told)  # And what comes of each is worked out while others write.
    rows = [_row(panel, panel.loop.key in open_) for panel in panels]
    status = 422 if form.errors else 200
    return page("loops/cohort.html", cohort=group, form=form, rows=rows), status


def outcome_so_far(panel: Panel) -> Headline:
    """What a committee would say of a loop on what is submitted now, or why it can't be read."""
    policy = policy_named(panel.loop.policy)
    try:
        return headline(case_of(packet_from(panel), policy), load_rubric())
    except CommitteeError as error:
        return Headline("veto", "!", "Can’t be read", str(error))


def _loop_form() -> LoopForm:
    form = LoopForm(data={"target": "senior", "policy": DEFAULT})
    with_choices(form)
    return form


def _tells(panel: Panel) -> bool:
    """Whether a row tells what others' scorecards come to."""
    return panel.complete or bool(panel.decisions)


def _row(panel: Panel, reads: bool) -> LoopRow:
    loop, seats = panel.loop, panel.seats
    target = policy_named(loop.policy).ladder.name(loop.target)
    if not reads:
        return LoopRow(loop, target, None, len(seats))
    submitted = sum(seat.state == SUBMITTED for seat in seats)
    held = (loop, target, submitted, len(seats))
    if panel.standing:
        said, notes = headline_of(panel.standing), notes_on(panel)
        return LoopRow(*held, said, notes=notes, released=panel.released)
    return LoopRow(*held, would_be=outcome_so_far(panel) if panel.complete else None)
