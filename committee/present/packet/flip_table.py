"""What would change an outcome, in rows: what lifts it, what lowers it, what does nothing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from committee.domain.case import Case
from committee.domain.policy import Policy
from committee.domain.rubric import CODING, Rubric
from committee.odds.flips import Flips
from committee.odds.forecast import odds
from committee.odds.grid_judgement import Award, award, worth
from committee.odds.outcome_table import OutcomeTable, outcome_table
from committee.odds.posterior import COARSE
from committee.odds.single_changes import POLICY, TARGET, Change, changed
from committee.present.output.odds_json import change_words, outcome_words
from committee.present.voice.chances import turned
from committee.present.voice.words import VERDICT_MARKS, VERDICT_TONES, listed, opening

TableOf = Callable[[Policy, str], OutcomeTable]
MOST = 3
"""How many rows there are of a kind: the ones that ask least."""


@dataclass(frozen=True)
class FlipRow:
    """Changes, what they lead to, and the chance of a hire at the target before and after."""

    changes: tuple[Change, ...]
    words: str
    tone: str
    mark: str
    outcome: str
    chance: str


@dataclass(frozen=True)
class FlipTable:
    """What lifts the outcome, what lowers it, and what does nothing, coding first."""

    lifts: tuple[FlipRow, ...]
    lowers: tuple[FlipRow, ...]
    nothing: tuple[FlipRow, ...]


def flip_table(
    case: Case,
    flips: Flips,
    rubric: Rubric,
    policies: Sequence[Policy] = (),
    table_of: TableOf = outcome_table,
) -> FlipTable:
    """The changes of a case that ask least, each with the chance that it leads to.

    `policies` are those that a flip may name; `table_of` finds a policy's table at a target.
    """
    now = award(case)
    standing = worth(now, case.policy)
    lifts = [each for each in flips.flips if worth(each.outcome, case.policy) > standing]
    lowers = [each for each in flips.flips if worth(each.outcome, case.policy) < standing]
    before = _hire(case, table_of)

    def row(changes: tuple[Change, ...], outcome: Award) -> FlipRow:
        other = changed(case, changes, policies)
        after = _hire(other, table_of)
        asked = any(change.dimension in (TARGET, POLICY) for change in changes)
        return FlipRow(
            changes=changes,
            words=opening(listed([change_words(each, case.policy, rubric) for each in changes])),
            tone=VERDICT_TONES[outcome.verdict],
            mark=VERDICT_MARKS[outcome.verdict],
            outcome=outcome_words(outcome, case.policy),
            # Another target or policy is another question: its chance stands for itself.
            chance=turned(after if asked else before, after),
        )

    return FlipTable(
        lifts=tuple(row(each.changes, each.outcome) for each in lifts[:MOST]),
        lowers=tuple(row(each.changes, each.outcome) for each in lowers[:MOST]),
        nothing=tuple(row((each,), now) for each in _surprising(flips.inert, case)[:MOST]),
    )


def _hire(case: Case, table_of: TableOf) -> float:
    """The chance of a hire at the target; for a row of a table one lattice is near enough."""
    return odds(case, None, table_of(case.policy, case.target), COARSE).levels[case.target]


def _surprising(inert: Sequence[Change], case: Case) -> list[Change]:
    """Coding first, upwards; then rises of a read: that those do nothing is what surprises."""
    ladder = case.policy.ladder

    def rises(change: Change) -> bool:
        if change.dimension == CODING:
            return bool(float(change.after) > case.facts.coding)
        ranked = str(change.before) in ladder and str(change.after) in ladder
        return ranked and ladder.rank(str(change.after)) > ladder.rank(str(change.before))

    coding = [change for change in inert if change.dimension == CODING]
    first = [change for change in coding if rises(change)] or coding[:1]
    return [*first, *(c for c in inert if c not in coding and rises(c))]
