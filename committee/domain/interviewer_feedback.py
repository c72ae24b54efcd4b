"""What one scorecard came to: which of its pieces a decision read, its reads beside the others'."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .case import Case
from .packet import Scorecard
from .rubric import CODING
from .signals import lower_median
from .trace import Rule, RuleOutcome, Step


@dataclass(frozen=True)
class Named:
    """A piece of evidence by its id, with the rules that read it; `decided` if the binding did."""

    piece: str
    rules: tuple[Rule, ...]
    decided: bool


@dataclass(frozen=True)
class ReadBeside:
    """One read, or score, beside the panel's.

    `panel` is the lower median of the reads that count (their mean, for coding), as it was before
    a trap held it down, which `capped` names. `others` are the reads of the others that count;
    `counts` says whether this one does. `apart` is -1, 0 or 1: below, with or above the panel;
    None where no other read counts, where this one doesn't, and for scores.
    """

    dimension: str
    own: str | float
    panel: str | float | None
    others: tuple[str | float, ...]
    counts: bool
    capped: str | None
    apart: int | None


def named_in(case: Case, card: Scorecard) -> tuple[Named, ...]:
    """Each piece of a scorecard with the rules of the decision that read it, in its order."""
    rules: dict[str, dict[Rule, None]] = {}
    for step in _judged(case.ruling.trace):
        for piece in _cited(step):
            rules.setdefault(piece, {})[step.rule] = None
    bound = case.ruling.binding
    decided = {
        piece
        for step in (bound.leaves() if bound else ())
        if step.outcome is RuleOutcome.NOT_MET
        for piece in _cited(step)
    }
    return tuple(
        Named(each.id, tuple(rules.get(each.id, ())), each.id in decided) for each in card.evidence
    )


def reads_beside(case: Case, card: Scorecard) -> tuple[ReadBeside, ...]:
    """Each read and score of a scorecard beside the panel's, in the order of its dimensions."""
    return tuple(
        _beside(case, card, dimension, own)
        for dimension in card.dimensions
        if (own := card.scores.get(dimension, card.read(dimension))) is not None
    )


def _beside(case: Case, card: Scorecard, dimension: str, own: str | float) -> ReadBeside:
    signal, ladder = case.signals[dimension], case.policy.ladder
    others = tuple(each.value for each in signal.reads if each.scorecard != card.id)
    counts = len(others) < len(signal.reads)
    if dimension == CODING:
        return ReadBeside(dimension, own, signal.score, others, counts, None, None)
    ranks = [ladder.rank(str(each.value)) for each in signal.reads]
    panel = lower_median(ranks) if ranks else None
    apart = None
    if counts and others and panel is not None:
        mine = ladder.rank(str(own))
        apart = (mine > panel) - (mine < panel)
    at = None if panel is None else ladder.at(panel)
    return ReadBeside(dimension, own, at, others, counts, signal.capped, apart)


def _judged(trace: Sequence[Step]) -> Iterator[Step]:
    leaves = (leaf for step in trace for leaf in step.leaves())
    return (leaf for leaf in leaves if leaf.outcome is not RuleOutcome.NOT_APPLICABLE)


def _cited(step: Step) -> Iterator[str]:
    return (ref.id for ref in step.uses if ref.kind == "evidence")
