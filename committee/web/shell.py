"""What every page stands on: fonts, the favicon, the navigation, the way home."""

from typing import Any

from flask import Blueprint, Response, abort, current_app, render_template, send_file

from committee.assets import FONTS, TEMPLATES

bp = Blueprint("shell", __name__)

PAGES = (
    ("Your interviews", "queue.index"),
    ("Loops", "loops.index"),
    ("Your packets", "candidate.index"),
    ("Simulator", "simulator.index"),
    ("Journal", "journal.index"),
)
"""The navigation, in order: what a page is called, and its endpoint."""


@bp.get("/")
def home() -> str:
    """The first page."""
    return render_template("shell/home.html")


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
    """What base.html reads: the navigation, and whether this is the demo."""
    pages = [page for page in PAGES if page[1] in current_app.view_functions]
    return {"pages": pages, "demo": current_app.config["SETTINGS"].demo}
