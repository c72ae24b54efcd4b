"""What a committee that reads one scorecard would have asked its interviewer."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from committee.domain.guide import Guide
from committee.domain.ladder import Ladder
from committee.domain.rubric import BEHAVIORAL_KIND, RATED_IN, Rubric
from committee.present.form.form_hints import Stories, hints
from committee.present.form.review_nudges import rating_nudges, review_nudges
from committee.present.form.technical_round import steps_of
from committee.scorecard.draft import Draft
from committee.speech.nudges import NudgeRule, nudges_for


@dataclass(frozen=True)
class Asking:
    """What the questions are taken from: rubric, guide, the nudges' rules, the stories shared."""

    rubric: Rubric
    guide: Guide
    nudging: Sequence[NudgeRule]
    stories: Stories = ()


def asked_of_whole(draft: Draft, target: str, ladder: Ladder, by: Asking) -> tuple[str, ...]:
    """Questions about a scorecard as a whole: its ratings, steps nobody logged, follow-ups."""
    odd = [
        *(
            n
            for d in RATED_IN[draft.kind]
            for n in rating_nudges(draft, d, target, ladder, by.rubric)
        ),
        *review_nudges(draft, target, ladder),
    ]
    named = " ".join(odd).casefold()
    steps = (ask for name, ask in _steps(draft, by) if name.casefold() not in named)
    return (*odd, *steps, *_follow_ups(draft, by))


def asked_of_piece(text: str, by: Asking) -> tuple[str, ...]:
    """Questions about one piece: what it might be instead of evidence."""
    return tuple(f"{each.rule.name}? {each.rule.ask}" for each in nudges_for(text, by.nudging))


def _steps(draft: Draft, by: Asking) -> Iterator[tuple[str, str]]:
    """Steps of which nothing was logged, by name, in a scorecard that has steps at all."""
    logged = {row.step for row in draft.evidence} - {""}
    for step in steps_of(draft.kind, by.rubric, by.guide) if logged else ():
        ask = step.prompt or by.guide.steps.get(step.id)
        if step.id not in logged and ask:
            yield step.name, f"Nothing was logged as {step.name}. “{ask}”"


def _follow_ups(draft: Draft, by: Asking) -> Iterator[str]:
    """The next question of each hint that was neither confirmed nor settled."""
    if draft.kind != BEHAVIORAL_KIND:
        return
    for hint in hints(draft, by.rubric, by.guide, by.stories):
        yield f"{hint.reason} Nothing logged after it answers: “{hint.ask}”"
