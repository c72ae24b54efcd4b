"""What would change an outcome, in rows: what lifts it, what lowers it, what does nothing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from committee.domain.case import Case
from committee.domain.policy import Policy
from committee.domain.rubric import CODING, Rubric
from committee.odds.flips import Flip, Flips
from committee.odds.forecast import Odds, odds
from committee.odds.judge_whole_grid import award, worth
from committee.odds.outcome_table import OutcomeTable, outcome_table
from committee.odds.posterior import COARSE
from committee.odds.single_changes import POLICY, TARGET, Change, changed
from committee.present.output.odds_json import change_words, outcome_words
from committee.present.voice.chances import nudged, turned
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
    """What lifts the outcome, what lowers it, what nobody assessing something does, what moves
    the chance alone, and what does nothing, coding first.
    """

    lifts: tuple[FlipRow, ...] = ()
    lowers: tuple[FlipRow, ...] = ()
    unread: tuple[FlipRow, ...] = ()
    chance: tuple[FlipRow, ...] = ()
    nothing: tuple[FlipRow, ...] = ()


def flip_table(
    case: Case,
    flips: Flips,
    rubric: Rubric,
    policies: Sequence[Policy] = (),
    table_of: TableOf = outcome_table,
) -> FlipTable:
    """The changes of a case that ask least, each with the chance that it leads to.

    They are the panel's: what one interview alone would have done isn't told here.
    `policies` are those that a flip may name; `table_of` finds a policy's table at a target.
    """
    now = award(case)
    standing = worth(now, case.policy)
    found = [flip for flip in flips.flips if not flip.of_one]
    lifts = [each for each in found if worth(each.outcome, case.policy) > standing]
    lowers = [each for each in found if worth(each.outcome, case.policy) < standing]
    before = _odds(case, table_of)

    def row(flip: Flip) -> tuple[FlipRow, bool]:
        other = changed(case, flip.changes, policies)
        after = _odds(other, table_of)
        asked = any(change.dimension in (TARGET, POLICY) for change in flip.changes)
        # Another target or policy is another question: its chance stands for itself.
        hire = after.levels[other.target]
        was = hire if asked else before.levels[case.target]
        moves = not asked and before.differs(after)
        only = moves and flip.outcome == now
        words = listed([change_words(each, case.policy, rubric) for each in flip.changes])
        shown = FlipRow(
            changes=flip.changes,
            words=opening(words),
            tone=VERDICT_TONES[flip.outcome.verdict],
            mark=VERDICT_MARKS[flip.outcome.verdict],
            outcome=outcome_words(flip.outcome, case.policy),
            chance=nudged(was, hire) if only else turned(was, hire),
        )
        return shown, moves

    def rows(some: Sequence[Flip]) -> tuple[FlipRow, ...]:
        return tuple(row(each)[0] for each in some[:MOST])

    still = [row(Flip((each,), now)) for each in _surprising(flips.inert, case)[:MOST]]
    return FlipTable(
        lifts=rows(lifts),
        lowers=rows(lowers),
        unread=rows([flip for flip in flips.unread if not flip.of_one]),
        chance=tuple(shown for shown, moves in still if moves),
        nothing=tuple(shown for shown, moves in still if not moves),
    )


def _odds(case: Case, table_of: TableOf) -> Odds:
    """The odds of a case; for a row of a table one lattice is near enough."""
    return odds(case, None, table_of(case.policy, case.target), COARSE)


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
