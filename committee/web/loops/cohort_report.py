"""A cohort's report: what its complete loops show together, on page and paper."""

from collections.abc import Sequence

from flask import Blueprint, Response, url_for

from committee.domain.case import Case, case_of
from committee.domain.cohort import report
from committee.errors import CommitteeError
from committee.files.policies import load_ladder
from committee.files.rubrics import load_rubric
from committee.jobs.print_order import Sheet
from committee.present.cohort.report_view import CohortView, cohort_view
from committee.present.voice.words import counted, listed
from committee.store.panels import Panel, panels_in
from committee.store.tables.loops import Cohort
from committee.web.accounts.members import cohort_for, readable, reading_all
from committee.web.frame.transactions import db, page
from committee.web.frame.turns import in_turn
from committee.web.packets.from_rows import packet_from, policy_named
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
    complete = _complete(known)
    reading_all([panel.loop for panel in complete])  # All are decided while others write.
    cases: list[Case] = []
    unreadable: list[Panel] = []
    for panel in complete:
        try:
            cases.append(case_of(packet_from(panel), policy_named(panel.loop.policy)))
        except CommitteeError:
            unreadable.append(panel)
    titles = sorted({case.policy.title for case in cases})
    told = cohort_view(
        report(cases),
        load_ladder(),
        load_rubric(),
        name=group.name,
        decided_by=listed(titles) if titles else "nobody yet",
    )
    missing = len(known) - len(complete)
    out = [f"{counted(missing, 'loop')} left out: scorecards are still to come."] * bool(missing)
    if unreadable:
        said = counted(len(unreadable), "loop")
        out.append(f"{said} left out that can’t be read: the cohort’s page marks them.")
    return told, " ".join(out)


def _complete(known: Sequence[Panel]) -> list[Panel]:
    """Those in which every scorecard is in, and of which the coach here owes none."""
    open_ = {loop.key for loop in readable(panel.loop for panel in known)}
    return [panel for panel in known if panel.complete and panel.loop.key in open_]
