"""The draft behind the evidence form: whose it is, what was posted, how it is shown."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from time import time
from typing import NamedTuple

from flask import request

from committee.domain.access import May
from committee.domain.ladder import Ladder
from committee.domain.packet import Story
from committee.errors import BusyError, FileError, FormError, NotFoundError
from committee.files.evidence_nudges import load_nudges
from committee.files.interview_guide import load_guide
from committee.files.loops import packet_of
from committee.files.rubrics import load_rubric
from committee.present.form.form_view import FormView, Sitting, form_view
from committee.scorecard.draft import Draft
from committee.scorecard.not_ready_to_send import (
    Faults,
    faults_of,
    handed_in,
    typed_wrongly,
    unbacked,
)
from committee.store import draft_format, loops, scorecards
from committee.store.scorecards import StaleDraftError
from committee.store.tables.loops import Assignment
from committee.web.accounts.signed_in import allowed, me
from committee.web.frame.transactions import db, finish
from committee.web.packets.packets_from_rows import bank_of, ladder_of

MOST_TRIES = 20
SILENCE = 600
"""Seconds without a word after which a running clock is asked about."""


class Stored(NamedTuple):
    """A draft as it is saved, with its version and the time, None before anything was."""

    draft: Draft
    version: int
    saved_at: datetime | None


def my_seat(key: str) -> Assignment:
    """The interview of that key; NotFoundError for anybody but its interviewer."""
    seat = loops.assignment_by_key(db(), key)
    if seat.interviewer_id != me().id or May.WRITE not in allowed(seat.loop):
        raise NotFoundError("this scorecard isn’t yours.")
    return seat


def empty(seat: Assignment) -> Draft:
    """A draft in which nothing is typed: what an interview says of itself."""
    return Draft(seat.label, seat.kind, seat.interviewer.name, seat.bar_raiser)


def posted_version() -> int:
    """The version of the draft that the posted form was opened on; FormError without one."""
    version = request.form.get("version", "")
    if not (version.isdecimal() and len(version) < 10):
        raise FormError(
            "the form doesn’t say which draft it was opened on.",
            remedy="Go back and send it again; what you typed is still there.",
        )
    return int(version)


def stored(seat: Assignment) -> Stored:
    """The draft as it was last saved."""
    kept = scorecards.draft_of(db(), seat)
    return Stored(of_seat(seat, kept.body), kept.version, kept.saved_at)


def of_seat(seat: Assignment, body: scorecards.Body) -> Draft:
    """What was kept of an interview; whose it is, the loop says."""
    return draft_format.draft_of(
        {**body, "interviewer": seat.interviewer.name, "bar_raiser": seat.bar_raiser},
        seat.label,
        seat.kind,
    )


def change(
    seat: Assignment, done: Callable[[Draft], tuple[Draft, Faults]]
) -> tuple[Stored, Faults]:
    """Read the draft, do something to it, and save it; again if another tab was faster."""
    draft, version, _ = stored(seat)
    for _ in range(MOST_TRIES):
        draft, wrong = done(draft)
        try:
            saved = scorecards.save_draft(db(), seat, draft_format.body_of(draft), version)
        except StaleDraftError as stale:
            draft, version = of_seat(seat, stale.stored.body), stale.stored.version
        else:
            return Stored(draft, saved.version, saved.saved_at), wrong
    raise BusyError("too many tabs save this scorecard at once.", remedy="Send it again.")


def faults(seat: Assignment, draft: Draft) -> Faults:
    """What keeps a draft from being submitted, by field; the transaction ends."""
    known, ladder = stories_for(seat), ladder_of(seat.loop)
    finish()
    return faults_of(draft, ladder) or _broken(handed_in(draft, time()), ladder, known)


def _broken(draft: Draft, ladder: Ladder, known: tuple[Story, ...]) -> Faults:
    """What a loop file with this interview would be refused for, if anything is left."""
    loop = {"candidate": "the candidate", "target": ladder.targets[0]}
    bank = [{"id": story.id, "title": story.title} for story in known]
    data = {"loop": loop, "story": bank, "interview": [draft_format.interview_of(draft)]}
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
    sitting = Sitting(seat.loop.candidate_name, seat.loop.target, place, stories_for(seat))
    finish()
    sitting = replace(sitting, nudging=load_nudges())
    return [
        form_view(
            each,
            sitting,
            ladder_of(seat.loop),
            load_rubric(),
            load_guide(),
            seconds=each.clock(time()),
            faults=typed_wrongly(each) | (wrong or {}),
            refused=bool(wrong),
        )
        for each in drafts
    ]


def ran_on(kept: Stored) -> float | None:
    """What the clock showed when it was last written to, in seconds, if it ran on in silence."""
    if kept.draft.since is None or kept.saved_at is None:
        return None
    written = max(kept.saved_at.timestamp(), kept.draft.since)
    return kept.draft.clock(written) if time() - written > SILENCE else None


def stories_for(seat: Assignment) -> tuple[Story, ...]:
    """The candidate's stories, if they are shared with the panel."""
    return bank_of(seat.loop) if seat.loop.bank_shared else ()
