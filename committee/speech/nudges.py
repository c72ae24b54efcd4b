"""Whether a piece of evidence is evidence: what an interviewer might write instead of it.

Must: let what a candidate said or did pass in silence, however tersely it was typed; notice an
impression, a judgement of fit, hearsay, a ground that the law protects, and a word that stands
alone. How: lists of words, with the innocent phrases that hold them taken out first; and for
impressions, whether any act is told beside the adjective. Known exceptions: an impression in
words that no list has, and irony.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from .lexicon import lexicon

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SAYS_NOTHING = frozenset(
    """
    was were is are be been being seemed seems seem felt feels feel looked looks look
    sounded sounds sound appeared appears came comes come across had has have having did
    does do got gets get gave gives made makes liked likes think thought thinks talked
    talks spoke speaks said says answered presented interview interviewed would could will
    might kept enjoy enjoyed enjoying talking speaking meeting meet met struck strike
    strikes left leaves
    """.split()  # noqa: SIM905
)
"""Verbs beside which an adjective is still all that there is."""


@dataclass(frozen=True)
class NudgeRule:
    """What is looked for, and the question to ask where it is found."""

    id: str
    name: str
    ask: str
    words: tuple[str, ...] = ()
    innocent: tuple[str, ...] = ()
    without_act: bool = False
    at_most_words: int = 0

    @cached_property
    def pattern(self) -> re.Pattern[str] | None:
        """Any of the words, as a whole word, longest first."""
        return _any_of(self.words) if self.words else None

    @cached_property
    def cleared(self) -> re.Pattern[str] | None:
        """Any of the innocent phrases."""
        return _any_of(self.innocent) if self.innocent else None


@dataclass(frozen=True)
class Nudge:
    """What was noticed: the rule, and the words that gave rise to it."""

    rule: NudgeRule
    words: tuple[str, ...]


def nudges_for(text: str, rules: Iterable[NudgeRule]) -> tuple[Nudge, ...]:
    """What an interviewer might be asked about a piece of evidence; () where it is one."""
    plain = text.replace("’", "'")
    found = (Nudge(rule, words) for rule in rules if (words := _heard(plain, rule)))
    return tuple(found)


def _heard(text: str, rule: NudgeRule) -> tuple[str, ...]:
    if rule.at_most_words:
        words = _WORD.findall(text)
        few = len(words) <= rule.at_most_words and not any(map(str.isdigit, text))
        return (" ".join(words),) if words and few else ()
    kept = rule.cleared.sub(" ", text) if rule.cleared else text
    found = tuple(dict.fromkeys(rule.pattern.findall(kept))) if rule.pattern else ()
    return () if found and rule.without_act and _tells_an_act(text) else found


def _tells_an_act(text: str) -> bool:
    """Whether somebody does something in it, or something is quoted or counted."""
    if any(map(str.isdigit, text)) or any(mark in text for mark in '“”"→'):
        return True
    known, verbs = lexicon(), lexicon().bit("past", "participle", "ing", "third_person")
    words = [word.casefold() for word in _WORD.findall(text)]
    return any(
        known.tags.get(word, 0) & verbs and word not in _SAYS_NOTHING for word in words
    ) or any(word in ("i", "we", "i'd", "i've", "we'd") for word in words)


def _any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(phrases, key=len, reverse=True)
    told = "|".join(map(_told, longest_first))
    return re.compile(rf"(?<![\w'-])(?:{told})(?![\w-])", re.IGNORECASE)


def _told(phrase: str) -> str:
    words = (
        r"(?:\w+\s+){0,3}?" if word == "~" else re.escape(word) + r"\s+" for word in phrase.split()
    )
    return "".join(words).removesuffix(r"\s+")
