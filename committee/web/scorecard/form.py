"""The evidence form: filled while listening, reviewed, submitted, amended with a reason."""

from time import time

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from committee.errors import FormError
from committee.present.voice.blindness_words import mark_of
from committee.scorecard.acts import act
from committee.scorecard.faults import handed_in
from committee.store import draft_format, journal, scorecards
from committee.store.scorecards import StaleDraftError
from committee.store.tables.loops import SUBMITTED
from committee.web.accounts.members import me
from committee.web.frame.transactions import abandon, db, finish, page, see_other

from .blind_marks import read_where
from .drafts import (
    faults,
    my_seat,
    of_seat,
    posted,
    posted_version,
    save,
    show,
    show_both,
    stored,
    unbacked_in,
    view_of,
    views_of,
)

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
        views = views_of(seat, [of_seat(seat, revision.body) for revision in sent])
        pairs = list(zip(reversed(sent), reversed(views), strict=True))
        return page("scorecard/submitted.html", seat=seat, views=pairs)
    return show(seat, *stored(seat))


@bp.get("/amend")
def amend(key: str) -> ResponseReturnValue:
    """The form again, for a scorecard that was submitted."""
    seat = my_seat(key)
    return show(seat, *stored(seat))


@bp.post("")
def post(key: str) -> ResponseReturnValue:
    """Do what was pressed and save all of the form; what is wrong stands beside its field."""
    seat, action = my_seat(key), request.form.get("action", "save")
    draft, version, wrong = posted(seat), posted_version(), {}
    try:
        draft = act(draft, action, time())
    except FormError as error:
        wrong = {error.where: f"{error.found[:1].upper()}{error.found[1:]} {error.remedy}"}
    check = faults if action == "review" else unbacked_in
    wrong |= check(seat, draft)
    try:
        saved = save(seat, draft, version)
    except StaleDraftError as stale:
        abandon()
        return show_both(seat, draft, stale.stored)
    if wrong:
        return show(seat, draft, saved.version, saved.saved_at, wrong)
    page_after = "scorecard.amend" if seat.state == SUBMITTED else "scorecard.form"
    return see_other(PAGES_AFTER.get(action, page_after), key=key)


@bp.post("/draft")
def autosave(key: str) -> ResponseReturnValue:
    """Save the draft while it is being typed; JSON with its new version and the time."""
    seat = my_seat(key)
    try:
        saved = save(seat, posted(seat), posted_version())
    except StaleDraftError as stale:
        abandon()
        return {"version": stale.stored.version, "found": stale.found}, 409
    finish()
    assert saved.saved_at is not None
    return {"version": saved.version, "saved": saved.saved_at.isoformat()}


@bp.get("/now")
def now(key: str) -> str:
    """What follows from the draft as saved: counts, moments, hints, what is still missing."""
    seat = my_seat(key)
    return page("scorecard/now.html", view=view_of(seat, stored(seat)[0]))


@bp.get("/review")
def review(key: str) -> ResponseReturnValue:
    """Everything once more before it is submitted."""
    seat = my_seat(key)
    draft, version, saved_at = stored(seat)
    wrong = faults(seat, draft)
    if wrong:
        return show(seat, draft, version, saved_at, wrong)
    again = scorecards.latest(db(), seat) is not None
    view = view_of(seat, draft)
    return page("scorecard/review.html", seat=seat, view=view, version=version, again=again)


@bp.post("/submit")
def submit(key: str) -> ResponseReturnValue:
    """Submit the draft that was reviewed: from then on it changes only by a new revision."""
    seat, version = my_seat(key), posted_version()
    draft, saved_version, saved_at = stored(seat)
    wrong = faults(seat, draft)
    if wrong:
        return show(seat, draft, saved_version, saved_at, wrong)
    try:
        body = draft_format.body_of(handed_in(draft))
        revision = scorecards.submit(db(), seat, body, version, me(), request.form.get("reason"))
    except StaleDraftError:
        abandon()
        return see_other("scorecard.review", LOOK_AGAIN, key=key)
    mark = mark_of(revision)
    told = f"{seat.label}, {mark}{read_where(seat, me())}" if mark else seat.label
    journal.record(db(), "submitted", me(), f"loop:{seat.loop.key}", told)
    done = "Submitted." if revision.number == 1 else f"Submitted as revision {revision.number}."
    open_ = "The loop is open to you now." if my_seat(key).assessed else NOTHING_ASSESSED
    return see_other("scorecard.form", f"{done} {open_}", key=key)
