"""The guide of a technical interview beside its form: steps, questions, what each looks like."""

from collections.abc import Sequence
from dataclasses import dataclass

from committee.domain.guide import Guide
from committee.domain.ladder import Ladder
from committee.domain.rubric import CODING, RATED_IN, Rubric, Term
from committee.scorecard.draft import Draft

from .rating_choices import Choice

MOST_ASKED = 4


@dataclass(frozen=True)
class StepGuide:
    """One step: its chip, the question that asks for it, and what it looks like at each level."""

    choice: Choice
    ask: str
    reads: tuple[Choice, ...]


@dataclass(frozen=True)
class RoundView:
    """What a technical interviewer has beside the box: questions to ask, and every step."""

    asks: tuple[str, ...]
    steps: tuple[StepGuide, ...]


def steps_of(kind: str, rubric: Rubric, guide: Guide) -> Sequence[Term]:
    """The steps of a kind of interview: STAR-L's, or its own."""
    return guide.rounds[kind].steps if kind in guide.rounds else rubric.steps


def step_choices(draft: Draft, rubric: Rubric, guide: Guide) -> tuple[Choice, ...]:
    """The steps that a piece can have; one of another kind too if a file brought it along."""
    steps, held = steps_of(draft.kind, rubric, guide), {row.step for row in draft.evidence}
    chosen = draft.capture.step
    others = [term for term in rubric.steps if term.id in held and term not in steps]
    return (
        *(Choice(s.id, s.name, s.id == chosen, s.key, s.anchor) for s in steps),
        *(Choice(other.id, other.name) for other in others),
    )


def round_view(
    draft: Draft, target: str, ladder: Ladder, rubric: Rubric, guide: Guide
) -> RoundView | None:
    """The guide of a draft's interview; None for one that isn't technical."""
    if draft.kind not in guide.rounds:
        return None
    held = guide.rounds[draft.kind]
    names = [(level.id, level.name) for level in ladder.levels]
    if RATED_IN[draft.kind] == (CODING,):
        names = [(score, score) for score in rubric.dimension(CODING).score_anchors]
    return RoundView(
        held.asks,
        tuple(
            StepGuide(
                Choice(s.id, s.name, s.id == draft.capture.step, s.key, s.anchor),
                s.prompt,
                tuple(
                    Choice(id_, name, anchor=held.reads[s.id][id_], target=id_ == target)
                    for id_, name in names
                    if id_ in held.reads[s.id]
                ),
            )
            for s in held.steps
        ),
    )


def logged_steps(draft: Draft, guide: Guide) -> Sequence[tuple[str, int]]:
    """How often each step of a technical interview was logged, by name."""
    logged = [row.step for row in draft.evidence]
    return [(step.name, logged.count(step.id)) for step in guide.rounds[draft.kind].steps]


def still_to_ask(draft: Draft, guide: Guide) -> tuple[str, ...]:
    """What to ask next in a technical interview: the questions of steps that nobody logged."""
    logged = {row.step for row in draft.evidence}
    steps = guide.rounds[draft.kind].steps
    return tuple(step.prompt for step in steps if step.id not in logged)[:MOST_ASKED]
