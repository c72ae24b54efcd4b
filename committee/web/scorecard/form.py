"""The evidence form: filled while listening, reviewed, submitted, amended with a reason."""

from time import time

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from committee.domain.access import May
from committee.present.voice.dates import hour
from committee.present.voice.read_others_first_said import mark_of
from committee.scorecard.not_ready_to_send import Faults, handed_in, typed_wrongly
from committee.scorecard.typing_in_two_tabs import at_box
from committee.store import draft_format, journal, predictions, scorecards
from committee.store.scorecards import StaleDraftError
from committee.store.tables.loops import SUBMITTED, Assignment
from committee.web.accounts.signed_in import allowed, me
from committee.web.frame.transactions import abandon, db, finish, page, see_other

from .amending import amending, changed_by
from .drafts import (
    Stored,
    change,
    faults,
    my_seat,
    of_seat,
    posted_version,
    ran_on,
    stored,
    unbacked_in,
    view_of,
    views_of,
)
from .read_others_first import read_where
from .sent_acts import pressed, sent, tab

bp = Blueprint("scorecard", __name__, url_prefix="/scorecards/<key>")
PAGES_AFTER = {"review": "scorecard.review", "transcript": "transcripts.ask"}
NOTHING_ASSESSED = "Nothing is assessed in it, so the loop stays closed to you until you amend it."
LOOK_AGAIN = "It was saved again since you reviewed it: look once more, then submit."


@bp.get("")
def form(key: str) -> ResponseReturnValue:
    """The form of a scorecard still to be submitted; afterwards, what was submitted."""
    seat = my_seat(key)
    if seat.state == SUBMITTED:
        sent = scorecards.revisions(db(), seat)
        reads, decided = May.READ in allowed(seat.loop), predictions.is_decided(db(), seat.loop)
        told = {"reads": reads, "asks": reads and not decided, "came": reads and decided}
        changed = changed_by(seat, sent)
        views = views_of(seat, [of_seat(seat, revision.body) for revision in sent])
        rows = list(zip(sent, views, changed, strict=True))[::-1]
        return page("scorecard/submitted.html", seat=seat, rows=rows, **told)
    return show(seat, stored(seat))


@bp.get("/amend")
def amend(key: str) -> ResponseReturnValue:
    """The form again, for a scorecard that was submitted."""
    seat = my_seat(key)
    return show(seat, stored(seat))


@bp.post("")
def post(key: str) -> ResponseReturnValue:
    """Do what was pressed and save all of the form; what is wrong stands beside its field."""
    seat, action = my_seat(key), request.form.get("action", "save")
    kept, wrong = change(seat, pressed)
    if action != "review":
        wrong |= unbacked_in(seat, kept.draft)
    if wrong:
        return show(seat, kept, wrong)
    page_after = "scorecard.amend" if seat.state == SUBMITTED else "scorecard.form"
    return see_other(PAGES_AFTER.get(action, page_after), key=key)


@bp.post("/draft")
def autosave(key: str) -> ResponseReturnValue:
    """Do what a script sent; JSON with the draft's version, and what was refused by field."""
    kept, wrong = change(my_seat(key), sent)
    finish()
    return {"version": kept.version, "wrong": typed_wrongly(kept.draft) | wrong}


@bp.get("/now")
def now(key: str) -> str:
    """What follows from the draft as saved, as a tab has it: all of the form, or its hints."""
    seat = my_seat(key)
    kept = stored(seat)
    told = amending(seat, kept.draft)
    view = view_of(seat, at_box(kept.draft, tab()))
    part = f"scorecard/{'_form' if 'whole' in request.args else 'now'}.html"
    return page(part, view=view, key=key, seat=seat, version=kept.version, amending=told)


@bp.get("/review")
def review(key: str) -> ResponseReturnValue:
    """Everything once more before it is submitted."""
    seat = my_seat(key)
    kept = stored(seat)
    wrong = faults(seat, kept.draft)
    if wrong:
        return show(seat, kept, wrong)
    told = amending(seat, kept.draft)
    view = view_of(seat, kept.draft)
    return page("scorecard/review.html", seat=seat, view=view, version=kept.version, amending=told)


@bp.post("/submit")
def submit(key: str) -> ResponseReturnValue:
    """Submit the draft that was reviewed: from then on it changes only by a new revision."""
    seat, version = my_seat(key), posted_version()
    draft, _ = pressed(stored(seat).draft)
    wrong = faults(seat, draft)
    if wrong:
        return show(seat, change(seat, pressed)[0], wrong)
    body, reason = draft_format.body_of(handed_in(draft, time())), request.form.get("reason")
    try:
        revision = scorecards.submit(db(), seat, body, version, me(), reason)
    except StaleDraftError:
        abandon()
        change(seat, pressed)
        return see_other("scorecard.review", LOOK_AGAIN, key=key)
    mark = mark_of(revision)
    told = f"{seat.label}, {mark}{read_where(seat, me())}" if mark else seat.label
    journal.record(db(), "submitted", me(), f"loop:{seat.loop.key}", told)
    done = "Submitted." if revision.number == 1 else f"Submitted as revision {revision.number}."
    open_ = "The loop is open to you now." if my_seat(key).assessed else NOTHING_ASSESSED
    return see_other("scorecard.form", f"{done} {open_}", key=key)


def show(seat: Assignment, kept: Stored, wrong: Faults | None = None) -> ResponseReturnValue:
    """The form's page; 422 where something is wrong."""
    saved = f"✓ Saved {hour(kept.saved_at)}" if kept.saved_at else "Nothing saved yet"
    told = {"saved": saved, "version": kept.version, "ran_on": ran_on(kept)}
    amends = amending(seat, kept.draft)
    view = view_of(seat, kept.draft, wrong)
    html = page("scorecard/form.html", view=view, key=seat.key, seat=seat, amending=amends, **told)
    return html, 422 if wrong else 200
