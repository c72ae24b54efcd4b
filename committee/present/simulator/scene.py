"""A scene of a demonstration: how much of two packets is shown, and what to say."""

from dataclasses import dataclass

from committee.domain.case import Case
from committee.domain.decision import Verdict
from committee.domain.rubric import Rubric
from committee.odds.flips import Flip, Flips
from committee.odds.forecast import odds
from committee.odds.grid_judgement import award, worth
from committee.odds.single_changes import changed
from committee.present.charts.level_grid import Grid, level_grid
from committee.present.charts.veto_map import VetoMap, veto_map
from committee.present.output.odds_json import flip_words
from committee.present.packet.headline import Headline, headline
from committee.present.voice.chances import turned

from .guess import ASK, Guessing, blank, guessing
from .simulator_view import SideView

SCORES, READS, OUTCOMES, CODING, CHANGE = range(1, 6)
SCENES = CHANGE


@dataclass(frozen=True)
class ChangeShown:
    """Changes and the outcome that they lead to; `chance` of a hire at the target, in words."""

    words: str
    headline: Headline
    grid: Grid
    chance: str


@dataclass(frozen=True)
class SceneView:
    """One scene: `number` of `SCENES`, with what to say, and what to ask before the next.

    `hides` says that the grids don't tell yet what they mean; `guessing` asks what they will,
    or says how far off a guess was; `map` is None but in the scene
    of coding scores, `turn` but in the last one.
    """

    number: int
    title: str
    say: str
    ask: str
    sides: tuple[SideView, ...]
    hides: bool
    guessing: Guessing | None
    map: VetoMap | None
    turn: ChangeShown | None


@dataclass(frozen=True)
class SceneWords:
    """What a coach says and asks in a scene."""

    title: str
    say: str
    ask: str


def scene_view(
    number: int,
    cue: SceneWords,
    sides: tuple[SideView, ...],
    case: Case,
    flips: Flips,
    rubric: Rubric,
    guess: str = "",
) -> SceneView:
    """Scene `number` of two packets, of which the one in `case` is being changed.

    `guess` is one of `GUESSES`, made of that one before its outcome is revealed, or empty.
    """
    hides = number < OUTCOMES
    return SceneView(
        number=number,
        title=cue.title,
        say=cue.say,
        ask=cue.ask,
        sides=tuple(map(blank, sides)) if hides else sides,
        hides=hides,
        guessing=_guessing(number, guess, case),
        map=veto_map(case) if number == CODING else None,
        turn=_turn(case, flips, rubric) if number == CHANGE else None,
    )


def _guessing(number: int, guess: str, case: Case) -> Guessing | None:
    """A scene before the outcomes asks, even where a guess was made; that of outcomes answers."""
    if number == READS:
        return guessing(ASK, case)
    return guessing(guess, case) if number == OUTCOMES and guess != ASK else None


def _turn(case: Case, flips: Flips, rubric: Rubric) -> ChangeShown | None:
    """The change that asks least and lifts the outcome; one that lowers it if none lifts it."""
    policy = case.policy
    now = worth(award(case), policy)
    found = [each for each in flips.flips if not each.of_one]
    lifts: list[Flip] = [each for each in found if worth(each.outcome, policy) > now]
    first = next(iter(lifts or found), None)
    if first is None:
        return None
    other = changed(case, first.changes)
    before, after = (odds(each).outcomes[Verdict.HIRE] for each in (case, other))
    return ChangeShown(
        flip_words(first, policy, rubric),
        headline(other, rubric),
        level_grid(other, rubric),
        f"Chance of a hire had another panel met the same candidate: {turned(before, after)}",
    )
