"""A cohort's report: what its complete loops show together, on page and paper."""

from flask import Blueprint, Response, url_for

from committee.domain.access import May
from committee.domain.cohort import Decided, report
from committee.domain.decision import decide
from committee.files.policies import load_ladder
from committee.files.rubrics import load_rubric
from committee.jobs.order import Sheet
from committee.present.cohort import CohortView, cohort_view
from committee.present.words import counted, listed
from committee.store import loops
from committee.store.tables.loops import SUBMITTED, Cohort, Loop

from .compose import packet_so_far, policy_named
from .database import db, finish, page
from .members import allowed, coaches_only
from .packet_answers import pdf

bp = Blueprint("cohort_report", __name__)


@bp.get("/cohorts/<key>/report")
def shown(key: str) -> str:
    """The report on a page."""
    coaches_only()
    group = loops.cohort_by_key(db(), key)
    told, left_out = _report(group)
    actions = [("The cohort", url_for("loops.cohort", key=key))]
    if told.outcomes:
        actions.append(("As a PDF", url_for("cohort_report.on_paper", key=key)))
    return page("cohort/page.html", view=told, actions=actions, left_out=left_out)


@bp.get("/cohorts/<key>/report.pdf")
def on_paper(key: str) -> Response:
    """The same, as a PDF to hang up."""
    coaches_only()
    from committee.paper.html import cohort_html

    group = loops.cohort_by_key(db(), key)
    told, _ = _report(group)
    finish()
    return pdf(Sheet(cohort_html(told)), f"{group.name}, report")


def _report(group: Cohort) -> tuple[CohortView, str]:
    """The report, and how many loops it leaves out."""
    known = loops.loops_in(db(), group)
    complete = [loop for loop in known if _complete(loop)]
    decided: list[Decided] = []
    for loop in complete:
        packet = packet_so_far(loop)
        decided.append((packet, decide(packet, policy_named(loop.policy))))
    titles = sorted({policy_named(loop.policy).title for loop in complete})
    told = cohort_view(
        report(decided),
        load_ladder(),
        load_rubric(),
        name=group.name,
        decided_by=listed(titles) if titles else "nobody yet",
    )
    missing = len(known) - len(complete)
    out = f"{counted(missing, 'loop')} left out: scorecards are still to come." if missing else ""
    return told, out


def _complete(loop: Loop) -> bool:
    """Whether every scorecard is in, and the coach here owes none of them."""
    seats = loops.assignments_of(db(), loop)
    return (
        bool(seats) and May.READ in allowed(loop) and all(seat.state == SUBMITTED for seat in seats)
    )
