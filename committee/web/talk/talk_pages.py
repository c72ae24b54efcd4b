"""A talk on a screen: every scene in one page, so that it goes on where the network doesn't."""

from typing import Any

from flask import Blueprint, Response, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from markupsafe import Markup

from committee.files.talk_scripts import demonstrations, terms
from committee.jobs.print_order import Sheet
from committee.present.simulator.outcome_guess import ASK
from committee.present.talk.hand_out import HandOut
from committee.present.talk.talk_script import READS
from committee.present.talk.term_explanations import first_standing, text_of
from committee.store import talks
from committee.web.accounts.signed_in import me
from committee.web.frame.heavy_requests import in_turn
from committee.web.frame.transactions import db, finish, page
from committee.web.packets.responses import pdf
from committee.web.simulator.address_state import chosen
from committee.web.simulator.simulator_pages import sign_in_for_loops

from .own_scripts import may_read
from .stage import OWN, Talk, talk_of_address

bp = Blueprint("talk", __name__, url_prefix="/simulator")
bp.before_request(sign_in_for_loops)


@bp.before_request
def sign_in_for_scripts() -> ResponseReturnValue | None:
    """For a script that a coach keeps one has to be somebody."""
    if request.args.get("script", "").startswith(OWN) and not current_user.is_authenticated:
        return redirect(url_for("accounts.sign_in", next=request.full_path), code=303)
    return None


@bp.get("/demonstrations")
def index() -> str:
    """Every demonstration, with what it is about; to a coach, those that coaches keep too."""
    coach = me() if current_user.is_authenticated and me().coach else None
    kept = [r for r in talks.scripts_for(db(), coach) if may_read(r, coach)] if coach else None
    return page("talk/index.html", scripts=demonstrations(), kept=kept, coach=coach)


@bp.get("/demonstration")
def first() -> ResponseReturnValue:
    """To the first scene of the demonstration for somebody who has never seen Committee."""
    return redirect(url_for("talk.present", script=demonstrations()[0].id), code=303)


@bp.get("/present")
@in_turn
def present() -> str:
    """A talk for the back of a room, at one of its scenes."""
    return page("talk/present.html", **_on_screen(talk_of_address()))


@bp.get("/presenter")
@in_turn
def presenter() -> str:
    """What only the one who presents sees: notes, the next scene, and a clock."""
    return page("talk/presenter.html", **_on_screen(talk_of_address()))


@bp.get("/hand-out.pdf")
def hand_out() -> Response:
    """A page a scene, with notes, to take home."""
    from committee.paper.html import hand_out_html

    told = _on_paper()
    return pdf(Sheet(hand_out_html(told)), f"{told.title}, hand-out")


@in_turn
def _on_paper() -> HandOut:
    shown = _on_screen(talk_of_address())
    talk = shown["talk"]
    return HandOut(talk.script.title, talk.script.line, talk.scenes, tuple(shown["terms"]))


def _on_screen(talk: Talk) -> dict[str, Any]:
    finish()
    numbers = tuple(str(each.number) for each in talk.scenes)
    scene = chosen(request.args.to_dict(flat=False), "scene", numbers, "1")
    # Without what every page asks of the database: that would begin a transaction again.
    drawn = current_app.jinja_env.get_template("talk/_stage.html")
    stages = [Markup(drawn.render(talk=talk, view=view)) for view in talk.scenes]
    texts = [
        f"{text_of(stage)} {view.scene.title} {view.scene.say} {view.scene.ask}"
        for stage, view in zip(stages, talk.scenes, strict=True)
    ]
    told = [view.glosses if view.scene.shows == READS else () for view in talk.scenes]
    return {
        "talk": talk,
        "at": int(scene),
        "stages": stages,
        "terms": first_standing(texts, terms(), told),
        "guess": "" if talk.state.guess == ASK else talk.state.guess,
    }
