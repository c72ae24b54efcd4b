"""Rehearsal out loud: a prompt, a clock, interruptions; nothing is kept but marks and notes."""

from typing import Any

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from committee.domain.answer_clock import marks_of
from committee.domain.number_input import minute, number
from committee.domain.odd_characters import clean
from committee.domain.rubric import THEMES
from committee.errors import FormError, NotFoundError
from committee.files.interview_guide import load_guide
from committee.files.rubrics import load_rubric
from committee.present.preparation.rehearsals import Rehearsed, rehearsals_view
from committee.store import stories
from committee.web.accounts.signed_in import me
from committee.web.frame.transactions import db, finish, page, see_other

bp = Blueprint("rehearsal", __name__, url_prefix="/rehearsal")
MOST_MARKS, LONGEST, LONGEST_NOTES = 200, 7200, 20_000
BY_HAND = (("decision", "Decision"), ("result", "Result"))


@bp.get("")
def index() -> str:
    """The prompts, and one's own rehearsals so far."""
    kept = [Rehearsed(r.at, r.prompt, r.marks) for r in stories.rehearsals(db(), me())]
    finish()
    rubric, guide = load_rubric(), load_guide()
    view = rehearsals_view(kept, guide)
    return page("rehearsal/index.html", view=view, themes=rubric.themes, guide=guide)


@bp.get("/<theme>")
def stage(theme: str) -> str:
    """One prompt, to be answered out loud."""
    return _stage(theme)


@bp.post("/<theme>")
def keep(theme: str) -> ResponseReturnValue:
    """Keep what was marked; times typed by hand do where no script marked them."""
    prompt = _prompt(theme)
    try:
        marks = _marks()
    except FormError as error:
        return _stage(theme, f"{error.found} {error.remedy}"), 422
    stories.keep_rehearsal(db(), me(), prompt, marks)
    return see_other("rehearsal.index", "Kept: only your marks and your notes.")


def _prompt(theme: str) -> str:
    if theme not in THEMES:
        raise NotFoundError("there is no such theme.")
    return load_guide().themes[theme][0]


def _stage(theme: str, wrong: str = "") -> str:
    guide, rubric = load_guide(), load_rubric()
    prompt = _prompt(theme)
    follow_ups = [*guide.themes[theme][1:], *guide.steps.values(), *guide.dimensions.values()]
    follow_ups += [trap.probe for trap in rubric.traps]
    return page(
        "rehearsal/stage.html",
        theme=theme,
        prompt=prompt,
        follow_ups=follow_ups,
        by_hand=BY_HAND,
        typed=request.form,
        wrong=wrong,
    )


def _marks() -> dict[str, Any]:
    """The posted marks; FormError where a time or the notes can't be taken as they stand."""
    marks = [mark for mark in request.form.getlist("marks")[:MOST_MARKS] if marks_of([mark])]
    for kind, name in BY_HAND:
        seconds = _seconds(name, request.form.get(kind, ""))
        if seconds is not None and not any(mark.startswith(f"{kind}@") for mark in marks):
            marks.append(f"{kind}@{seconds:g}")
    notes = clean(request.form.get("notes", ""))
    if len(notes) > LONGEST_NOTES:
        raise FormError(f"The notes have more than {LONGEST_NOTES:,} characters.", remedy="Cut.")
    if not marks and not notes.strip():
        raise FormError("Nothing was marked.", remedy="Start the clock, or type a time.")
    length = number(request.form.get("seconds", ""))
    kept: dict[str, Any] = {"marks": marks, "notes": notes}
    return {**kept, "seconds": length} if length and 0 < length <= LONGEST else kept


def _seconds(name: str, typed: str) -> float | None:
    if not typed.strip():
        return None
    minutes = minute(typed)
    if minutes is None or not 0 <= minutes * 60 <= LONGEST:
        raise FormError(f"{name}: “{clean(typed)[:40]}” is no time.", remedy="Write it as 1:20.")
    return round(minutes * 60, 1)
