"""A verb with its subject, and the word classes that detectors ask for.

Must: tell what was done from what was not, was only tried, imagined, or done to the subject.
How: a clause carries what `walk` met between subject and verb. Known exceptions: a verb that
nothing bends may still be irony.
"""

from typing import NamedTuple

from .lexicon import lexicon

LEX = lexicon()
OWN, PLURAL, THIRD = LEX.bit("own_word"), LEX.bit("plural_word"), LEX.bit("third_word")
OTHER, GROUP, NEGATIVE = LEX.bit("other_word"), LEX.bit("group_word"), LEX.bit("negative_word")
ADVERB = LEX.bit("adverb_word", "filler_word")
MODAL, HAVE, DO = LEX.bit("modal_word"), LEX.bit("aux_have_word"), LEX.bit("aux_do_word")
BE = LEX.bit("aux_be_word")
BASE, PAST, PARTICIPLE = LEX.bit("base"), LEX.bit("past"), LEX.bit("participle")
ING, THIRD_PERSON = LEX.bit("ing"), LEX.bit("third_person")
JOIN, BREAK = LEX.bit("join_word"), LEX.bit("breaks_word")
ATTEMPT, PROCEED = LEX.bit("attempt"), LEX.bit("proceed")
IDLE = LEX.bit("state", "perceive", "biography")
APPROACH, RELOCATE = LEX.bit("approach"), LEX.bit("relocate")
BIOGRAPHY = LEX.bit("biography")
YIELD = LEX.bit("yield", "follow")
TONE = LEX.bit("general_word", "particular_word", "virtue_word", "toll_word", "trouble_word")
"""Classes that say how something is told, and nothing of what kind of word it is."""
STATE, SAY, NUMBER = LEX.bit("state"), LEX.bit("say"), LEX.bit("number_word")


class Clause(NamedTuple):
    """One subject with one verb; `who` is i, we, group, other or thing."""

    who: str
    subject: int
    verb: int
    tags: int
    past: bool = False
    negated: bool = False
    modal: bool = False
    perfect: bool = False
    passive: bool = False
    attempted: bool = False
    reported: bool = False
    joined: bool = False

    def is_said(self) -> bool:
        """Whether the speaker asserts it: not negated, imagined, merely tried or reported."""
        return not (self.negated or self.modal or self.attempted or self.reported)

    def acts(self) -> bool:
        """Whether somebody did something: an asserted past verb of doing."""
        idle = self.tags & IDLE and not self.tags & APPROACH
        return self.past and self.is_said() and not self.passive and not idle


def is_past(word: str, tag: int) -> bool:
    """Whether the word can be a past tense; unknown words by their -ed."""
    unknown = not tag & ~TONE and len(word) > 4 and word.endswith("ed")
    return unknown or bool(tag & PAST)
