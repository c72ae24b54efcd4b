"""The simulator: change one thing, watch what flips; every state is an address."""

from typing import Any

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from committee.domain.policy import Policy
from committee.files.rubrics import load_rubric
from committee.files.talk_scripts import demonstrations
from committee.odds.flips import flips
from committee.present.packet.flip_table import flip_table
from committee.present.simulator.controls import controls
from committee.present.simulator.outcome_guess import ASK, guessing, held_back
from committee.present.simulator.simulator_view import checked_words, policy_rows, simulator_view
from committee.web.frame.heavy_requests import in_turn
from committee.web.frame.transactions import finish, page
from committee.web.reference.policies import check_of

from .address_state import SIDES, State
from .packet_choices import LOOP, choices, shown
from .screen_parts import policies as policies_for
from .screen_parts import shown_side, state_of, table_of

bp = Blueprint("simulator", __name__, url_prefix="/simulator")


@bp.before_request
def sign_in_for_loops() -> ResponseReturnValue | None:
    """Scenarios are everybody's; for a loop one has to be somebody."""
    wants_loop = any(request.args.get(side, "").startswith(LOOP) for side in SIDES)
    if wants_loop and not current_user.is_authenticated:
        return redirect(url_for("accounts.sign_in", next=request.full_path), code=303)
    return None


@bp.get("")
@in_turn
def index() -> str:
    """Two packets side by side, and the controls of one of them."""
    return page("simulator/page.html", **_screen(_state()))


@bp.get("/part")
@in_turn
def part() -> str:
    """The screen without the page around it, for a page that is open already."""
    return page("simulator/_screen.html", **_screen(_state()))


@bp.get("/policies")
@in_turn
def policies() -> str:
    """Both packets under every policy."""
    state = _state()
    rows = policy_rows(state.a.case, state.b.case, _policies(state), load_rubric())
    sides = [shown_side(state.a), shown_side(state.b)]
    return page("simulator/policies.html", state=state, rows=rows, sides=sides)


def _state() -> State:
    """What the address says; the first demonstration's packets where it says nothing."""
    finish()  # Whoever reads a loop in what follows ends that transaction too.
    first = demonstrations()[0]
    a, b = (shown(request.args.get(s) or getattr(first, s)) for s in SIDES)
    return state_of(request.args.to_dict(flat=False), (a, b))


def _policies(state: State) -> list[Policy]:
    return policies_for(state.a.shown.packet, state.b.shown.packet)


def _screen(state: State) -> dict[str, Any]:
    offered = choices(state.a.shown, state.b.shown)
    finish()
    side, rubric = state.side, load_rubric()
    table = table_of(state.policy, state.target)
    policies = _policies(state)
    found = flips(side.case, policies, table)
    view = simulator_view(
        shown_side(state.a),
        shown_side(state.b),
        state.edited,
        side.case,
        controls(side.case, side.as_heard, rubric),
        flip_table(side.case, found, rubric, policies, table_of),
        checked_words(check_of(state.policy.name), rubric),
    )
    if state.guess == ASK:
        view = held_back(view)
    return {
        "state": state,
        "view": view,
        "guessing": guessing(state.guess, side.case),
        "choices": offered,
        "policies": policies,
    }
