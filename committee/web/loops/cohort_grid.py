"""A cohort's candidates in a grid, to be sorted, filtered, opened side by side and taken along."""

import csv
from contextlib import suppress
from io import StringIO
from typing import Any

from flask import Blueprint, Response, request

from committee.domain.case import case_of
from committee.domain.decision import Verdict
from committee.errors import CommitteeError
from committee.files.csv_cells import safe_cell
from committee.files.rubrics import load_rubric
from committee.files.snapshot import parse_snapshot
from committee.present.cohort.reads_grid import NAME, GridRow, chosen, columns, grid_row, table_of
from committee.present.voice.words import opening, verdict_name
from committee.store.loops_with_rows import Panel, panels_in
from committee.store.tables.loops import Cohort
from committee.web.accounts.signed_in import cohort_for, readable, reading_all
from committee.web.frame.forms import NAME as LONGEST
from committee.web.frame.forms import tidy
from committee.web.frame.heavy_requests import in_turn
from committee.web.frame.transactions import db, page
from committee.web.packets.packets_from_rows import packet_from, policy_named

bp = Blueprint("cohort_grid", __name__)


@bp.get("/cohorts/<key>/grid")
def shown(key: str) -> str:
    """The grid on a page."""
    group, heads = cohort_for(key), columns(load_rubric())
    rows, wanted = _rows(group), _wanted()
    verdicts = {str(each): opening(verdict_name(each)) for each in Verdict}
    return page(
        "loops/grid.html",
        cohort=group,
        heads=heads,
        rows=chosen(rows, **wanted),
        of=len(rows),
        wanted=wanted,
        verdicts=verdicts,
    )


@bp.get("/cohorts/<key>/grid.csv")
def as_csv(key: str) -> Response:
    """The same rows, for a spreadsheet."""
    group = cohort_for(key)
    rows, held = chosen(_rows(group), **_wanted()), StringIO()
    table = table_of(rows, load_rubric())
    csv.writer(held).writerows([safe_cell(cell) for cell in row] for row in table)
    named = {"Content-Disposition": 'attachment; filename="grid.csv"'}
    return Response(held.getvalue().encode("utf-8-sig"), mimetype="text/csv", headers=named)


def _wanted() -> dict[str, Any]:
    """What the address asks for; what it doesn't know is as if it weren't there."""
    sort, verdict = request.args.get("sort", ""), request.args.get("verdict", "")
    return {
        "sort": sort if sort in columns(load_rubric()) else NAME,
        "down": request.args.get("down") == "1",
        "verdict": verdict if verdict in set(Verdict) else "",
        "words": (tidy(request.args.get("find", "")) or "")[:LONGEST],
    }


@in_turn
def _rows(group: Cohort) -> list[GridRow]:
    """A row for each loop that the coach here may read and somebody has submitted to."""
    panels = [
        panel for panel in panels_in(db(), group) if panel.sent and not panel.loop.archived_at
    ]
    open_ = {loop.key for loop in readable(panel.loop for panel in panels)}
    mine = [panel for panel in panels if panel.loop.key in open_]
    reading_all([panel.loop for panel in mine])  # And what comes of it is worked out unhurried.
    rows = []
    for panel in mine:
        with suppress(CommitteeError):  # The cohort's list says what is wrong with it.
            rows.append(_row(panel))
    return rows


def _row(panel: Panel) -> GridRow:
    loop, standing = panel.loop, panel.standing
    if standing:
        case = parse_snapshot(standing.body, f"decision {standing.number}").case
    else:
        case = case_of(packet_from(panel), policy_named(loop.policy))
    decided = standing is not None
    return grid_row(case, loop.key, loop.candidate_name, decided=decided, rubric=load_rubric())
