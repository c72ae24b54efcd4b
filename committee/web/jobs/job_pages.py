"""All packets of a cohort, made in the background: asked for, watched, cancelled, taken home."""

import logging

from flask import Blueprint, Response, current_app, send_file
from flask.typing import ResponseReturnValue
from wtforms import SelectChoice, SelectField

from committee.errors import ConflictError, FormError, NotFoundError, SettingsError
from committee.jobs.bundles import file_name
from committee.jobs.job_queue import Queue
from committee.jobs.job_runner import BOUND, KINDS, ZIP, Work, ask_for
from committee.jobs.print_cache import used
from committee.present.packet.packet_view import CANDIDATE, COMMITTEE, SUMMARY
from committee.store import decisions, journal, loops
from committee.store import job_rows as rows
from committee.store.column_types import now
from committee.store.tables.decisions import Snapshot
from committee.store.tables.jobs import DONE, Job
from committee.store.tables.loops import Cohort, Loop
from committee.web.accounts.signed_in import coaches_only, cohort_for, readable, reading_all
from committee.web.frame.forms import Form
from committee.web.frame.transactions import db, finish, page, see_other

from .progress import Progress, progress_of

bp = Blueprint("jobs", __name__)
log = logging.getLogger(__name__)

WHAT = {ZIP: "a ZIP of PDFs", BOUND: "one bound PDF"}
EDITION = {
    COMMITTEE: "The committee’s: everything",
    CANDIDATE: "The candidates’ own: what is released",
    SUMMARY: "The summary: one page for a meeting",
}


class Ask(Form):
    """What is to be made of a cohort's packets."""

    kind = SelectField("Make them", choices=[SelectChoice(kind, WHAT[kind]) for kind in KINDS])
    edition = SelectField("Edition", choices=[SelectChoice(*each) for each in EDITION.items()])


@bp.get("/cohorts/<key>/packets")
def index(key: str) -> str:
    """What can be made of a cohort's packets, and what was asked for before."""
    coach, cohort = coaches_only(), cohort_for(key)
    asked = rows.jobs_for(db(), coach, cohort)
    shown = {
        "jobs": [(each, WHAT[each.kind], _progress(each)) for each in asked],
        "size": len(loops.loops_in(db(), cohort)),
        "chosen": len(_decided(cohort)),
        "released": len(_decided(cohort, CANDIDATE)),
    }
    return page("jobs/index.html", cohort=cohort, form=Ask(), **shown)


@bp.post("/cohorts/<key>/packets")
def ask(key: str) -> ResponseReturnValue:
    """Have the newest decision of every loop of a cohort printed."""
    coach, form = coaches_only(), Ask()
    cohort = cohort_for(key)
    chosen = _decided(cohort, form.edition.data)
    if not chosen and form.edition.data == CANDIDATE:
        raise FormError("no packet of this cohort is released.", remedy="Release one first.")
    if not (form.validate() and chosen):
        raise FormError(
            "no loop of this cohort is decided, or you still owe a scorecard in it.",
            remedy="Decide a loop first.",
        )
    title = f"{cohort.name}: packets"
    work = Work(form.kind.data, title, form.edition.data, "a4", chosen)
    job = ask_for(db(), work, cohort, coach)
    journal.record(db(), "asked for packets", coach, f"cohort:{key}", form.kind.data)
    finish()
    return see_other("jobs.job", _put(job), key=job.key)


@bp.get("/jobs/<key>")
def job(key: str) -> str:
    """How far it is, and the file when it is ready."""
    asked = _mine(key)
    wanted = {"kind": asked.kind, "edition": str(asked.request["edition"])}
    what = f"{WHAT[asked.kind]}, {wanted['edition']} edition"
    return page("jobs/job.html", job=asked, what=what, progress=_progress(asked), wanted=wanted)


@bp.post("/jobs/<key>/cancel")
def cancel(key: str) -> ResponseReturnValue:
    """Stop it at its next packet."""
    rows.cancel(db(), _mine(key))
    return see_other("jobs.job", "Cancelled.", key=key)


@bp.get("/jobs/<key>/file")
def file(key: str) -> Response:
    """What was made."""
    asked = _mine(key)
    reading_all(decisions.loops_of(db(), asked.request["snapshots"]))
    if asked.request["edition"] == CANDIDATE and not decisions.all_released(
        db(), asked.request["snapshots"]
    ):
        raise ConflictError(
            "a packet in it isn’t released any more.", remedy="Have the candidates’ own made again."
        )
    made = queue().office.product(asked).resolve()
    if asked.state != DONE or not used(made):
        raise NotFoundError("this isn’t ready.")
    name = f"{file_name(asked.cohort.name)}, packets{made.suffix}"
    answer = send_file(made, as_attachment=True, download_name=name, etag=asked.key)
    del answer.headers["Last-Modified"]  # A kept file's time is when somebody last asked for it.
    return answer


def _progress(asked: Job) -> Progress:
    return progress_of(asked, now(), made=queue().office.product(asked).exists())


def _decided(cohort: Cohort, edition: str = COMMITTEE) -> list[tuple[Loop, Snapshot]]:
    """The newest decisions of a cohort's loops that the person here may read.

    For the candidates' edition what is released instead: nothing else is theirs.
    """
    those = decisions.released_in if edition == CANDIDATE else decisions.standing_in
    decided = those(db(), cohort)
    mine = {loop.key for loop in readable(loop for loop, _ in decided)}
    return [(loop, snapshot) for loop, snapshot in decided if loop.key in mine]


def _mine(key: str) -> Job:
    """A job of the coach who is here, while they may read every loop in it, and all are kept."""
    coach, asked = coaches_only(), rows.job_by_key(db(), key)
    chosen = asked.request["snapshots"]
    named = decisions.loops_of(db(), chosen)
    readers = asked.asked_by == coach.id and len(readable(named)) == len(named)
    if not (readers and decisions.all_kept(db(), chosen)):
        raise NotFoundError("this job isn’t yours.")
    return asked


def _put(job: Job) -> str:
    """Tell the queue of a job whose row is kept; returns what a coach should know of that."""
    try:
        queue().put(job.key)
    except SettingsError as error:
        log.error("%s", error)
        return "It is asked for and kept, but the queue can’t be reached: it waits until it can."
    return ""


def queue() -> Queue:
    """The queue of this application."""
    held = current_app.extensions
    if "queue" not in held:
        held["queue"] = Queue(current_app.config["SETTINGS"])
    kept: Queue = held["queue"]
    return kept
