"""What to ask next: what the last answer still lacks."""

from dataclasses import dataclass

from committee.domain.guide import Guide
from committee.domain.number_input import clock
from committee.scorecard.draft import Draft

from .form_hints import told_answers
from .technical_round import still_to_ask


@dataclass(frozen=True)
class FollowUps:
    """What to ask next; `asked` is when the question of that answer was put, "" for the present."""

    asked: str = ""
    asks: tuple[str, ...] = ()


def follow_ups(draft: Draft, guide: Guide) -> FollowUps:
    """What to ask next: steps that the last answer lacks, then dimensions without evidence.

    The last answer is the last of which something was logged: a question that was just asked has
    no answer yet to be followed up.
    """
    if draft.kind in guide.rounds:
        return FollowUps(asks=still_to_ask(draft, guide))
    rows = {row.id: row for row in draft.evidence}
    answers = told_answers(draft)
    told = [answer for answer in answers if any(id_ for id_, _ in answer.texts)]
    steps = {rows[id_].step for id_, _ in told[-1].texts if id_} if told else set(guide.steps)
    heard = {row.dimension for row in draft.evidence}
    asks = [ask for step, ask in guide.steps.items() if step not in steps]
    asks += [ask for dimension, ask in guide.dimensions.items() if dimension not in heard]
    earlier = bool(told) and told[-1] is not answers[-1]
    return FollowUps(clock(told[-1].asked) if earlier else "", tuple(asks[:4]))
