"""A coach's cohorts, and the loops in them."""

from dataclasses import dataclass

from flask import Blueprint
from flask.typing import ResponseReturnValue

from committee.domain.case import case_of
from committee.errors import CommitteeError
from committee.files.rubrics import load_rubric
from committee.present.packet.headline import Headline, headline
from committee.present.voice.words import listed
from committee.store import journal, loops, roles
from committee.store.loops_with_rows import Panel, panels_in
from committee.store.tables.loops import SUBMITTED, Cohort, Loop
from committee.web.accounts.signed_in import coaches_only, cohort_for, me, readable, reading_all
from committee.web.frame.forms import Form, NameField, required
from committee.web.frame.heavy_requests import in_turn
from committee.web.frame.transactions import abandon, db, page, see_other
from committee.web.packets.packets_from_rows import packet_from, policy_named

from .decisions_shown import headline_of, notes_on
from .links_of_panels import links_of
from .new_loops import FirstLoops, NewLoops, make_loops, new_loops
from .panel_form import asks_to_make, known, lines_of

bp = Blueprint("loops", __name__)


class CohortForm(Form):
    """A new cohort."""

    name = NameField("Name", [required("what you call this cohort")])


@dataclass(frozen=True)
class LoopRow:
    """A loop in a cohort's list; progress and outcome are None where they aren't to be seen.

    Of a loop that is complete and not decided, `would_be` is what the policy says; of one that
    isn't complete `waits` says for whom. `notes` are what to know of the decision.
    """

    loop: Loop
    target: str
    submitted: int | None
    seats: int
    outcome: Headline | None = None
    would_be: Headline | None = None
    waits: str = ""
    notes: tuple[str, ...] = ()
    released: bool = False


@bp.route("/cohorts", methods=["GET", "POST"])
def index() -> ResponseReturnValue:
    """The cohorts that the coach here sees, and a form for another; the first with its loops."""
    coach = coaches_only()
    mine = roles.cohorts_of(db(), coach)
    first = None if mine else new_loops(FirstLoops)
    form = first or CohortForm()
    if asks_to_make() and form.validate():
        cohort = loops.create_cohort(db(), form.name.data)
        roles.give(db(), coach, cohort)
        journal.record(db(), "made cohort", coach, f"cohort:{cohort.key}")
        made = make_loops(cohort, first) if first else ([], "")
        if made is not None:
            return _made(cohort, *made)
        abandon()  # Something is to be mended first: then the cohort is made with the loops.
    rows = [(cohort, len(loops.loops_in(db(), cohort))) for cohort in mine]
    shown = {"form": form, "rows": rows, "known": [] if mine else lines_of(known())}
    return page("loops/cohorts.html", **shown), 422 if asks_to_make() else 200


@bp.route("/cohorts/<key>", methods=["GET", "POST"])
@in_turn
def cohort(key: str) -> ResponseReturnValue:
    """The loops of a cohort with where each stands, and a form for another."""
    coaches_only()
    group, form = cohort_for(key), new_loops(NewLoops)
    if asks_to_make() and form.validate() and (made := make_loops(group, form)):
        return _made(group, *made)
    panels = panels_in(db(), group)
    seated = [panel for panel in panels if panel.loop.candidate_id != me().id]
    links = links_of((p.loop for p in seated), (seat for p in seated for seat in p.seats))
    known_lines = lines_of(known())
    open_ = {loop.key for loop in readable(panel.loop for panel in panels)}
    told = [panel.loop for panel in panels if _tells(panel) and panel.loop.key in open_]
    reading_all(told)  # And what comes of each is worked out while others write.
    rows = [_row(panel, panel.loop.key in open_) for panel in panels]
    shown = {"cohort": group, "form": form, "rows": rows, "links": links, "known": known_lines}
    return page("loops/cohort.html", **shown), 422 if asks_to_make() else 200


def outcome_so_far(panel: Panel) -> Headline:
    """What a committee would say of a loop on what is submitted now, or why it can't be read."""
    policy = policy_named(panel.loop.policy)
    try:
        return headline(case_of(packet_from(panel), policy), load_rubric())
    except CommitteeError as error:
        return Headline("veto", "!", "Can’t be read", str(error))


def _made(group: Cohort, made: list[Loop], said: str) -> ResponseReturnValue:
    """To the one loop that was made, or to the cohort of several."""
    if len(made) == 1:
        return see_other("board.loop", said, key=made[0].key)
    return see_other("loops.cohort", said, key=group.key)


def _tells(panel: Panel) -> bool:
    """Whether a row tells what others' scorecards come to."""
    return panel.complete or bool(panel.decisions)


def _row(panel: Panel, reads: bool) -> LoopRow:
    loop, seats = panel.loop, panel.seats
    target = policy_named(loop.policy).ladder.name(loop.target)
    if not reads:
        return LoopRow(loop, target, None, len(seats))
    submitted = sum(seat.state == SUBMITTED for seat in seats)
    seats = [seat for seat in seats if seat.owed or seat.state == SUBMITTED]
    held = (loop, target, submitted, len(seats))
    if panel.standing:
        said, notes = headline_of(panel.standing), notes_on(panel)
        return LoopRow(*held, said, notes=notes, released=panel.released)
    if panel.complete:
        return LoopRow(*held, would_be=outcome_so_far(panel))
    owing = dict.fromkeys(seat.interviewer.name for seat in seats if seat.state != SUBMITTED)
    return LoopRow(*held, waits=f"waits for {listed(list(owing))}" if owing else "nobody seated")
