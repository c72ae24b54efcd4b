"""What every page stands on: fonts, the favicon, the navigation, the way home."""

from typing import Any

from flask import Blueprint, Response, abort, current_app, g, redirect, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from committee.assets import FONTS, TEMPLATES
from committee.store import loops, roles
from committee.store.tables.people import Person
from committee.web.accounts.signed_in import me

from .transactions import db

bp = Blueprint("shell", __name__)

OWNERS, COACHES, INTERVIEWERS, CANDIDATES, ALL = range(5)
PAGES = (
    ("Cohorts", "loops.index", COACHES),
    ("Your interviews", "queue.index", INTERVIEWERS),
    ("Your packets", "candidate.index", CANDIDATES),
    ("Your stories", "stories.index", CANDIDATES),
    ("Rehearsal", "rehearsal.index", CANDIDATES),
    ("Simulator", "simulator.index", ALL),
    ("Policies", "policies.index", ALL),
    ("People", "people.index", OWNERS),
    ("Journal", "journal.index", OWNERS),
)
"""The navigation, in order: what a page is called, its endpoint, and whom it serves."""


@bp.get("/")
def home() -> ResponseReturnValue:
    """The first page that serves the person here."""
    return redirect(url_for(_pages(me())[0][1]), code=303)


@bp.get("/static/fonts/<name>")
def font(name: str) -> Response:
    """One of the fonts, under the name that our style sheets give it."""
    if name not in FONTS:
        abort(404)
    return send_file(FONTS[name], mimetype="font/ttf", max_age=86400)


@bp.get("/favicon.ico")
def favicon() -> Response:
    """The mark in a browser's tab, for browsers that ask without being told where it is."""
    return send_file(TEMPLATES / "static" / "mark.svg", mimetype="image/svg+xml", max_age=86400)


@bp.app_context_processor
def for_every_page() -> dict[str, Any]:
    """What base.html reads: who is here, their navigation, and whether this is the demo."""
    if "every_page" not in g:  # Asked for once before the transaction ends, and once after.
        # A page that says what broke asks nothing of what may be broken.
        here = me() if "broken" not in g and current_user.is_authenticated else None
        pages = _pages(here) if here else []
        demo = current_app.config["SETTINGS"].demo
        g.every_page = {"here": here, "pages": pages, "demo": demo}
    values: dict[str, Any] = g.every_page
    return values


def _pages(person: Person) -> list[tuple[str, str]]:
    """The navigation of a person: everybody without another role reads as a candidate."""
    interviews, candidate = loops.roles(db(), person)
    reads = candidate or not (person.coach or interviews)
    coaches = {OWNERS: roles.owns(person), COACHES: person.coach}
    served = {**coaches, INTERVIEWERS: interviews, CANDIDATES: reads, ALL: True}
    shown = [(label, endpoint) for label, endpoint, whom in PAGES if served[whom]]
    return [each for each in shown if each[1] in current_app.view_functions]
