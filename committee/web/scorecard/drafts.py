"""The draft behind the evidence form: whose it is, what was posted, how it is shown."""

from collections.abc import Sequence
from datetime import datetime
from time import time
from typing import Any

from flask import request
from flask.typing import ResponseReturnValue

from committee.domain.access import May
from committee.domain.ladder import Ladder
from committee.errors import FormError, NotFoundError
from committee.files.interview_guide import load_guide
from committee.files.rubrics import load_rubric
from committee.present.form.form_view import FormView, Sitting, form_view
from committee.store import loops, scorecards
from committee.store.scorecards import StaleDraftError, Stored
from committee.store.tables.loops import Assignment
from committee.web.accounts.members import allowed, me
from committee.web.frame.transactions import db, finish, page
from committee.web.packets.from_rows import bank_of, ladder_of

from .draft_acts import elapsed
from .draft_checks import Faults, faults_of, unbacked
from .draft_merge import differences, from_same_tab, merged
from .form_fields import Document, document_of, fields_of


def my_seat(key: str) -> Assignment:
    """The interview of that key; NotFoundError for anybody but its interviewer."""
    seat = loops.assignment_by_key(db(), key)
    if seat.interviewer_id != me().id or May.WRITE not in allowed(seat.loop):
        raise NotFoundError("this scorecard isn't yours.")
    return seat


def identity(seat: Assignment) -> Document:
    """What an interview says of itself, whatever is typed into its form."""
    return {
        "id": seat.label,
        "kind": seat.kind,
        "interviewer": seat.interviewer.name,
        "bar_raiser": seat.bar_raiser,
    }


def posted(seat: Assignment) -> Document:
    """The document of the form that was posted."""
    return document_of(request.form.to_dict(flat=False), identity(seat))


def posted_version() -> int:
    """The version of the draft that the posted form was opened on; FormError without one."""
    version = request.form.get("version", "")
    if not (version.isdecimal() and len(version) < 10):
        raise FormError(
            "the form doesn't say which draft it was opened on.",
            remedy="Go back and send it again; what you typed is still there.",
        )
    return int(version)


def stored(seat: Assignment) -> tuple[Document, int, datetime | None]:
    """The draft as it was last saved, with its version and the time."""
    draft = scorecards.draft_of(db(), seat)
    body: dict[str, Any] = draft.body or {}
    return {**body, **_kept(seat)}, draft.version, draft.saved_at


def save(seat: Assignment, document: Document, version: int) -> Stored:
    """Save over `version`, or over what the same browser tab saved before without hearing it.

    StaleDraftError if somebody else saved meanwhile. A sending that comes late changes nothing.
    """
    try:
        return scorecards.save_draft(db(), seat, document, version)
    except StaleDraftError as stale:
        ahead = from_same_tab(document, stale.stored.body)
        if ahead is None:
            raise
        if ahead <= 0:
            return stale.stored
        return scorecards.save_draft(db(), seat, document, stale.stored.version)


def faults(seat: Assignment, document: Document) -> Faults:
    """What keeps a document from being submitted, by field; the transaction ends."""
    known = list(_stories(seat))
    finish()
    return faults_of(document, _ladder(seat), known)


def unbacked_in(seat: Assignment, document: Document) -> Faults:
    """The ratings of a document that no evidence backs, by field."""
    return unbacked(document, _ladder(seat))


def view_of(seat: Assignment, document: Document, wrong: Faults | None = None) -> FormView:
    """The form of a document, with what is wrong in it."""
    return views_of(seat, [document], wrong)[0]


def views_of(
    seat: Assignment, documents: Sequence[Document], wrong: Faults | None = None
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
            _ladder(seat),
            load_rubric(),
            load_guide(),
            seconds=elapsed(each.get("form", {}), time()),
            faults=wrong,
        )
        for each in documents
    ]


def show(
    seat: Assignment,
    document: Document,
    version: int,
    saved_at: datetime | None,
    wrong: Faults | None = None,
) -> ResponseReturnValue:
    """The form's page; 422 where something is wrong."""
    saved = f"✓ Saved {saved_at:%H:%M} UTC" if saved_at else "Nothing saved yet"
    view = view_of(seat, document, wrong)
    html = page(
        "scorecard/form.html", view=view, key=seat.key, version=version, saved=saved, seat=seat
    )
    return html, 422 if wrong else 200


def show_both(seat: Assignment, mine: Document, other: Stored) -> ResponseReturnValue:
    """Two texts of one draft side by side, nothing of either lost, and three ways on."""
    theirs = {**other.body, **_kept(seat)}
    html = page(
        "scorecard/conflict.html",
        seat=seat,
        version=other.version,
        differences=differences(mine, theirs),
        mine=fields_of(mine),
        both=fields_of(merged(mine, theirs)),
    )
    return html, 409


def _kept(seat: Assignment) -> Document:
    return {name: value for name, value in identity(seat).items() if value}


def _stories(seat: Assignment) -> tuple[Document, ...]:
    return tuple(bank_of(seat.loop)) if seat.loop.bank_shared else ()


def _ladder(seat: Assignment) -> Ladder:
    return ladder_of(seat.loop)
