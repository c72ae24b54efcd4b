"""A guess made before an outcome is told: what to choose from, and how far off it was."""

from dataclasses import dataclass, replace

from committee.domain.case import Case
from committee.domain.decision import Verdict
from committee.domain.policy import Policy
from committee.domain.track_record import SURE
from committee.present.charts.level_grid import unmarked
from committee.present.packet.another_panel import AnotherPanel
from committee.present.packet.flip_table import FlipTable
from committee.present.packet.headline import Headline
from committee.present.voice.words import VERDICT_MARKS, verdict_words

from .quotes_behind import OUTCOME
from .simulator_view import SideView, SimulatorView

ASK = "ask"
"""Stands for a guess that has yet to be made."""
TRUE = {5: ("five", "five"), 7: ("seven", "three"), 9: ("nine", "one")}
"""Of ten guesses, by how sure they are in tenths: how many come true, and how many don't."""
GUESSES = (ASK, *(f"{verdict}.{sure}" for verdict in Verdict for sure in SURE))
"""Everything that an address may say of a guess."""


@dataclass(frozen=True)
class GuessRow:
    """One outcome to choose; `choices` are guesses of it, each with how sure it is in words."""

    mark: str
    words: str
    choices: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Gap:
    """A guess beside what came out, and what that says of guesses as sure as this one."""

    tone: str
    said: str
    lesson: str


@dataclass(frozen=True)
class Guessing:
    """Rows to choose from while a guess is asked for, the gap once it was made."""

    rows: tuple[GuessRow, ...] = ()
    gap: Gap | None = None


def guessing(guess: str, case: Case) -> Guessing | None:
    """What to show of a guess, one of `GUESSES`; None for the empty one, when nobody predicts."""
    if not guess:
        return None
    if guess == ASK:
        return Guessing(rows=guess_rows(case.policy, case.target))
    return Guessing(gap=guess_gap(guess, case))


def held_back(view: SimulatorView) -> SimulatorView:
    """The screen without anything that tells how the packet that is being changed comes out."""
    a, b = (blank(side) if side.letter == view.edited else side for side in (view.a, view.b))
    return replace(
        view,
        a=a,
        b=b,
        map=None,
        flips=FlipTable(),
        said=f"Packet {view.edited.upper()}: what comes out?",
    )


def blank(side: SideView) -> SideView:
    """A packet with its reads and scores, and nothing that tells what they come to."""
    headline = Headline("quiet", "?", "What comes out?")
    heard = {key: each for key, each in side.behind.items() if key != OUTCOME}
    return replace(
        side, headline=headline, grid=unmarked(side.grid), panel=AnotherPanel(), behind=heard
    )


def guess_rows(policy: Policy, target: str) -> tuple[GuessRow, ...]:
    """What there is to choose from under a policy at a target."""
    lower = policy.levels_tried(target)[1:]
    asked = [verdict for verdict in Verdict if lower or verdict is not Verdict.DOWNLEVEL]
    return tuple(
        GuessRow(
            VERDICT_MARKS[verdict],
            _words(verdict, policy, target),
            tuple((f"{verdict}.{sure}", f"{sure} in 10") for sure in SURE),
        )
        for verdict in asked
    )


def guess_gap(guess: str, case: Case) -> Gap:
    """How far off a guess was that has been made, one of `GUESSES`."""
    name, _, tenths = guess.partition(".")
    said, sure = Verdict(name), int(tenths)
    told = f"You said “{_words(said, case.policy, case.target)}”, {sure} in 10 sure"
    if said is case.verdict:
        lesson = f"Of ten such guesses, {TRUE[sure][0]} should come true."
        return Gap("meet", f"{told}, and so it is.", lesson)
    came = verdict_words(case.verdict, case.level, case.policy)
    lesson = f"Of ten such guesses, {TRUE[sure][1]} may come out otherwise."
    return Gap("down", f"{told}; it is “{came}”.", lesson)


def _words(verdict: Verdict, policy: Policy, target: str) -> str:
    if verdict is Verdict.DOWNLEVEL:
        return "Offer at a lower level"
    return verdict_words(verdict, target, policy)
