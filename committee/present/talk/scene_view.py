"""A scene of a script as plain data: how much of two packets is shown, and the words behind it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from committee.domain.case import Case, WhatIf
from committee.domain.policy import Policy
from committee.domain.rubric import BEHAVIORAL, Rubric
from committee.odds.flips import Flips
from committee.present.charts.veto_map import VetoMap, veto_map
from committee.present.packet.headline import Headline, headline
from committee.present.simulator.outcome_guess import (
    ASK,
    GUESSES,
    Gap,
    Guessing,
    blank,
    guess_gap,
    guessing,
)
from committee.present.simulator.quotes_behind import (
    Behind,
    behind,
    deciding_dimension,
    fitting,
    rests_on,
)
from committee.present.simulator.simulator_view import PolicyRow, SideView, policy_rows

from . import talk_script as kinds
from .change_shown import ChangeShown, change_shown
from .talk_script import Reason, Scene, Script
from .votes import VoteSaid, votes_of

SAID_ROOM, OUTCOME_ROOM = 520, 210
"""How many letters of one packet's sentences a scene has room for, alone and under an outcome."""


@dataclass(frozen=True)
class OnStage:
    """One of the two packets in a talk: its case, its side, and what people call it."""

    name: str
    case: Case
    side: SideView


@dataclass(frozen=True)
class SceneView:
    """One scene of a script, by its `number` from 1, with what its kind shows.

    `hides` says that nothing tells yet how the packets come out. `words` are the sentences on
    it, a list for each side. `edited` is the place of the packet that is guessed, `as_heard` says
    that nothing was set by hand in it, and `policy` is the name of the one that decides. `gaps`
    say how far off each guess would have been.
    """

    number: int
    scene: Scene
    sides: tuple[SideView, ...]
    names: tuple[str, ...]
    edited: int
    policy: str
    hides: bool
    as_heard: bool
    words: tuple[Behind, ...] = ()
    votes: tuple[tuple[VoteSaid, ...], ...] = ()
    glosses: Mapping[str, str] = field(default_factory=dict)
    guessing: Guessing | None = None
    gaps: Mapping[str, Gap] = field(default_factory=dict)
    map: VetoMap | None = None
    turn: ChangeShown | None = None
    policies: tuple[PolicyRow, ...] = ()
    reason: Reason | None = None
    binding: Headline | None = None


@dataclass(frozen=True)
class Stage:
    """What the scenes of a talk are made from; the packet `edited` is the one to be guessed."""

    both: tuple[OnStage, ...]
    edited: int
    flips: Flips
    rubric: Rubric
    policies: Sequence[Policy]
    reasons: Sequence[Reason]
    glosses: Mapping[str, str]

    @property
    def case(self) -> Case:
        """The packet that is guessed, mapped and changed."""
        return self.both[self.edited].case


def scene_views(script: Script, stage: Stage) -> tuple[SceneView, ...]:
    """Every scene of a script; before the first that tells an outcome, none does."""
    told = [at for at, each in enumerate(script.scenes) if each.shows in kinds.REVEALING]
    first = told[0] if told else len(script.scenes)
    return tuple(
        _view(at, each, stage, hides=at < first, asks=at == first - 1 and bool(told))
        for at, each in enumerate(script.scenes)
    )


def _view(at: int, scene: Scene, stage: Stage, *, hides: bool, asks: bool) -> SceneView:
    sides = tuple(each.side for each in stage.both)
    bare = SceneView(
        number=at + 1,
        scene=scene,
        sides=tuple(map(blank, sides)) if hides else sides,
        names=tuple(each.name for each in stage.both),
        edited=stage.edited,
        policy=stage.case.policy.name,
        hides=hides,
        as_heard=stage.case.what_if == WhatIf(),
        guessing=guessing(ASK, stage.case) if asks else None,
    )
    return _SHOWN.get(scene.shows, _nothing)(bare, stage)


def _nothing(view: SceneView, stage: Stage) -> SceneView:
    return view


def _said(view: SceneView, stage: Stage) -> SceneView:
    scene = view.scene
    if scene.a or scene.b:
        ids = zip(stage.both, (scene.a, scene.b), strict=True)
        told = [rests_on(each.case, stage.rubric, some) for each, some in ids]
    else:
        told = [behind(each.case, stage.rubric)[_asked(stage)] for each in stage.both]
    return replace(view, words=tuple(fitting(each, 3, SAID_ROOM) for each in told))


def _asked(stage: Stage) -> str:
    """The dimension of a scene of sentences that names none: what was changed, or what decided."""
    changed = [d for each in stage.both for d in each.case.what_if.reads if d in BEHAVIORAL]
    return changed[0] if changed else deciding_dimension(stage.case)


def _reads(view: SceneView, stage: Stage) -> SceneView:
    votes = _all_votes(stage)
    return replace(view, glosses={} if votes else stage.glosses, votes=votes)


def _all_votes(stage: Stage) -> tuple[tuple[VoteSaid, ...], ...]:
    """What everybody recommended, a list for each side; none where reads decide."""
    found = tuple(votes_of(each.case, stage.rubric) for each in stage.both)
    return found if any(found) else ()


def _outcome(view: SceneView, stage: Stage) -> SceneView:
    ids = zip(stage.both, (view.scene.a, view.scene.b), strict=True)
    gaps = {each: guess_gap(each, stage.case) for each in GUESSES if each != ASK}
    told = (rests_on(each.case, stage.rubric, some) for each, some in ids)
    words = tuple(fitting(each, 2, OUTCOME_ROOM) for each in told)
    return replace(view, words=words, gaps=gaps, votes=_all_votes(stage))


def _coding(view: SceneView, stage: Stage) -> SceneView:
    return replace(view, map=veto_map(stage.case))


def _change(view: SceneView, stage: Stage) -> SceneView:
    turn = change_shown(stage.case, stage.flips, stage.rubric)
    return replace(view, turn=turn, votes=_all_votes(stage))


def _policies(view: SceneView, stage: Stage) -> SceneView:
    a, b = (each.case for each in stage.both)
    return replace(view, policies=policy_rows(a, b, stage.policies, stage.rubric))


def _why(view: SceneView, stage: Stage) -> SceneView:
    rule = stage.case.ruling.binding_rule
    named = {str(rule), rule.kind} if rule else set()
    found = next((each for each in stage.reasons if named & set(each.rules)), stage.reasons[-1])
    return replace(view, reason=found, binding=headline(stage.case, stage.rubric))


_SHOWN: dict[str, Callable[[SceneView, Stage], SceneView]] = {
    kinds.SAID: _said,
    kinds.READS: _reads,
    kinds.OUTCOME: _outcome,
    kinds.CODING: _coding,
    kinds.CHANGE: _change,
    kinds.POLICIES: _policies,
    kinds.WHY: _why,
}
