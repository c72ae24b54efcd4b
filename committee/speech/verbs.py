"""The verb that belongs to a subject, with what bends its meaning.

Must: tell what was done from what was not, was only tried, imagined, or done to the subject.
How: from the subject, step over adverbs, auxiliaries and chained verbs ("managed to", "ended
up") to the main verb. Known exceptions: a relative clause between subject and verb
hides the verb; "had put" and "would put" are alike after "I'd", and are read as past.
"""

from typing import NamedTuple

from committee.speech.lexicon import lexicon
from committee.speech.text import Text

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
STATE, SAY, NUMBER = LEX.bit("state"), LEX.bit("say"), LEX.bit("number_word")
ASIDES = frozenset({"who", "which", "the", "a", "an", "our", "their", "my", "his", "her"})
REACH = 12
"""Words from a subject to its verb, at most."""


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
    return bool(tag & PAST) or (not tag and len(word) > 4 and word.endswith("ed"))


def verb_of(text: Text, at: int, who: str) -> Clause | None:
    """The main verb after a subject, or None where no verb follows."""
    words, tags = text.words, text.tags
    sentence, end = text.sentences[at], min(at + REACH, len(words))
    noun = words[at] not in ("i", "we", "he", "she", "they")
    negated, perfect = _nobody(text, at), False
    modal = at > 0 and words[at - 1] == "if"
    attempted, carried, past, helped = False, 0, False, False
    k = at + 1
    while k < end and text.sentences[k] == sentence:
        word, tag = words[k], tags[k]
        apposed = k == at + 1 and _is_apposed(text, at)
        aside = text.paused[k] and not apposed and not helped and (noun or k == at + 1)
        if aside and (verb := _after_aside(text, k, end, anything=not noun)):
            k, aside = verb, False
            word, tag = words[k], tags[k]
        if (aside and noun) or tag & (OWN | PLURAL):
            return None
        ahead = _after(text, k, end)
        following = words[ahead] if ahead < end else ""
        next_tag = tags[ahead] if ahead < end else 0
        if tag & NEGATIVE:
            negated = True
        elif word == "'d":
            unreal = bool(next_tag & BASE) and not next_tag & PAST
            modal, perfect = modal or unreal, not unreal
            past = past or not unreal
        elif tag & MODAL:
            modal = True
        elif tag & HAVE and (
            following == "to" or next_tag & (PARTICIPLE | BE) or following[-2:] == "ed"
        ):
            perfect = perfect or word == "had"
            past = past or word == "had" or following != "to"
        elif tag & DO and (next_tag & BASE or tags[k + 1 : k + 2] == [NEGATIVE]):
            past = past or word == "did"
        elif tag & BE and (next_tag & ING or (not next_tag and following.endswith("ing"))):
            modal = modal or following == "going"
            past = past or word in ("was", "were", "been")
        elif (
            tag & BE
            and following
            and is_past(following, next_tag | (PAST if next_tag & PARTICIPLE else 0))
        ):
            gone = word in ("was", "were", "been")
            return Clause(who, at, ahead, next_tag, gone, negated, modal, perfect, True)
        elif tag & BE:
            gone = past or word in ("was", "were")
            return Clause(who, at, k, STATE | tag, gone, negated, modal, perfect)
        elif word == "to" or tag & ADVERB or word.endswith("ly"):
            pass
        elif following == "to" and tag & ATTEMPT and k + 1 == ahead:
            attempted, carried, past = True, carried | tag, past or is_past(word, tag)
        elif tag & PROCEED and (
            _infinitive(text, ahead) or following[-3:] == "ing" or following == "up"
        ):
            past, carried = past or is_past(word, tag), carried | (tag & SAY)
            k = ahead if following == "up" else k
        else:
            past = past or is_past(word, tag)
            if word in ("got", "get") and "to" in words[k + 2 : k + 6]:
                tag &= ~STATE
            if tag & RELOCATE and _tells_a_career(text, k):
                tag = BIOGRAPHY
            if noun and not (past or helped or (tag & YIELD and not tag & OTHER)):
                return None
            return Clause(
                who, at, k, tag | carried, past, negated, modal, perfect, False, attempted
            )
        helped = helped or bool(tag & (MODAL | HAVE | DO | BE))
        k += 1
    return None


def _tells_a_career(text: Text, verb: int) -> bool:
    """Whether a verb of moving or working is followed by a post or a place, not by people."""
    following = text.words[verb + 1 : verb + 2]
    if following in (["at"], ["as"]):
        return True
    place = verb + 2 < len(text.words) and text.capital(verb + 2)
    return place and following in (["to"], ["from"], ["in"], ["into"])


def _is_apposed(text: Text, at: int) -> bool:
    """Whether a name stands between commas: "their lead, Ines, called"."""
    within = at > 0 and text.sentences[at - 1] == text.sentences[at]
    return within and text.paused[at] and text.capital(at)


def _after_aside(text: Text, first: int, end: int, *, anything: bool) -> int:
    """Where a verb follows an aside between commas ("Ines, who runs it, tried"), or 0."""
    words, tags = text.words, text.tags
    if not (anything or words[first] in ASIDES or text.capital(first)):
        return 0
    for k in range(first + 1, end):
        if tags[k] & (OWN | PLURAL) or text.sentences[k] != text.sentences[first]:
            return 0
        if text.paused[k]:
            return k if is_past(words[k], tags[k]) or tags[k] & (BE | HAVE | DO) else 0
    return 0


def _infinitive(text: Text, to: int) -> bool:
    """Whether "to" has a verb after it, as in "went to see", not "went to a"."""
    verb = to + 1
    if verb >= len(text.words) or text.words[to] != "to":
        return False
    unknown = not text.tags[verb] and not text.capital(verb)
    return unknown or bool(text.tags[verb] & (BASE | ADVERB))


def _nobody(text: Text, at: int) -> bool:
    """Whether the subject is nobody: "none of the teams", "neither of them"."""
    if text.tags[at] & (OWN | PLURAL):
        return False
    near = range(max(0, at - 3), at + 1)
    none = ("nobody", "no-one", "none", "neither")
    return any(text.words[k] in none and text.sentences[k] == text.sentences[at] for k in near)


def _after(text: Text, k: int, end: int) -> int:
    """The next word that is neither adverb nor negation."""
    k += 1
    while k < end and (
        text.tags[k] & (ADVERB | NEGATIVE) or (text.words[k].endswith("ly") and not text.tags[k])
    ):
        k += 1
    return k
