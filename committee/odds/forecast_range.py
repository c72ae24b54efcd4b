"""How far the odds move with what nobody knows: how ratings scatter, and how candidates differ."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from committee.domain.case import Case
from committee.domain.decision import Verdict

from .forecast import Odds, question_of
from .outcome_table import OutcomeTable
from .posterior import COARSE, FINE
from .rater_model import FLAT, RaterModel

RELIABILITIES = (0.20, 0.28, 0.44)
"""Published reliabilities of one interview; the SD of a rating follows (see `RaterModel`)."""
SDS = (0.5, 0.8)
"""The least and the largest SD of one rating that the published figure allows, in levels."""
SPREADS = (0.4, FLAT)
"""The least and the largest spread: what a reliability of .28 implies with an SD of .66; none."""

RELIABILITY, SD, SPREAD = "reliability", "sd", "spread"


@dataclass(frozen=True)
class OddsRange:
    """The odds as they are stated, and under every setting that they were worked out for.

    A setting names what of the model is otherwise; one of `reliability` alone is there for
    each published figure, and two together where both are at an end.
    """

    stated: Odds
    settings: tuple[tuple[Mapping[str, float], Odds], ...]

    def of(self, verdict: Verdict) -> tuple[float, float]:
        """The least and the largest chance of a verdict."""
        chances = [self.stated.outcomes[verdict]]
        chances += [each.outcomes[verdict] for _, each in self.settings]
        return min(chances), max(chances)

    def moves_most(self, verdict: Verdict) -> str:
        """What, moved alone from one end to the other, moves the chance of a verdict most."""

        def moved(name: str) -> float:
            chances = [self.stated.outcomes[verdict]]
            chances += [each.outcomes[verdict] for at, each in self.settings if set(at) == {name}]
            return max(chances) - min(chances)

        return max((SPREAD, RELIABILITY, SD), key=moved)


def odds_range(
    case: Case,
    model: RaterModel | None = None,
    table: OutcomeTable | None = None,
    lattices: int = FINE,
) -> OddsRange:
    """The odds of a case, and how far they go over reliability, SD and spread together.

    `lattices` is for the stated odds; the ends of a range need no more than one.
    """
    raters = model or RaterModel()
    question = question_of(case, table)
    stated = question.odds(raters, lattices)
    settings = [{RELIABILITY: each} for each in RELIABILITIES]
    settings += [{SD: each} for each in SDS] + [{SPREAD: each} for each in SPREADS]
    ends = (RELIABILITIES[0], RELIABILITIES[-1])
    settings += [{RELIABILITY: one, SPREAD: other} for one in ends for other in SPREADS]
    models = [(each, replace(raters, **each)) for each in settings]
    return OddsRange(
        stated,
        tuple(
            (each, stated if model == raters else question.odds(model, COARSE))
            for each, model in models
        ),
    )
