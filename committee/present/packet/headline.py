"""The outcome first: its sentence, and the distance between an average and a committee."""

from dataclasses import dataclass

from committee.domain.case import Case
from committee.domain.decision import Verdict
from committee.domain.rubric import Rubric
from committee.domain.trace import SUFFICIENCY
from committee.present.voice.candidate_and_committee_voice import voice_for
from committee.present.voice.decision_said import decided
from committee.present.voice.rule_names import motive, the_rule
from committee.present.voice.words import (
    VERDICT_MARKS,
    VERDICT_TONES,
    averaging_words,
    number,
    verdict_words,
)


@dataclass(frozen=True)
class Headline:
    """The outcome; where it is known, the sentence that caused it, and why that rule exists."""

    tone: str
    mark: str
    words: str
    sentence: str = ""
    motive: str = ""


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


def headline(case: Case, rubric: Rubric) -> Headline:
    """What opens every page of a decision."""
    return Headline(
        tone=VERDICT_TONES[case.verdict],
        mark=VERDICT_MARKS[case.verdict],
        words=verdict_words(case.verdict, case.level, case.policy),
        sentence=decided(case, voice_for(case, rubric)),
        motive=motive(case.ruling.binding_rule, case.policy, rubric),
    )


def contrast(case: Case) -> Contrast:
    """The same signals, averaged and decided."""
    foil, policy, rule = case.averaging, case.policy, case.ruling.binding_rule
    name = policy.ladder.name(case.target)
    detail = "no signal to average"
    if foil.score is not None:
        detail = f"mean {number(foil.score)} of 4 against a bar of {number(policy.foil.bar)}"
    said = averaging_words(foil, name)
    averaged = Said(VERDICT_TONES[foil.verdict], "If scores were averaged", said, detail)
    met = "every bar met, no veto" if policy.vetoes else "every bar met"
    by = f"decided by {the_rule(rule)}" if rule else met
    words = verdict_words(case.verdict, case.level, policy)
    tone = VERDICT_TONES[case.verdict]
    committee = Said(tone, "What the committee does", words, by)
    return Contrast(averaged, committee, _lesson(case))


def _lesson(case: Case) -> str:
    rule, averaged = case.ruling.binding_rule, case.averaging.verdict
    if case.averaging.score is None:
        return "Without a signal there is nothing to average, and nothing to decide on."
    if case.verdict is averaged:
        return "Here the average and the committee agree."
    if rule is None:
        return "An average lets one low score drag down a packet that meets every bar."
    if rule.kind == SUFFICIENCY:
        return "An average fills in for what nobody heard; the committee asks for it."
    if averaged is Verdict.HIRE:
        return f"An average hides {the_rule(rule)}: points elsewhere don’t make up for it."
    return "An average says yes or no; the committee can say yes one level lower."
