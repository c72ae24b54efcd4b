"""The story bank of the person here: stories in STAR-L, what they cover, what their words carry."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from wtforms import (
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.widgets import CheckboxInput, ListWidget

from committee.domain.rubric import STEPS
from committee.domain.story_bank import told
from committee.errors import ConflictError, NotFoundError
from committee.files.interview_guide import load_guide
from committee.files.rubrics import load_rubric, load_values
from committee.present.preparation.story_bank import WrittenStory, bank_view, check_of
from committee.store import decisions, journal, loops, stories
from committee.store.tables.decisions import Snapshot
from committee.store.tables.preparation import Story
from committee.web.accounts.signed_in import me
from committee.web.frame.forms import NAME, Form, NameField, Version, at_most, required
from committee.web.frame.transactions import db, finish, page, see_other
from committee.web.packets.packets_from_rows import frozen_packet

bp = Blueprint("stories", __name__, url_prefix="/stories")
PROSE = 10_000
SAVED_ELSEWHERE = (
    "“{title}” was saved somewhere else since you opened it. What you typed is still here; open "
    "the story in another tab to compare, or save again to keep yours."
)


class Ticks(SelectMultipleField):
    """Any of several, as tick boxes."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class StoryForm(Form):
    """A story: its title, what it covers, how far it reached, and its five steps."""

    title = NameField("Title", [required("what you call this story")])
    covers = Ticks("What it covers")
    reach = SelectField("How far the result reached", default="")
    listed = Ticks("Values")
    values = StringField("Values of your own, with commas between them", [at_most()])
    situation = TextAreaField("Situation", [at_most(PROSE)])
    task = TextAreaField("Task", [at_most(PROSE)])
    action = TextAreaField("Action", [at_most(PROSE)])
    result = TextAreaField("Result", [at_most(PROSE)])
    learnings = TextAreaField("Learnings", [at_most(PROSE)])
    version = Version(default=0)


@bp.get("")
def index() -> str:
    """The bank: coverage at a glance, every story with its level check, who may read it."""
    bank, mine = stories.bank(db(), me()), loops.loops_of(db(), me())
    released = [decisions.released(db(), loop) for loop in mine]
    finish()  # Stories are read through while others write.
    heard = _times_told(released)
    view = bank_view([_told(s) for s in bank], heard, load_rubric(), load_guide())
    return page("stories/index.html", view=view, loops=mine)


@bp.route("/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    """An empty skeleton."""
    form = _form()
    if form.validate_on_submit():
        key = _free_key(form.title.data)
        stories.save_story(db(), me(), key, _fields(form))
        return see_other("stories.edit", "Saved.", key=key)
    return _show(form), 422 if form.errors else 200


@bp.route("/<key>", methods=["GET", "POST"])
def edit(key: str) -> ResponseReturnValue:
    """A story to be read and rewritten, with what its words carry."""
    story = _mine(key)
    form = _form(story)
    if form.validate_on_submit():
        try:
            stories.save_story(db(), me(), key, _fields(form), form.version.data or story.version)
        except ConflictError:
            form.title.errors = [SAVED_ELSEWHERE.format(title=story.title)]
            form.version.data = story.version
            return _show(form, story), 409
        return see_other("stories.edit", "Saved.", key=key)
    return _show(form, story), 422 if form.errors else 200


@bp.post("/<key>/delete")
def delete(key: str) -> ResponseReturnValue:
    """Take a story out of the bank."""
    stories.delete_story(db(), me(), key)
    return see_other("stories.index", "The story is gone.")


@bp.post("/share/<loop>")
def share(loop: str) -> ResponseReturnValue:
    """Let the interviewers of one's own loop link what they hear to the bank, or no longer."""
    held = loops.loop_by_key(db(), loop)
    if held.candidate_id != me().id:
        raise NotFoundError("this loop isn’t yours.")
    shared = request.form.get("shared") == "yes"
    loops.share_bank(db(), held, shared)
    did = "shared the story bank" if shared else "unshared the story bank"
    journal.record(db(), did, me(), f"loop:{held.key}")
    return see_other("stories.index", "Shared." if shared else "No longer shared.")


def _show(form: StoryForm, story: Story | None = None) -> str:
    finish()
    check = check_of(_told(story)) if story else None
    rubric = load_rubric()
    return page(
        "stories/edit.html",
        form=form,
        story=story,
        check=check,
        asks=load_guide().steps,
        steps=STEPS,
        reaches=rubric.reaches,
    )


def _form(story: Story | None = None) -> StoryForm:
    rubric, known = load_rubric(), [name for each in load_values() for name in each.values]
    given: dict[str, Any] = {}
    if story:
        given = {name: getattr(story, name) for name in ("title", "covers", *STEPS, "version")}
        given |= {"reach": story.reach or "", "listed": [v for v in story.values if v in known]}
        given["values"] = ", ".join(value for value in story.values if value not in known)
    form = StoryForm(data=given)
    form.covers.choices = [(theme.id, theme.name) for theme in rubric.themes]
    reaches = [(r.id, f"{r.name}: {r.anchor}") for r in rubric.reaches]
    form.reach.choices = [("", "not said yet"), *reaches]
    form.listed.choices = [(name, name) for name in known]
    return form


def _fields(form: StoryForm) -> dict[str, Any]:
    own = [value.strip() for value in (form.values.data or "").split(",")]
    values = dict.fromkeys([*form.listed.data, *filter(None, own)])
    texts = {step: form.data[step] or "" for step in STEPS}
    return {
        "title": form.title.data,
        "covers": form.covers.data,
        "reach": form.reach.data or None,
        "values": list(values),
        **texts,
    }


def _mine(key: str) -> Story:
    found = [story for story in stories.bank(db(), me()) if story.key == key]
    if not found:
        raise NotFoundError("there is no such story.")
    return found[0]


def _free_key(title: str) -> str:
    taken = {story.key for story in stories.bank(db(), me())}
    plain = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[: NAME // 4] or "story"
    names = (plain, *(f"{plain}-{number}" for number in range(2, len(taken) + 3)))
    return next(name for name in names if name not in taken and name != "new")


def _times_told(released: Sequence[Snapshot | None]) -> Counter[str]:
    """In how many released loops each story was heard."""
    packets = [frozen_packet(snapshot) for snapshot in released if snapshot]
    return Counter(story for packet in packets for story in told(packet))


def _told(story: Story) -> WrittenStory:
    steps = {step: getattr(story, step) for step in STEPS}
    covers, values = tuple(story.covers), tuple(story.values)
    return WrittenStory(story.key, story.title, covers, story.reach, values, steps)
