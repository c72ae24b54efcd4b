"""A guess made before an outcome is told: what to choose from, and how far off it was."""

from dataclasses import dataclass, replace

from committee.domain.case import Case
from committee.domain.decision import Verdict
from committee.present.charts.level_grid import unmarked
from committee.present.packet.another_panel import AnotherPanel
from committee.present.packet.flip_table import FlipTable
from committee.present.packet.headline import Headline
from committee.present.voice.words import VERDICT_MARKS, verdict_words

from .behind import OUTCOME
from .simulator_view import SideView, SimulatorView

ASK = "ask"
"""Stands for a guess that has yet to be made."""
SURE = {5: ("five", "five"), 7: ("seven", "three"), 9: ("nine", "one")}
"""How sure one may be, in tenths: how many of ten such guesses come true, and how many don't."""
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
    return Guessing(rows=_rows(case)) if guess == ASK else Guessing(gap=guess_gap(guess, case))


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


def _rows(case: Case) -> tuple[GuessRow, ...]:
    lower = case.policy.levels_tried(case.target)[1:]
    asked = [verdict for verdict in Verdict if lower or verdict is not Verdict.DOWNLEVEL]
    return tuple(
        GuessRow(
            VERDICT_MARKS[verdict],
            _words(verdict, case),
            tuple((f"{verdict}.{sure}", f"{sure} in 10") for sure in SURE),
        )
        for verdict in asked
    )


def guess_gap(guess: str, case: Case) -> Gap:
    """How far off a guess was that has been made, one of `GUESSES`."""
    name, _, tenths = guess.partition(".")
    said, sure = Verdict(name), int(tenths)
    told = f"You said “{_words(said, case)}”, {sure} in 10 sure"
    if said is case.verdict:
        lesson = f"Of ten such guesses, {SURE[sure][0]} should come true."
        return Gap("meet", f"{told}, and so it is.", lesson)
    came = verdict_words(case.verdict, case.level, case.policy)
    lesson = f"Of ten such guesses, {SURE[sure][1]} may come out otherwise."
    return Gap("down", f"{told}; it is “{came}”.", lesson)


def _words(verdict: Verdict, case: Case) -> str:
    if verdict is Verdict.DOWNLEVEL:
        return "Offer at a lower level"
    return verdict_words(verdict, case.target, case.policy)
