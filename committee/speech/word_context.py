"""What stands around a word: asides, apposed names, infinitives, and the nobody before a noun.

Must: answer the questions that the walk from a subject to its verb asks about its neighbours.
How: each looks at a few words before or after one place, never beyond its sentence or a given end.
Known exceptions: an aside without commas isn't seen; a name is known by its capital alone.
"""

from .tagged_text import Text
from .verbs import (
    ADVERB,
    BASE,
    BE,
    DO,
    HAVE,
    LEX,
    NEGATIVE,
    OWN,
    PLURAL,
    TONE,
    is_past,
)

POST, CALENDAR = LEX.bit("post_word"), LEX.bit("calendar_word")
GOES = frozenset({"go", "goes", "went", "come", "comes", "came"})
"""One goes to people as well as to places."""
POST_REACH = 7
"""Words from a verb of moving in which the post is named: "moved over to the app team"."""
ASIDES = frozenset({"who", "which", "the", "a", "an", "our", "their", "my", "his", "her"})
"""What an aside after a noun begins with, if not with a name."""


def tells_a_career(text: Text, verb: int) -> bool:
    """Whether a verb of moving or working is followed by a post or a place, not by people."""
    following = text.words[verb + 1 : verb + 2]
    if following in (["at"], ["as"]):
        return True
    if following in (["to"], ["on"], ["over"], ["into"]):
        near = range(verb + 2, min(verb + POST_REACH, len(text.words)))
        if any(text.tags[k] & POST and text.sentences[k] == text.sentences[verb] for k in near):
            return True
    at = verb + 2
    place = at < len(text.words) and text.capital(at) and not text.tags[at] & CALENDAR
    ways = (["from"], ["in"], ["into"], *([["to"]] if text.words[verb] not in GOES else []))
    return place and following in ways


def is_apposed(text: Text, at: int) -> bool:
    """Whether a name stands between commas: "their lead, Ines, called"."""
    within = at > 0 and text.sentences[at - 1] == text.sentences[at]
    return within and text.paused[at] and text.capital(at)


def after_aside(text: Text, first: int, end: int, *, anything: bool) -> int:
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


def is_infinitive(text: Text, to: int) -> bool:
    """Whether "to" has a verb after it, as in "went to see", not "went to a"."""
    verb = to + 1
    if verb >= len(text.words) or text.words[to] != "to":
        return False
    unknown = not text.tags[verb] & ~TONE and not text.capital(verb)
    return unknown or bool(text.tags[verb] & (BASE | ADVERB))


def is_nobody(text: Text, at: int) -> bool:
    """Whether the subject is nobody: "none of the teams", "neither of them"."""
    if text.tags[at] & (OWN | PLURAL):
        return False
    near = range(max(0, at - 3), at + 1)
    none = ("nobody", "no-one", "none", "neither")
    return any(text.words[k] in none and text.sentences[k] == text.sentences[at] for k in near)


def after(text: Text, k: int, end: int) -> int:
    """The next word that is neither adverb nor negation."""
    k += 1
    while k < end and (
        text.tags[k] & (ADVERB | NEGATIVE) or (text.words[k].endswith("ly") and not text.tags[k])
    ):
        k += 1
    return k
