"""The walk from a subject to the verb that belongs to it.

Must: find the main verb after a subject, and what bends its meaning on the way: negation,
"would", "had", "tried to", passive.
How: step over adverbs, auxiliaries, asides between commas and chained verbs ("managed to",
"ended up"); what is left is the verb. Known exceptions: a relative clause without commas between
subject and verb hides the verb; "had put" and "would put" are alike after "I'd", and are read as
past.
"""

from .tagged_text import Text
from .verbs import (
    ADVERB,
    ATTEMPT,
    BASE,
    BE,
    BIOGRAPHY,
    DO,
    HAVE,
    ING,
    MODAL,
    NEGATIVE,
    OTHER,
    OWN,
    PARTICIPLE,
    PAST,
    PLURAL,
    PROCEED,
    RELOCATE,
    SAY,
    STATE,
    YIELD,
    Clause,
    is_past,
)
from .word_context import (
    after,
    after_aside,
    is_apposed,
    is_infinitive,
    is_nobody,
    tells_a_career,
)

HELPERS = MODAL | HAVE | DO | BE
BENDING = HELPERS | NEGATIVE
REACH = 12
"""Words from a subject to its verb, at most."""
GONE = ("was", "were", "been")


def verb_of(text: Text, at: int, who: str) -> Clause | None:
    """The main verb after a subject, or None where no verb follows."""
    return _Walk(text, at, who).verb()


class _Walk:
    """What has been met on the way from one subject."""

    def __init__(self, text: Text, at: int, who: str) -> None:
        self.text, self.at, self.who = text, at, who
        self.end = min(at + REACH, len(text.words))
        self.noun = text.words[at] not in ("i", "we", "he", "she", "they")
        self.negated, self.perfect = is_nobody(text, at), False
        self.modal = at > 0 and text.words[at - 1] == "if"
        self.attempted = self.past = self.helped = False
        self.carried = 0

    def verb(self) -> Clause | None:
        """The clause at the end of the walk."""
        text, k = self.text, self.at + 1
        while k < self.end and text.sentences[k] == text.sentences[self.at]:
            k = self._beyond_aside(k)
            infinitive = k == self.at + 1 and text.words[k] == "to"
            if k < 0 or infinitive or text.tags[k] & (OWN | PLURAL):
                return None
            tag = text.tags[k]
            if not self._bent_by(k):
                if tag & BE:
                    return self._being(k)
                last = self._chained(k)
                if last < 0:
                    return self._doing(k)
                k = last
            self.helped = self.helped or bool(tag & HELPERS)
            k += 1
        return None

    def _following(self, k: int) -> tuple[int, str, int]:
        """Place, word and tag of what follows, adverbs and negations left out."""
        ahead = after(self.text, k, self.end)
        if ahead >= self.end:
            return ahead, "", 0
        return ahead, self.text.words[ahead], self.text.tags[ahead]

    def _beyond_aside(self, k: int) -> int:
        """Where the sentence goes on after a comma: here, after an aside, or nowhere (-1)."""
        first = k == self.at + 1
        if not self.text.paused[k] or self.helped or not (self.noun or first):
            return k
        if first and is_apposed(self.text, self.at):
            return k
        beyond = after_aside(self.text, k, self.end, anything=not self.noun)
        return beyond or (-1 if self.noun else k)

    def _bent_by(self, k: int) -> bool:
        """Whether a word is a negation or an auxiliary, which is noted."""
        word, tag = self.text.words[k], self.text.tags[k]
        if not tag & BENDING and word != "'d":
            return False
        if tag & NEGATIVE:
            self.negated = True
        elif tag & MODAL and word != "'d":
            self.modal = True
        else:
            return self._helped_by(k)
        return True

    def _helped_by(self, k: int) -> bool:
        """Whether "have", "do", "be" or "'d" is an auxiliary here, which is noted."""
        word, tag = self.text.words[k], self.text.tags[k]
        _, following, next_tag = self._following(k)
        if word == "'d":
            unreal = bool(next_tag & BASE) and not next_tag & PAST
            self.modal, self.perfect = self.modal or unreal, not unreal
            self.past = self.past or not unreal
        elif tag & HAVE and (
            following == "to" or next_tag & (PARTICIPLE | BE) or following[-2:] == "ed"
        ):
            self.perfect = self.perfect or word == "had"
            self.past = self.past or word == "had" or following != "to"
        elif tag & DO and (next_tag & BASE or self.text.tags[k + 1 : k + 2] == [NEGATIVE]):
            self.past = self.past or word == "did"
        elif tag & BE and (next_tag & ING or (not next_tag and following.endswith("ing"))):
            self.modal = self.modal or following == "going"
            self.past = self.past or word in GONE
        else:
            return False
        return True

    def _being(self, k: int) -> Clause:
        """A passive, or what the subject is."""
        ahead, following, next_tag = self._following(k)
        word = self.text.words[k]
        done = next_tag | (PAST if next_tag & PARTICIPLE else 0)
        if following and is_past(following, done):
            return self._clause(ahead, next_tag, past=word in GONE, passive=True)
        return self._clause(k, STATE | self.text.tags[k], past=self.past or word in GONE[:2])

    def _chained(self, k: int) -> int:
        """The last word of what leads on to another verb ("managed to"), or -1."""
        word, tag = self.text.words[k], self.text.tags[k]
        if word == "to" or tag & ADVERB or word.endswith("ly"):
            return k
        ahead, following, _ = self._following(k)
        if following == "to" and tag & ATTEMPT and k + 1 == ahead:
            self.attempted, self.carried = True, self.carried | tag
        elif tag & PROCEED and (
            is_infinitive(self.text, ahead) or following[-3:] == "ing" or following == "up"
        ):
            self.carried |= tag & SAY
        else:
            return -1
        self.past = self.past or is_past(word, tag)
        return ahead if following == "up" else k

    def _doing(self, k: int) -> Clause | None:
        words, tag = self.text.words, self.text.tags[k]
        past = self.past or is_past(words[k], tag)
        if words[k] in ("got", "get") and "to" in words[k + 2 : k + 6]:
            tag &= ~STATE
        if tag & RELOCATE and tells_a_career(self.text, k):
            tag = BIOGRAPHY
        if self.noun and not (past or self.helped or (tag & YIELD and not tag & OTHER)):
            return None
        return self._clause(k, tag | self.carried, past=past, attempted=self.attempted)

    def _clause(
        self, verb: int, tags: int, *, past: bool, passive: bool = False, attempted: bool = False
    ) -> Clause:
        bent = (self.negated, self.modal, self.perfect, passive, attempted)
        return Clause(self.who, self.at, verb, tags, past, *bent)
