"""Had another panel met the candidate, and what would have changed the outcome: for a reader."""

from dataclasses import dataclass

from committee.domain.case import Case
from committee.domain.decision import Verdict
from committee.domain.explain import opening
from committee.domain.policy import Policy
from committee.domain.rubric import CODING, HIGHEST_SCORE, LEVEL_DIMENSIONS, Rubric
from committee.odds.flips import flips
from committee.odds.forecast import Odds, where_not_noted
from committee.odds.forecast_range import RELIABILITY, SD, SPREAD, OddsRange, odds_range
from committee.odds.grid_judgement import Award, award, worth
from committee.odds.outcome_table import OutcomeTable
from committee.odds.single_changes import Change
from committee.present.output.odds_json import assumptions, change_words, outcome_words, percent
from committee.present.voice.words import VERDICT_TONES, listed, verdict_words

from .candidate_decision import changes_to_you, flips_to_you

LIKELIHOODS = (
    (0.95, "almost certain"),
    (0.75, "likely"),
    (0.55, "more likely than not"),
    (0.45, "about as likely as not"),
    (0.25, "less likely than not"),
    (0.05, "unlikely"),
    (0.0, "very unlikely"),
)
MOST_CHANGES, MOST_IDLE = 3, 2


@dataclass(frozen=True)
class Share:
    """One outcome of another panel: `share` from 0 to 1, `percent` the same as text."""

    tone: str
    words: str
    share: float
    percent: str


@dataclass(frozen=True)
class AnotherPanel:
    """The odds: shares by outcome, a sentence with the range, the model and its assumptions."""

    shares: tuple[Share, ...]
    sentence: str
    model: str
    assumptions: tuple[str, ...]


@dataclass(frozen=True)
class ChangeLine:
    """A change, and the outcome that it would have had; "nothing" for one that changes it not.

    `then` is what stands between the two.
    """

    words: str
    outcome: str
    tone: str
    then: str


@dataclass(frozen=True)
class WhatChanges:
    """The smallest changes that would have won, or lost, the target; and one that does nothing."""

    title: str
    lines: tuple[ChangeLine, ...]


def another_panel(
    case: Case, *, yours: bool = False, table: OutcomeTable | None = None
) -> AnotherPanel | None:
    """The odds of a case, to the candidate if `yours`; None where this panel could not decide.

    `table` is the case's outcome table, where the caller has it already.
    """
    if case.verdict is Verdict.MORE_SIGNAL:
        return None
    known, whom = odds_range(case, table=table), "you" if yours else "the same candidate"
    other = where_not_noted(case, known.stated, table)
    sentence = _sentence(case.verdict, known, whom)
    if other is not None:
        unnoted = odds_range(other, table=table)
        sentence = (
            f"If another panel notes the confirmed trap too: {sentence}"
            f" If it doesn’t: {_sentence(case.verdict, unnoted, whom)}"
        )
    return AnotherPanel(
        shares=_shares(known.stated, case),
        sentence=sentence,
        model=_model(known.stated),
        assumptions=assumptions(case.policy),
    )


def what_changes(case: Case, rubric: Rubric, *, yours: bool = False) -> WhatChanges:
    """What would have changed the outcome, the smallest changes first; to the candidate if `yours`.

    The candidate isn't told the level of any vote.
    """
    policy, found = case.policy, flips(case)
    now, hired = worth(award(case), policy), case.verdict is Verdict.HIRE
    told = flips_to_you(found.flips, case) if yours else found.flips
    turned = [flip for flip in told if (worth(flip.outcome, policy) < now) == hired]
    turned = [flip for flip in turned if worth(flip.outcome, policy) != now]
    if yours and not hired:  # How it could have come out worse helps nobody.
        turned = [flip for flip in turned if flip.outcome.level is not None]
    lines = [
        _line(flip.changes, flip.outcome, case, rubric, yours=yours)
        for flip in turned[:MOST_CHANGES]
    ]
    lines += [
        _line((change,), None, case, rubric, yours=yours) for change in _idle(found.inert, policy)
    ]
    title = "What would have cost it" if hired else "What would have changed the outcome"
    return WhatChanges(title, tuple(lines))


def _line(
    changes: tuple[Change, ...], outcome: Award | None, case: Case, rubric: Rubric, *, yours: bool
) -> ChangeLine:
    policy = case.policy
    words = opening(listed([change_words(change, policy, rubric) for change in changes]))
    then = "would have been" if outcome else "would have changed"
    if yours:
        words = f"{changes_to_you(changes, case, rubric)},"
        then = "the outcome would have been:" if outcome else "it would have changed"
    said = outcome_words(outcome, policy) if outcome else "nothing"
    tone = VERDICT_TONES[outcome.verdict] if outcome else "quiet"
    return ChangeLine(words, said, tone, then)


def _idle(inert: tuple[Change, ...], policy: Policy) -> list[Change]:
    """What a reader may hope would have helped, and doesn't: the best score, the best read."""
    best = (HIGHEST_SCORE, policy.ladder.ids[-1])
    raised = [c for c in inert if c.after in best and c.dimension in (CODING, *LEVEL_DIMENSIONS)]
    return raised[:MOST_IDLE]


def likelihood(chance: float) -> str:
    """A probability in plain words: "more likely than not"."""
    return next(words for least, words in LIKELIHOODS if chance >= least)


def _shares(odds: Odds, case: Case) -> tuple[Share, ...]:
    policy, lower = case.policy, case.policy.levels_tried(case.target)[1:]
    names = {verdict: verdict_words(verdict, None, policy) for verdict in Verdict}
    names[Verdict.HIRE] = verdict_words(Verdict.HIRE, case.target, policy)
    if len(lower) == 1:
        names[Verdict.DOWNLEVEL] = f"Offer at {policy.ladder.name(lower[0])}"
    else:
        names[Verdict.DOWNLEVEL] = "Offer at a lower level"
    return tuple(
        Share(VERDICT_TONES[verdict], names[verdict], chance, percent(chance))
        for verdict, chance in odds.outcomes.items()
        if chance >= 0.0005
    )


_MOVED_BY = {
    RELIABILITY: "how reliable one takes an interview to be",
    SD: "how far one rating scatters",
    SPREAD: "how unlike one takes candidates to be",
}


def _sentence(verdict: Verdict, known: OddsRange, whom: str) -> str:
    chance = known.stated.outcomes[verdict]
    low, high = (in_ten(end) for end in known.of(verdict))
    said = f"It is {likelihood(chance)} that another panel would have told {whom} the same"
    if low == high:
        return f"{said}: about {in_ten(chance)} in 10."
    by = _MOVED_BY[known.moves_most(verdict)]
    return f"{said}: about {in_ten(chance)} in 10 ({low} to {high}, mostly by {by})."


def in_ten(chance: float) -> str:
    """A probability in tenths, "under 1" or "over 9" at the ends, since nothing is certain."""
    tenths = round(chance * 10)
    return "under 1" if tenths == 0 else "over 9" if tenths == 10 else str(tenths)


def _model(odds: Odds) -> str:
    return (
        f"Summed over a model of candidates and raters: candidates spread by "
        f"{odds.model.spread:g} level around the target, one rating scatters by "
        f"{odds.model.rating_sd:.2f} levels."
    )
