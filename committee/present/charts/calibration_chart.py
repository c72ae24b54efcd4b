"""What candidates were told, against what a second panel then said: a drawing for each outcome."""

from dataclasses import dataclass
from math import sqrt

from committee.domain.decision import Verdict
from committee.odds.calibration import Bin, Calibration
from committee.present.voice.words import VERDICT_TONES, counted, opening, verdict_name

SIZE = 200
"""The side of a drawing, in its own units; the chance of 1 is there, 0 at the origin."""
LARGEST = 12
"""The radius of a dot that stands for every candidate."""
ERRORS = 2
"""How many standard errors a bar goes up and down: about 19 in 20 dots should reach the line."""


@dataclass(frozen=True)
class Dot:
    """Candidates who were told about the same: where they stand, how large, and in words.

    All lengths are in units of the drawing, `y` downwards.
    """

    x: float
    y: float
    radius: float
    top: float
    bottom: float
    words: str


@dataclass(frozen=True)
class SaidAndHappened:
    """One outcome's drawing."""

    outcome: str
    tone: str
    dots: tuple[Dot, ...]


def said_and_happened(found: Calibration) -> tuple[SaidAndHappened, ...]:
    """A drawing for each outcome that anybody was told of or met with."""
    drawn = []
    for verdict in Verdict:
        bins = [each for each in found.bins if each.outcome is verdict]
        if any(each.said > 0 or each.happened > 0 for each in bins):
            dots = tuple(_dot(each, found.candidates) for each in bins)
            outcome = opening(verdict_name(verdict))
            drawn.append(SaidAndHappened(outcome, VERDICT_TONES[verdict], dots))
    return tuple(drawn)


def again_words(found: Calibration) -> str:
    """What was said of "the same again", and to how many it happened."""
    return (
        f"That another panel says the same was told at {_hundreds(found.again_said)} on average;"
        f" it happened to {_hundreds(found.again)}."
    )


def score_words(found: Calibration) -> str:
    """The Brier score beside what it can be compared with (Brier 1950)."""
    said = f"Brier score {found.brier:.3f} (0 is best)"
    if found.candidates > 1:
        said += f"; telling everybody how often each outcome happens scores {found.base_rate:.3f}"
    return f"{said}; were all that is said exactly right, it would be {found.hoped:.3f} or so."


def _dot(each: Bin, candidates: int) -> Dot:
    reach = ERRORS * each.error
    up, down = (min(max(each.happened + way * reach, 0.0), 1.0) for way in (1, -1))
    return Dot(
        x=SIZE * each.said,
        y=SIZE * (1 - each.happened),
        radius=max(2.0, LARGEST * sqrt(each.candidates / candidates)),
        top=SIZE * (1 - up),
        bottom=SIZE * (1 - down),
        words=(
            f"{counted(each.candidates, 'candidate')} told {_hundreds(each.said)}:"
            f" it happened to {_hundreds(each.happened)}"
        ),
    )


def _hundreds(share: float) -> str:
    return f"{100 * share:.0f} in 100"
