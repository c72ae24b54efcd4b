"""What would have changed the outcome, and what would not: for a reader."""

from dataclasses import dataclass

from committee.domain.case import Case
from committee.domain.decision import Verdict
from committee.domain.policy import Policy
from committee.domain.rubric import CODING, HIGHEST_SCORE, LEVEL_DIMENSIONS, Rubric
from committee.odds.flips import flips
from committee.odds.forecast import odds
from committee.odds.judge_whole_grid import Award, award, worth
from committee.odds.outcome_table import outcome_table
from committee.odds.posterior import COARSE
from committee.odds.single_changes import Change, changed
from committee.present.output.odds_json import change_words, outcome_words
from committee.present.voice.words import VERDICT_TONES, listed, opening

from .candidate_decision import changes_to_you, flips_to_you

MOST_CHANGES, MOST_IDLE = 3, 2


@dataclass(frozen=True)
class ChangeLine:
    """A change, and the outcome that it would have had; for one that changes it not, "nothing",
    or "only the chance".

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


def what_changes(case: Case, rubric: Rubric, *, yours: bool = False) -> WhatChanges:
    """What would have changed the outcome, the smallest changes first; to the candidate if `yours`.

    The candidate isn't told the level of any vote.
    """
    policy, found = case.policy, flips(case)
    now, hired = worth(award(case), policy), case.verdict is Verdict.HIRE
    panels = [flip for flip in found.flips if not flip.of_one]
    told = flips_to_you(panels, case) if yours else panels
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
    said = outcome_words(outcome, policy) if outcome else _moved(changes, case)
    tone = VERDICT_TONES[outcome.verdict] if outcome else "quiet"
    return ChangeLine(words, said, tone, then)


def _moved(changes: tuple[Change, ...], case: Case) -> str:
    """What a change that leaves the outcome changes after all."""
    table = outcome_table(case.policy, case.target)
    before, after = (odds(each, None, table, COARSE) for each in (case, changed(case, changes)))
    return "only the chance" if before.differs(after) else "nothing"


def _idle(inert: tuple[Change, ...], policy: Policy) -> list[Change]:
    """What a reader may hope would have helped, and doesn't: the best score, the best read."""
    best = (HIGHEST_SCORE, policy.ladder.ids[-1])
    raised = [c for c in inert if c.after in best and c.dimension in (CODING, *LEVEL_DIMENSIONS)]
    return raised[:MOST_IDLE]
