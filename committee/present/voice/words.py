"""The words, tones and marks that every page, paper and terminal uses for the same outcome."""

import math
from collections.abc import Mapping

from committee.domain.decision import Averaging, Verdict
from committee.domain.policy import BAR_RAISER, VOTES, Policy
from committee.domain.trace import RuleOutcome

VERDICT_TONES: Mapping[Verdict, str] = {
    Verdict.HIRE: "meet",
    Verdict.DOWNLEVEL: "down",
    Verdict.NO_HIRE: "veto",
    Verdict.MORE_SIGNAL: "quiet",
}
VERDICT_MARKS: Mapping[Verdict, str] = {
    Verdict.HIRE: "✓",
    Verdict.DOWNLEVEL: "↓",
    Verdict.NO_HIRE: "✗",
    Verdict.MORE_SIGNAL: "?",
}
OUTCOME_TONES: Mapping[RuleOutcome, str] = {
    RuleOutcome.MET: "meet",
    RuleOutcome.NOT_MET: "down",
    RuleOutcome.NO_SIGNAL: "quiet",
    RuleOutcome.NOT_APPLICABLE: "quiet",
}
KINDS: Mapping[str, str] = {
    "behavioral": "Behavioural",
    "coding": "Coding",
    "system_design": "System design",
}
RECOMMENDATIONS: Mapping[str, str] = {
    "strong_no": "Strong no",
    "no": "No",
    "yes": "Yes",
    "strong_yes": "Strong yes",
}


def spoken(dimension: str) -> str:
    """A dimension, or a kind of vote, as it stands inside a sentence."""
    votes = {VOTES: "the panel’s vote", BAR_RAISER: "the bar raiser’s vote"}
    return votes.get(dimension, dimension.replace("_", " "))


def opening(words: str) -> str:
    """Words with a capital at the start."""
    return words[:1].upper() + words[1:]


def decapitalised(sentence: str) -> str:
    """A sentence as it goes on another."""
    return sentence[:1].lower() + sentence[1:]


def number(value: float) -> str:
    """A score with one or two decimals, cut off: 2.996 must not read as the bar it misses."""
    return f"{math.floor(value * 100 + 1e-6) / 100:.2f}".removesuffix("0")


def verdict_words(verdict: Verdict, level: str | None, policy: Policy) -> str:
    """A verdict with its level: "Downlevel: offer at Mid"."""
    name = policy.ladder.name(level) if level else ""
    return {
        Verdict.HIRE: f"Hire at {name}",
        Verdict.DOWNLEVEL: f"Downlevel: offer at {name}",
        Verdict.NO_HIRE: "No hire",
        Verdict.MORE_SIGNAL: "More signal needed",
    }[verdict]


def verdict_name(verdict: Verdict) -> str:
    """A verdict by itself, inside a sentence: "no hire"."""
    return verdict.replace("_", " ")


def state_words(state: str) -> str:
    """How far the reads of a dimension agree: "no signal"."""
    return state.replace("_", " ")


def averaging_words(foil: Averaging, target: str) -> str:
    """What a plain average would have said; `target` by its name."""
    if foil.score is None:
        return "Nothing to average"
    return f"Hire at {target}" if foil.verdict is Verdict.HIRE else "No hire"


def average_said(foil: Averaging, policy: Policy, target: str) -> str:
    """What a plain average would have said, in a sentence."""
    if foil.score is None:
        return "A plain average has nothing to average."
    hires = foil.verdict is Verdict.HIRE
    would = f"hire at {policy.ladder.name(target)}" if hires else "decline"
    return f"A plain average ({number(foil.score)} of 4) would {would}."


def counted(count: int, one: str, many: str | None = None) -> str:
    """A count with its noun: "1 interview", "5 interviews"."""
    return f"{count} {one if count == 1 else many or one + 's'}"


NUMBERS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def in_words(count: object) -> str:
    """A small count as a word inside a sentence, a larger one in digits."""
    return NUMBERS[count] if isinstance(count, int) and count < len(NUMBERS) else str(count)


def listed(words: tuple[str, ...] | list[str], last: str = "and") -> str:
    """Words as a list inside a sentence: "a, b and c"."""
    *head, tail = words
    return f"{', '.join(head)} {last} {tail}" if head else tail
