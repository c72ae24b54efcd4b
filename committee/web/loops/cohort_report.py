"""A cohort's report: what its decided loops show together, on page and paper."""

from contextlib import suppress

from flask import Blueprint, Response, url_for

from committee.domain.case import Case
from committee.domain.cohort import report
from committee.errors import CommitteeError
from committee.files.policies import load_ladder
from committee.files.rubrics import load_rubric
from committee.files.snapshot import parse_snapshot
from committee.jobs.print_order import Sheet
from committee.present.cohort.report_view import CohortView, cohort_view
from committee.present.voice.words import counted, listed
from committee.store.loops_with_rows import panels_in
from committee.store.tables.loops import Cohort
from committee.web.accounts.signed_in import cohort_for, readable, reading_all
from committee.web.frame.heavy_requests import in_turn
from committee.web.frame.transactions import db, page
from committee.web.packets.responses import pdf

bp = Blueprint("cohort_report", __name__)


@bp.get("/cohorts/<key>/report")
def shown(key: str) -> str:
    """The report on a page."""
    group = cohort_for(key)
    told, left_out = _report(group)
    actions = [("The cohort", url_for("loops.cohort", key=key))]
    if told.outcomes:
        actions.append(("As a PDF", url_for("cohort_report.on_paper", key=key)))
    return page("cohort/page.html", view=told, actions=actions, left_out=left_out)


@bp.get("/cohorts/<key>/report.pdf")
def on_paper(key: str) -> Response:
    """The same, as a PDF to hang up."""
    group = cohort_for(key)
    from committee.paper.html import cohort_html

    told, _ = _report(group)
    return pdf(Sheet(cohort_html(told)), f"{group.name}, report")


@in_turn
def _report(group: Cohort) -> tuple[CohortView, str]:
    """The report, and how many loops it leaves out."""
    known = panels_in(db(), group)
    open_ = {loop.key for loop in readable(panel.loop for panel in known)}
    mine = [panel for panel in known if panel.loop.key in open_]
    decided = [panel.standing for panel in mine if panel.standing]
    reading_all([panel.loop for panel in mine if panel.standing])
    cases: list[Case] = []
    for each in decided:  # They are read while others write.
        with suppress(CommitteeError):
            cases.append(parse_snapshot(each.body, f"decision {each.number}").case)
    titles = sorted({case.policy.title for case in cases})
    told = cohort_view(
        report(cases),
        load_ladder(),
        load_rubric(),
        name=group.name,
        decided_by=listed(titles) if titles else "nobody yet",
    )
    undecided = sum(panel.complete and not panel.decisions for panel in mine)
    left_out = {
        "that nobody has decided yet": undecided,
        "to which scorecards are still to come": len(known) - len(decided) - undecided,
        "that can’t be read": len(decided) - len(cases),
    }
    return told, " ".join(
        f"{counted(number, 'loop')} left out {why}." for why, number in left_out.items() if number
    )
