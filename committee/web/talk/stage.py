"""What an address puts on the stage: a script, and two packets as it names or changes them."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from flask import request

from committee.domain.case import case_of
from committee.domain.decision import Verdict
from committee.domain.rubric import BEHAVIORAL
from committee.domain.without_names import without_names
from committee.errors import FormError
from committee.files.own_talk_script_file import script_of
from committee.files.rubrics import load_rubric
from committee.files.scenario_catalogue import pair, scenarios
from committee.files.talk_scripts import (
    any_script,
    changed_script,
    demonstrations,
    reasons,
    terms,
    voted_script,
)
from committee.odds.flips import flips
from committee.present.charts.veto_map import veto_map
from committee.present.talk.scene_view import OnStage, SceneView, Stage, scene_views
from committee.present.talk.talk_script import CODING, Scene, Script
from committee.store import talks
from committee.web.accounts.signed_in import coaches_only
from committee.web.frame.transactions import db, finish
from committee.web.simulator.address_state import (
    SIDES,
    UNCHANGED,
    Query,
    Side,
    State,
    Values,
)
from committee.web.simulator.packet_choices import names_in, shown
from committee.web.simulator.screen_parts import policies, shown_side, state_of, table_of

OWN = "own."
"""What an address puts before the key of a script that a coach keeps."""
AWAY = "away"
"""What an address says of names that aren't to be shown."""


@dataclass(frozen=True)
class Talk:
    """A script with what is on its stage; `query` is the address of it without a scene."""

    script: Script
    state: State
    scenes: tuple[SceneView, ...]
    query: Query
    away: bool

    @property
    def place(self) -> Query:
        """The query but for names: by it two windows know that they show the same talk."""
        return {key: each for key, each in self.query.items() if key != "names"}


def talk_of_address() -> Talk:
    """The talk that the address names; FormError or NotFoundError where there is none."""
    finish()  # Whoever reads a loop in what follows ends that transaction too.
    values = request.args.to_dict(flat=False)
    script = _named(request.args.get("script", ""))
    finish()  # A script of one's own was looked up.
    away = request.args.get("names") == AWAY or (script is not None and script.away)
    if script is not None:
        values = {key: each for key, each in values.items() if key == "guess"}
        values |= {"target": [script.target], "policy": [script.policy]}
    a, b = _sources(script)
    state = _state(values, a, b, away)
    if script is None and a == b and state.a.case.what_if == state.b.case.what_if == UNCHANGED:
        a = model_hire(state, b)
        state = _state(values, a, b, away)
    if script is None:
        script, state = _unscripted(state, same=a == b)
    script = _texts_without_names(script, a, b) if away else script
    query: Query = {"script": script.id} if script.id else state.query(guess="")
    query |= {"names": AWAY} if away else {}
    return Talk(script, state, scene_views(script, _stage(state)), query, away)


def _named(name: str) -> Script | None:
    if name.startswith(OWN):
        key = name.removeprefix(OWN)
        body = talks.script_for(db(), coaches_only(), key).body
        return replace(script_of(body, "this script"), id=name)
    scripts = {each.id: each for each in demonstrations()}
    if name and name not in scripts:
        known = ", ".join(scripts)
        raise FormError("there is no such demonstration.", remedy=f"There is: {known}.")
    return scripts.get(name)


def _sources(script: Script | None) -> tuple[str, str]:
    first = script or demonstrations()[0]
    if script is not None:
        return script.a, script.b
    b = request.args.get("b") or first.b
    return request.args.get("a") or ("b" in request.args and b) or first.a, b


def _state(values: Values, a: str, b: str, away: bool) -> State:
    if not away:
        return state_of(values, (shown(a), shown(b)))
    also = (*names_in(a), *names_in(b))
    called = ("The candidate",) * 2 if a == b else ("Candidate A", "Candidate B")
    return state_of(values, (shown(a, called[0], also), shown(b, called[1], also)))


def _unscripted(state: State, *, same: bool) -> tuple[Script, State]:
    """The script for two packets that no script names, and which of them is to be guessed.

    Of one packet beside itself that is the one that was changed.
    """
    changed = [each.letter for each in (state.a, state.b) if each.case.what_if != UNCHANGED]
    script = voted_script() if state.policy.reads_votes else any_script()
    if same and len(changed) == 1:
        script, state = changed_script(), replace(state, edited=changed[0])
    this, other = ("left", "right") if state.edited == SIDES[0] else ("right", "left")
    mapped = veto_map(state.side.case) is not None
    scenes = tuple(each for each in script.scenes if mapped or each.shows != CODING)
    script = replace(script, scenes=scenes)
    script = _texts(script, lambda text: text.replace("{side}", this).replace("{other}", other))
    return script, state


def _texts_without_names(script: Script, a: str, b: str) -> Script:
    """A script whose own texts name nobody of its packets."""
    return _texts(script, without_names((*names_in(a), *names_in(b))))


def _texts(script: Script, said: Callable[[str], str]) -> Script:
    """A script with each of its texts said otherwise."""

    def scene_of(scene: Scene) -> Scene:
        title, say, ask, about = map(said, (scene.title, scene.say, scene.ask, scene.about))
        return replace(scene, title=title, say=say, ask=ask, about=about)

    scenes = tuple(map(scene_of, script.scenes))
    return replace(script, title=said(script.title), line=said(script.line), scenes=scenes)


def model_hire(state: State, beside: str) -> str:
    """Another scenario for the same target that the policy hires, to stand beside a packet."""
    others = [each for each in scenarios().values() if each.id != beside]
    for each in others:
        case = case_of(each.packet, state.policy, state.target)
        if case.verdict is Verdict.HIRE and each.packet.target == state.target:
            return each.id
    return next(each for each in (*pair(), others[0].id) if each != beside)


def _stage(state: State) -> Stage:
    alike = state.a.shown.source == state.b.shown.source
    found = flips(state.side.case, (), table_of(state.policy, state.target))
    return Stage(
        tuple(_on_stage(side, alike) for side in (state.a, state.b)),
        SIDES.index(state.edited),
        found,
        load_rubric(),
        policies(state.a.shown.packet, state.b.shown.packet),
        reasons(),
        {term.word: term.says for term in terms() if term.word in BEHAVIORAL},
    )


def _on_stage(side: Side, alike: bool) -> OnStage:
    """A packet by its candidate's name; where both are the same one, by what is changed too."""
    name = side.shown.packet.candidate
    if alike:
        name = f"{name}, {'as heard' if side.case.what_if == UNCHANGED else 'changed'}"
    return OnStage(name, side.case, shown_side(side))
