"""A transcript beside the evidence form: passages of it become evidence with their minute."""

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from committee.domain.rubric import POLARITIES, RATED_IN
from committee.errors import CommitteeError
from committee.files.interview_guide import load_guide
from committee.files.rubrics import load_rubric
from committee.files.transcripts import parse_transcript
from committee.present.form.technical_round import steps_of
from committee.present.form.transcript_passages import AnswerView, answer_views
from committee.present.output.transcript_turns import turns_text
from committee.scorecard.draft import EvidenceRow
from committee.scorecard.form_acts import row_of
from committee.scorecard.history import taken
from committee.speech.conversation import Cue
from committee.speech.interview import read_interview
from committee.store.tables.loops import SUBMITTED, Assignment
from committee.web.frame.heavy_requests import in_turn
from committee.web.frame.transactions import finish, page, see_other

from .drafts import change, my_seat, stored

bp = Blueprint("transcripts", __name__, url_prefix="/scorecards/<key>/transcript")


@bp.get("")
def ask(key: str) -> ResponseReturnValue:
    """Where a transcript is pasted or chosen."""
    return _show(my_seat(key))


@bp.post("")
@in_turn
def read(key: str) -> ResponseReturnValue:
    """The passages of a transcript; what was pasted stays in its box.

    The turns of a file whose speakers can't be told go there too, to be named.
    """
    seat, pasted = my_seat(key), request.form.get("text", "")
    finish()  # Reading takes up to seconds, and nobody's write waits for it.
    sent = request.files.get("file")
    cues: tuple[Cue, ...] = ()
    raw = sent.read() if sent else b""
    try:
        cues = parse_transcript(raw or pasted.encode(), "the transcript")
        interview = read_interview(cues, request.form.get("speaker", ""))
    except CommitteeError as error:
        return _show(seat, pasted or turns_text(cues), wrong=str(error)), 422
    logged = stored(seat).draft.evidence
    finish()
    views = answer_views(interview, load_rubric(), logged)
    return _show(seat, pasted, views, interview.candidate)


@bp.post("/take")
def take(key: str) -> ResponseReturnValue:
    """Put the chosen passages into the newest draft, after what is logged there already."""
    seat, rows = my_seat(key), _chosen()
    change(seat, lambda draft: (taken(draft, rows), {}))
    if request.accept_mimetypes.best == "application/json":
        finish()
        return {"taken": len(rows)}
    return see_other(f"scorecard.{'amend' if seat.state == SUBMITTED else 'form'}", key=key)


def _chosen() -> list[EvidenceRow]:
    """The passages that were ticked, as pieces of evidence still without an id."""
    fields = request.form.to_dict(flat=False)
    return [row_of(fields, n) for n in fields.get("take", []) if n.isdecimal()]


def _show(
    seat: Assignment,
    pasted: str = "",
    answers: tuple[AnswerView, ...] = (),
    candidate: str = "",
    wrong: str = "",
) -> str:
    rubric = load_rubric()
    return page(
        "scorecard/transcript.html",
        seat=seat,
        pasted=pasted,
        answers=answers,
        candidate=candidate,
        wrong=wrong,
        speaker=request.form.get("speaker", ""),
        dimensions=[(d, rubric.name(d)) for d in RATED_IN[seat.kind]],
        steps=[(s.id, s.name) for s in steps_of(seat.kind, rubric, load_guide())],
        polarities=[(polarity, polarity.capitalize()) for polarity in POLARITIES],
    )
