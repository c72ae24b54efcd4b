"""Putting away what was made: archived, deleted, and brought back within thirty days."""

from dataclasses import dataclass

from flask import Blueprint
from flask.typing import ResponseReturnValue

from committee.domain.access import May
from committee.errors import FormError, NotFoundError
from committee.present.voice.dates import day
from committee.present.voice.seat_names import seat_names
from committee.store import journal, loops, roles, seats, taken_away
from committee.store.loops_with_rows import Panel, panel_of, panels_in
from committee.store.row_bundles import rows_of
from committee.store.tables.loops import Cohort
from committee.store.tables.taken_away import COHORT, DECISION, LOOP, SEAT, TakenAway
from committee.web.accounts.signed_in import allowed, coaches_only, cohort_for, loop_for, me
from committee.web.frame.transactions import db, page, see_other

from .deletion_said import goes_with

bp = Blueprint("taken_away", __name__)


@dataclass(frozen=True)
class Row:
    """Something deleted, what it is in words, and until when it can be brought back."""

    entry: TakenAway
    name: str
    what: str
    until: str


@bp.post("/cohorts/<key>/archive", defaults={"away": True})
@bp.post("/cohorts/<key>/unarchive", defaults={"away": False})
def archive_cohort(key: str, away: bool) -> ResponseReturnValue:
    """Put a cohort out of the way, or back."""
    group = cohort_for(key)
    loops.archive(db(), group, away)
    journal.record(db(), _named("cohort", away), me(), f"cohort:{key}")
    return see_other("loops.index", f"{group.name} is {_put(away)}.")


@bp.post("/loops/<key>/archive", defaults={"away": True})
@bp.post("/loops/<key>/unarchive", defaults={"away": False})
def archive_loop(key: str, away: bool) -> ResponseReturnValue:
    """Put a loop out of the way, or back."""
    found = loop_for(May.SEAT, key)
    loops.archive(db(), found, away)
    journal.record(db(), _named("loop", away), me(), f"loop:{key}")
    said = f"The loop of {found.candidate_name} is {_put(away)}."
    return see_other("loops.cohort", said, key=found.cohort.key)


@bp.get("/loops/<key>/delete")
def ask_loop(key: str) -> str:
    """What goes with a loop, before it goes."""
    found = loop_for(May.RULE, key)
    goes = goes_with([panel_of(db(), found)])
    return page("loops/delete.html", name=found.candidate_name, this_loop=found, goes=goes)


@bp.post("/loops/<key>/delete")
def delete_loop(key: str) -> ResponseReturnValue:
    """Delete a loop; what leads to it ends."""
    found = loop_for(May.RULE, key)
    group = found.cohort
    journal.record(db(), "deleted loop", me(), f"loop:{key}")
    entry = taken_away.take_loop(db(), found, me())
    return _deleted(entry, "loops.cohort", key=group.key)


@bp.get("/cohorts/<key>/delete")
def ask_cohort(key: str) -> str:
    """What goes with a cohort, before it goes."""
    group = cohort_for(key)
    goes = goes_with(_all_readable(group))
    return page("loops/delete.html", name=group.name, cohort=group, goes=goes)


@bp.post("/cohorts/<key>/delete")
def delete_cohort(key: str) -> ResponseReturnValue:
    """Delete a cohort with its loops."""
    group = cohort_for(key)
    _all_readable(group)
    journal.record(db(), "deleted cohort", me(), f"cohort:{key}")
    return _deleted(taken_away.take_cohort(db(), group, me()), "loops.index")


@bp.get("/deleted")
def index() -> str:
    """What can still be brought back."""
    coaches_only()
    return page("loops/deleted.html", rows=[_row(entry) for entry in _mine()])


@bp.post("/deleted/<key>/bring-back")
def bring_back(key: str) -> ResponseReturnValue:
    """Bring back what was deleted."""
    coaches_only()
    entry = next((each for each in _mine() if each.key == key), None)
    if entry is None:
        raise NotFoundError("this isn’t there to be brought back.")
    name, kind = _row(entry).name, entry.kind
    journal.record(db(), f"brought back {kind}", me(), _subject(entry), name)
    if kind == SEAT:
        seats.give_back(db(), loops.loop_by_key(db(), entry.loop_key), entry)
        return see_other("board.loop", f"{name} is on the panel again.", key=entry.loop_key)
    if kind == DECISION:
        taken_away.unvoid(db(), loops.loop_by_key(db(), entry.loop_key), entry)
        return see_other("board.loop", "The decision counts again.", key=entry.loop_key)
    taken_away.bring_back(db(), entry)
    said = f"{name} is back as it was. Links that ended stay so: make new ones where they are due."
    if kind == LOOP:
        return see_other("board.loop", said, key=entry.loop_key)
    return see_other("loops.cohort", said, key=entry.cohort_key)


def _deleted(entry: TakenAway, endpoint: str, **values: str) -> ResponseReturnValue:
    said = f"{entry.name} is deleted. It can be brought back until {_until(entry)}, under Deleted."
    return see_other(endpoint, said, **values)


def _all_readable(group: Cohort) -> list[Panel]:
    """The panels of a cohort, for a coach who may read every one; FormError."""
    panels = panels_in(db(), group)
    for panel in panels:
        if May.RULE not in allowed(panel.loop):
            raise FormError(
                "a loop of this cohort isn’t yours to delete: you still owe a scorecard in it, or"
                " you are its candidate.",
                remedy="Ask another coach.",
            )
    return panels


def _mine() -> list[TakenAway]:
    """What the person here may bring back: of the cohorts that they coach, never their own loop.

    A seat tells who had written what, so that it is for who may read the loop.
    """
    coached = {each.key for each in roles.cohorts_of(db(), me())}
    owner = roles.owns(me())
    return [entry for entry in taken_away.taken(db()) if _is_mine(entry, coached, owner)]


def _is_mine(entry: TakenAway, coached: set[str], owner: bool) -> bool:
    if entry.kind == COHORT:
        return owner or entry.by_id == me().id
    if entry.kind == LOOP:
        return (owner or entry.cohort_key in coached) and entry.person_id != me().id
    there = loops.loop_known(db(), entry.loop_key)
    return there is not None and May.RULE in allowed(there)


def _row(entry: TakenAway) -> Row:
    if entry.kind == DECISION:
        return Row(entry, entry.name, "decision", _until(entry))
    if entry.kind != SEAT:
        return Row(entry, entry.name, entry.kind, _until(entry))
    there = loops.loop_by_key(db(), entry.loop_key)
    kind = rows_of(entry.rows)["assignment"][0]["kind"]
    (name,) = seat_names([(entry.person.name if entry.person else "Somebody", kind)])
    return Row(entry, name, f"interview of {there.candidate_name}", _until(entry))


def _until(entry: TakenAway) -> str:
    return day((entry.at + taken_away.KEPT).date())


def _subject(entry: TakenAway) -> str:
    return f"loop:{entry.loop_key}" if entry.loop_key else f"cohort:{entry.cohort_key}"


def _named(what: str, away: bool) -> str:
    return f"{'archived' if away else 'took from the archive'} {what}"


def _put(away: bool) -> str:
    return "archived" if away else "out of the archive"
