"""The draft behind the evidence form: whose it is, what was posted, how it is shown."""

from collections.abc import Sequence
from datetime import datetime
from time import time

from flask import request
from flask.typing import ResponseReturnValue

from committee.domain.access import May
from committee.domain.ladder import Ladder
from committee.errors import FileError, FormError, NotFoundError
from committee.files.interview_guide import load_guide
from committee.files.loops import packet_of
from committee.files.rubrics import load_rubric
from committee.present.form.form_view import FormView, Sitting, form_view
from committee.present.voice.dates import hour
from committee.scorecard.draft import Draft
from committee.scorecard.faults import Faults, faults_of, unbacked
from committee.scorecard.merge import differences, from_same_tab, merged
from committee.store import draft_format, loops, scorecards
from committee.store.scorecards import StaleDraftError, Stored
from committee.store.tables.loops import Assignment
from committee.web.accounts.members import allowed, me
from committee.web.frame.transactions import db, finish, page
from committee.web.packets.from_rows import bank_of, ladder_of

from .form_fields import draft_of, fields_of


def my_seat(key: str) -> Assignment:
    """The interview of that key; NotFoundError for anybody but its interviewer."""
    seat = loops.assignment_by_key(db(), key)
    if seat.interviewer_id != me().id or May.WRITE not in allowed(seat.loop):
        raise NotFoundError("this scorecard isn’t yours.")
    return seat


def empty(seat: Assignment) -> Draft:
    """A draft in which nothing is typed: what an interview says of itself."""
    return Draft(seat.label, seat.kind, seat.interviewer.name, seat.bar_raiser)


def posted(seat: Assignment) -> Draft:
    """The draft of the form that was posted."""
    return draft_of(request.form.to_dict(flat=False), empty(seat))


def posted_version() -> int:
    """The version of the draft that the posted form was opened on; FormError without one."""
    version = request.form.get("version", "")
    if not (version.isdecimal() and len(version) < 10):
        raise FormError(
            "the form doesn’t say which draft it was opened on.",
            remedy="Go back and send it again; what you typed is still there.",
        )
    return int(version)


def stored(seat: Assignment) -> tuple[Draft, int, datetime | None]:
    """The draft as it was last saved, with its version and the time."""
    kept = scorecards.draft_of(db(), seat)
    return of_seat(seat, kept.body), kept.version, kept.saved_at


def of_seat(seat: Assignment, body: scorecards.Body) -> Draft:
    """What was kept of an interview; whose it is, the loop says."""
    return draft_format.draft_of(
        {**body, "interviewer": seat.interviewer.name, "bar_raiser": seat.bar_raiser},
        seat.label,
        seat.kind,
    )


def save(seat: Assignment, draft: Draft, version: int) -> Stored:
    """Save over `version`, or over what the same browser tab saved before without hearing it.

    StaleDraftError if somebody else saved meanwhile. A sending that comes late changes nothing.
    """
    body = draft_format.body_of(draft)
    try:
        return scorecards.save_draft(db(), seat, body, version)
    except StaleDraftError as stale:
        ahead = from_same_tab(draft, of_seat(seat, stale.stored.body))
        if ahead is None:
            raise
        if ahead <= 0:
            return stale.stored
        return scorecards.save_draft(db(), seat, body, stale.stored.version)


def faults(seat: Assignment, draft: Draft) -> Faults:
    """What keeps a draft from being submitted, by field; the transaction ends."""
    known, ladder = list(_stories(seat)), ladder_of(seat.loop)
    finish()
    return faults_of(draft, ladder) or _broken(draft, ladder, known)


def _broken(draft: Draft, ladder: Ladder, known: list[scorecards.Body]) -> Faults:
    """What a loop file with this interview would be refused for, if anything is left."""
    loop = {"candidate": "the candidate", "target": ladder.targets[0]}
    data = {"loop": loop, "story": known, "interview": [draft_format.interview_of(draft)]}
    try:
        packet_of(data, "this scorecard", ladder)
    except FileError as error:
        return {"form": str(error)}
    return {}


def unbacked_in(seat: Assignment, draft: Draft) -> Faults:
    """The ratings of a draft that no evidence backs, by field."""
    return unbacked(draft, ladder_of(seat.loop))


def view_of(seat: Assignment, draft: Draft, wrong: Faults | None = None) -> FormView:
    """The form of a draft, with what is wrong in it."""
    return views_of(seat, [draft], wrong)[0]


def views_of(
    seat: Assignment, drafts: Sequence[Draft], wrong: Faults | None = None
) -> list[FormView]:
    """The forms of several; the transaction ends, because hints read all that was logged."""
    alike = [s.label for s in loops.assignments_of(db(), seat.loop) if s.kind == seat.kind]
    place = f"{alike.index(seat.label) + 1} of {len(alike)}" if len(alike) > 1 else ""
    sitting = Sitting(seat.loop.candidate_name, seat.loop.target, place, _stories(seat))
    finish()
    return [
        form_view(
            each,
            sitting,
            ladder_of(seat.loop),
            load_rubric(),
            load_guide(),
            seconds=each.clock(time()),
            faults=wrong,
        )
        for each in drafts
    ]


def show(
    seat: Assignment,
    draft: Draft,
    version: int,
    saved_at: datetime | None,
    wrong: Faults | None = None,
) -> ResponseReturnValue:
    """The form's page; 422 where something is wrong."""
    saved = f"✓ Saved {hour(saved_at)}" if saved_at else "Nothing saved yet"
    view = view_of(seat, draft, wrong)
    html = page(
        "scorecard/form.html", view=view, key=seat.key, version=version, saved=saved, seat=seat
    )
    return html, 422 if wrong else 200


def show_both(seat: Assignment, mine: Draft, other: Stored) -> ResponseReturnValue:
    """Two texts of one draft side by side, nothing of either lost, and three ways on."""
    theirs = of_seat(seat, other.body)
    html = page(
        "scorecard/conflict.html",
        seat=seat,
        version=other.version,
        differences=differences(mine, theirs),
        mine=fields_of(mine),
        both=fields_of(merged(mine, theirs)),
    )
    return html, 409


def _stories(seat: Assignment) -> tuple[scorecards.Body, ...]:
    return tuple(bank_of(seat.loop)) if seat.loop.bank_shared else ()
