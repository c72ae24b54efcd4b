"""The outcome first: its sentence, and the distance between an average and a committee."""

from dataclasses import dataclass

from committee.domain.decision import Decision, Verdict
from committee.domain.policy import Policy
from committee.domain.rubric import Rubric
from committee.present.voice.words import (
    VERDICT_MARKS,
    VERDICT_TONES,
    averaging_words,
    number,
    verdict_words,
)

from .rule_table import in_names, motive, the_rule


@dataclass(frozen=True)
class Headline:
    """The outcome, the sentence that caused it, and why that rule exists."""

    tone: str
    mark: str
    words: str
    sentence: str
    motive: str


@dataclass(frozen=True)
class Said:
    """What one way of deciding says, in three lines."""

    tone: str
    label: str
    words: str
    detail: str


@dataclass(frozen=True)
class Contrast:
    """An average beside the committee, and in a sentence what lies between them."""

    averaging: Said
    committee: Said
    lesson: str


def headline(decision: Decision, policy: Policy, rubric: Rubric) -> Headline:
    """What opens every page of a decision."""
    return Headline(
        tone=VERDICT_TONES[decision.verdict],
        mark=VERDICT_MARKS[decision.verdict],
        words=verdict_words(decision.verdict, decision.level, policy),
        sentence=in_names(decision.ruling.because, rubric),
        motive=motive(decision.ruling.binding_rule, policy, rubric),
    )


def contrast(decision: Decision, policy: Policy) -> Contrast:
    """The same signals, averaged and decided."""
    foil, name = decision.averaging, policy.ladder.name(decision.target)
    detail = "no signal to average"
    if foil.score is not None:
        detail = f"mean {number(foil.score)} of 4 against a bar of {number(policy.foil.bar)}"
    said = averaging_words(foil, name)
    averaged = Said(VERDICT_TONES[foil.verdict], "If scores were averaged", said, detail)
    rule = decision.ruling.binding_rule
    met = "every bar met, no veto" if policy.vetoes else "every bar met"
    decided = f"decided by {the_rule(rule)}" if rule else met
    words = verdict_words(decision.verdict, decision.level, policy)
    tone = VERDICT_TONES[decision.verdict]
    committee = Said(tone, "What the committee does", words, decided)
    return Contrast(averaged, committee, _lesson(decision))


def _lesson(decision: Decision) -> str:
    rule, averaged = decision.ruling.binding_rule, decision.averaging.verdict
    if decision.verdict is averaged:
        return "Here the average and the committee agree."
    if rule is None:
        return "An average lets one low score drag down a packet that meets every bar."
    if rule == "sufficiency":
        return "An average fills in for what nobody heard; the committee asks for it."
    if averaged is Verdict.HIRE:
        return f"An average hides {the_rule(rule)}: points elsewhere don't make up for it."
    return "An average says yes or no; the committee can say yes one level lower."
