"""Changing what was made: a cohort's name, and of a loop whatever it was made with."""

from hashlib import sha256

from flask import Blueprint
from flask.typing import ResponseReturnValue
from wtforms import HiddenField, SelectChoice, SelectField
from wtforms.validators import InputRequired

from committee.domain.access import May
from committee.errors import ConflictError
from committee.present.voice.words import listed
from committee.store import journal, loops, predictions, roles
from committee.store.tables.loops import Loop
from committee.web.accounts.signed_in import allowed, cohort_for, loop_for, me
from committee.web.frame.forms import Form, NameField, required
from committee.web.frame.transactions import db, page, see_other

from .loop_form import LOOP_FIELDS, LoopForm, with_choices

bp = Blueprint("changes", __name__)


class ChangedCohort(Form):
    """A cohort as it is to be called."""

    name = NameField("Name", [required("what you call this cohort")])


class ChangedLoop(LoopForm):
    """A loop as it is to be; `shown` tells what it was when the form was opened.

    Not by the loop's version: that counts what the panel hands in, which one who still writes
    mustn't know.
    """

    cohort = SelectField("Cohort")
    shown = HiddenField(validators=[InputRequired()])


@bp.route("/cohorts/<key>/change", methods=["GET", "POST"])
def cohort(key: str) -> ResponseReturnValue:
    """Call a cohort otherwise."""
    group = cohort_for(key)
    form = ChangedCohort(data={"name": group.name})
    if not form.validate_on_submit():
        return page("loops/change-cohort.html", cohort=group, form=form), _status(form)
    if form.name.data != group.name:
        loops.rename_cohort(db(), group, form.name.data)
        journal.record(db(), "renamed cohort", me(), f"cohort:{key}")
    return see_other("loops.cohort", key=key)


@bp.route("/loops/<key>/change", methods=["GET", "POST"])
def loop(key: str) -> ResponseReturnValue:
    """Change what a loop was made with; what is decided of it stays as it was decided."""
    found = loop_for(May.SEAT, key)
    form = _form(found)
    if not form.validate_on_submit():
        shown = {"form": form, "deletes": May.RULE in allowed(found)}
        return page("loops/change.html", this_loop=found, **shown), _status(form)
    if form.shown.data != _shown(found):
        raise ConflictError("this loop was changed since you opened it.", remedy=loops.LOOK_AGAIN)
    if changed := _changed(found, form):
        loops.change_loop(db(), found, found.version, **changed)
        if changed.keys() & {"target", "policy"}:
            predictions.drop(db(), found)
        names = [form[name].label.text.lower() for name in form.data if _column(name) in changed]
        journal.record(db(), "changed loop", me(), f"loop:{key}", listed(names))
    return see_other("board.loop", "It is changed." if changed else "", key=key)


def _form(loop: Loop) -> ChangedLoop:
    form = ChangedLoop(
        data={
            **{name: getattr(loop, name) for name in LOOP_FIELDS},
            "shown": _shown(loop),
            "candidate": loop.candidate_name,
            "cohort": loop.cohort.key,
        }
    )
    with_choices(form)
    mine = roles.cohorts_of(db(), me())
    form.cohort.choices = [SelectChoice(each.key, each.name) for each in mine]
    return form


def _shown(loop: Loop) -> str:
    """A digest of what the form shows of a loop."""
    shown = [loop.candidate_name, loop.cohort.key, *(getattr(loop, name) for name in LOOP_FIELDS)]
    return sha256(repr([str(each or "") for each in shown]).encode()).hexdigest()


def _changed(loop: Loop, form: ChangedLoop) -> dict[str, object]:
    """The columns that are to hold something else, with what they are to hold."""
    wanted = {
        "candidate_name": form.candidate.data,
        "cohort_id": loops.cohort_by_key(db(), form.cohort.data).id,
        **{name: form[name].data or None for name in LOOP_FIELDS},
    }
    return {name: value for name, value in wanted.items() if value != getattr(loop, name)}


def _column(field: str) -> str:
    return {"candidate": "candidate_name", "cohort": "cohort_id"}.get(field, field)


def _status(form: Form) -> int:
    return 422 if form.errors else 200
