"""Had another panel met the candidate: the odds for a reader."""

from dataclasses import dataclass

from committee.domain.case import Case
from committee.domain.decision import Verdict
from committee.odds.forecast import Odds, confirmed_traps, where_not_noted
from committee.odds.forecast_range import (
    RELIABILITIES,
    RELIABILITY,
    SD,
    SDS,
    SPREAD,
    OddsRange,
    odds_range,
)
from committee.odds.outcome_table import OutcomeTable
from committee.odds.posterior import READABLE
from committee.present.charts.twenty_panels import in_twenty
from committee.present.output.odds_json import assumptions
from committee.present.voice.chances import about, likelihood
from committee.present.voice.words import (
    VERDICT_MARKS,
    VERDICT_TONES,
    verdict_name,
    verdict_words,
)

NOTHING_ELSE = 1e-9
"""A chance of anything else that is no chance."""
LEAST_TOLD = 0.005
"""The least chance that is told of an outcome that none of twenty panels says."""
CLEARLY = 0.05
"""How far apart two chances are before one is called the likelier."""
TOO_LITTLE = "this panel heard too little to decide, so there is nothing to tell another by"
YOURS_UNTOLD = "this policy counts what single people recommend, and odds would give those away"
MOVED_BY = {
    RELIABILITY: "how reliable an interview is taken to be",
    SD: "how far one rating scatters",
    SPREAD: "how different candidates are taken to be",
}


@dataclass(frozen=True)
class Chance:
    """One outcome: how many of twenty panels say so, and how likely it is in words."""

    tone: str
    mark: str
    words: str
    panels: int
    about: str


@dataclass(frozen=True)
class Branch:
    """One set of odds; `title` says under which condition, and is empty where there is none.

    `outcomes` are none where a rule decides alone.
    """

    title: str
    outcomes: tuple[Chance, ...]
    sentence: str


@dataclass(frozen=True)
class AnotherPanel:
    """The odds; two branches where nobody can tell whether another panel confirms a trap.

    Without branches `why_not` says why nothing is estimated. `model` and `assumptions` are
    what the odds rest on. Where there is no room, they aren't `drawn`.
    """

    branches: tuple[Branch, ...] = ()
    why_not: str = ""
    model: str = ""
    assumptions: tuple[str, ...] = ()
    drawn: bool = True

    @property
    def sentence(self) -> str:
        """All of it in words."""
        if not self.branches:
            return f"Not estimated, because {self.why_not}."
        told = (f"{b.title}: {b.sentence}" if b.title else b.sentence for b in self.branches)
        return " ".join(told)


def another_panel(
    case: Case, *, yours: bool = False, table: OutcomeTable | None = None
) -> AnotherPanel:
    """The odds of a case, to the candidate if `yours`.

    `table` is the case's outcome table, where the caller has it already.
    """
    if yours and case.policy.reads_votes:
        return AnotherPanel(why_not=YOURS_UNTOLD)
    if case.verdict is Verdict.MORE_SIGNAL:
        return AnotherPanel(why_not=TOO_LITTLE)
    known, whom = (
        odds_range(case, table=table, lattices=READABLE),
        "you" if yours else "the same candidate",
    )
    other = where_not_noted(case, known.stated, table)
    branches = [("", known)]
    if other is not None:
        noted, not_noted = branch_titles(case)
        branches = [(noted, known), (not_noted, odds_range(other, table=table, lattices=READABLE))]
    return AnotherPanel(
        branches=tuple(
            Branch(title, (), by_rule)
            if (by_rule := settled(each, case))
            else Branch(title, chances(each, case), _sentence(case.verdict, each, whom))
            for title, each in branches
        ),
        model=model_words(known.stated),
        assumptions=assumptions(case.policy),
    )


def settled(known: OddsRange, case: Case) -> str:
    """What a rule alone decides under a condition, whoever interviews; empty where panels do."""
    sure = [each for each, chance in known.stated.outcomes.items() if chance > 1 - NOTHING_ELSE]
    if not sure:
        return ""
    return f"the rule alone decides, whoever interviews: {verdict_name(sure[0])}."


def branch_titles(case: Case) -> tuple[str, str]:
    """What the two sets of odds of a case are called whose confirmed traps matter."""
    traps = "trap" if len(confirmed_traps(case)) == 1 else "traps"
    return f"If another panel notes the confirmed {traps} too", "If it doesn’t"


def chances(known: OddsRange, case: Case) -> tuple[Chance, ...]:
    """The outcomes of a case that have a chance, in order of outcome."""
    policy, lower = case.policy, case.policy.levels_tried(case.target)[1:]
    names = {verdict: verdict_words(verdict, None, policy) for verdict in Verdict}
    names[Verdict.HIRE] = verdict_words(Verdict.HIRE, case.target, policy)
    at = policy.ladder.name(lower[0]) if len(lower) == 1 else "a lower level"
    names[Verdict.DOWNLEVEL] = f"Offer at {at}"
    panels = in_twenty(known.stated.outcomes)
    return tuple(
        Chance(
            VERDICT_TONES[verdict],
            VERDICT_MARKS[verdict],
            names[verdict],
            panels[verdict],
            about(chance, known.of(verdict)),
        )
        for verdict, chance in known.stated.outcomes.items()
        if panels[verdict] or chance >= LEAST_TOLD
    )


def model_words(odds: Odds) -> str:
    """The model, and what the ranges in brackets go over."""
    low, high = RELIABILITIES[0], RELIABILITIES[-1]
    return (
        "What was shown is inferred from every read and score of this panel: candidates "
        f"spread by {odds.model.spread:g} level around the target, and one rating scatters by "
        f"{odds.model.rating_sd:.2f} levels. The range in brackets takes an interview to be "
        f"{low:.2f} to {high:.2f} reliable, a rating to scatter by "
        f"{SDS[0]:g} to {SDS[1]:g} levels, and candidates to differ little, or to an extent "
        "that nobody knows."
    )


def _sentence(verdict: Verdict, known: OddsRange, whom: str) -> str:
    chance, (low, high) = known.stated.outcomes[verdict], known.of(verdict)
    told = about(chance, (low, high))
    said = f"It is {likelihood(chance)} that another panel would have told {whom} the same: {told}."
    if rival := _rival(verdict, known.stated):
        said = f"{said.removesuffix('.')}; {rival}."
    if "(" not in told:
        return said
    return f"{said} What moves this most is {MOVED_BY[known.moves_most(verdict)]}."


def _rival(verdict: Verdict, odds: Odds) -> str:
    """Another outcome that is likelier than the one which was told, or hardly so; else nothing."""
    chances = odds.outcomes
    most = max(chances, key=lambda each: chances[each])
    if chances[most] <= chances[verdict]:
        return ""
    clearly = chances[most] - chances[verdict] >= CLEARLY
    return f"{verdict_name(most)} is {'likelier' if clearly else 'about as likely'}"
