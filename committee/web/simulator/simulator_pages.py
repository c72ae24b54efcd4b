"""The simulator: change one thing, watch what flips; every state is an address."""

from functools import cache
from typing import Any

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from committee.domain.policy import Policy
from committee.errors import FormError
from committee.files.policies import DEFAULT, shipped_policies
from committee.files.rubrics import load_rubric
from committee.files.scenario_catalogue import Script, any_script, demonstrations
from committee.odds.flips import flips
from committee.odds.outcome_table import OutcomeTable, outcome_table
from committee.present.packet.flip_table import flip_table
from committee.present.simulator.controls import controls
from committee.present.simulator.guess import ASK, GUESSES, guessing, held_back
from committee.present.simulator.scene import SCENES, scene_view
from committee.present.simulator.simulator_view import (
    SideView,
    checked_words,
    policy_rows,
    side_view,
    simulator_view,
)
from committee.web.frame.heavy_requests import in_turn
from committee.web.frame.transactions import finish, page
from committee.web.packets.from_rows import policy_named
from committee.web.reference.policies import check_of

from .address_state import SIDES, UNCHANGED, B, Side, State, chosen, side_of
from .packet_choices import LOOP, choices, shown

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
    rows = policy_rows(state.a.case, state.b.case, _policies(), load_rubric())
    sides = [_side(state.a), _side(state.b)]
    return page("simulator/policies.html", state=state, rows=rows, sides=sides)


@bp.get("/demonstration")
def demonstration() -> ResponseReturnValue:
    """To the first scene of the demonstration for somebody who has never seen Committee."""
    first = demonstrations()[0]
    names: dict[str, Any] = {key: getattr(first, key) for key in ("a", "b", "target", "policy")}
    return redirect(url_for("simulator.present", script=first.id, **names), code=303)


@bp.get("/present")
@in_turn
def present() -> str:
    """One scene of a demonstration of what is on the screen, for the back of a room."""
    return page("simulator/present.html", **_scene(_state()))


@bp.get("/present/part")
@in_turn
def present_part() -> str:
    """The scene without the page around it."""
    return page("simulator/_scene.html", **_scene(_state()))


def _state() -> State:
    """What the address says; the first demonstration's where it says nothing."""
    finish()  # Whoever reads a loop in what follows ends that transaction too.
    values = request.args.to_dict(flat=False)
    first = demonstrations()[0]
    a, b = (shown(request.args.get(s) or getattr(first, s)) for s in SIDES)
    policy = policy_named(chosen(values, "policy", shipped_policies(), DEFAULT))
    target = chosen(values, "target", policy.ladder.targets, b.packet.target)
    edited = chosen(values, "side", SIDES, B)
    guess = chosen(values, "guess", ("", *GUESSES), "")
    left, right = (
        side_of(letter, each, values, policy, target)
        for letter, each in zip(SIDES, (a, b), strict=True)
    )
    return State(left, right, target, policy, edited, guess)


def _screen(state: State) -> dict[str, Any]:
    offered = choices(state.a.shown, state.b.shown)
    finish()
    side, rubric = state.side, load_rubric()
    table = _table_of(state.policy, state.target)
    found = flips(side.case, _policies(), table)
    view = simulator_view(
        _side(state.a),
        _side(state.b),
        state.edited,
        side.case,
        controls(side.case, side.as_heard, rubric),
        flip_table(side.case, found, rubric, _policies(), _table_of),
        checked_words(check_of(state.policy.name), rubric),
    )
    if state.guess == ASK:
        view = held_back(view)
    return {
        "state": state,
        "view": view,
        "guessing": guessing(state.guess, side.case),
        "choices": offered,
        "policies": _policies(),
    }


def _scene(state: State) -> dict[str, Any]:
    number = chosen(
        request.args.to_dict(flat=False), "scene", tuple(map(str, range(1, SCENES + 1))), "1"
    )
    script = _script(request.args.get("script", ""))
    found = flips(state.side.case, (), _table_of(state.policy, state.target))
    scene = scene_view(
        int(number), script.scenes[int(number) - 1], (_side(state.a), _side(state.b)),
        state.side.case, found, load_rubric(), state.guess,
    )  # fmt: skip
    return {"state": state, "scene": scene, "script": script, "named": request.args.get("script")}


def _script(name: str) -> Script:
    scripts = {each.id: each.script for each in demonstrations()} | {"": any_script()}
    if name not in scripts:
        known = ", ".join(each.id for each in demonstrations())
        raise FormError("there is no such demonstration.", remedy=f"There is: {known}.")
    return scripts[name]


def _side(side: Side) -> SideView:
    what, case = side.shown, side.case
    table = _table_of(case.policy, case.target)
    line = what.line if case.what_if == UNCHANGED else "Changed from what was heard."
    return side_view(side.letter, what.title, line, case, load_rubric(), table)


def _policies() -> list[Policy]:
    return [policy_named(name) for name in shipped_policies()]


def _table_of(policy: Policy, target: str) -> OutcomeTable:
    return _table(policy.name, target)


@cache
def _table(name: str, target: str) -> OutcomeTable:
    return outcome_table(policy_named(name), target)
