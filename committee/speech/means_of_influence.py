"""What could have moved people, where an answer says that they were moved.

Must: tell acts that say what was done ("I asked her to play it", "I counted them") from those that
don't ("I explained", "I ran workshops"), and find those done to a person.
How: a list of vague verbs and one of vague objects; a person is a pronoun, a name or a word for
one, soon after the verb. Known exceptions: a department that is only talked about ("I showed them
that security matters") passes for a person unless "that" stands between.
"""

from .findings import Reading
from .tagged_text import Text
from .verbs import APPROACH, BREAK, LEX, NUMBER, OTHER, OWN, PLURAL, Clause

VAGUE = LEX.bit("influence", "settle_together", "vague", "assist", "decide", "deliver")
VAGUE_OBJECT = LEX.bit("vague_object_word")
OBJECT_REACH = 6
"""Words from a verb in which its object is looked for."""
STOPS = BREAK | OWN | PLURAL
PERSONS = frozenset({"him", "her", "them", "each"})
MAKE_THING, PROPOSE = LEX.bit("make_thing"), LEX.bit("propose")


def is_vague(reading: Reading, clause: Clause) -> bool:
    """Whether an act says nothing of what was done: "I explained", "I ran workshops"."""
    taken_on = _takes_on(reading.text, clause.verb)
    return taken_on or bool(clause.tags & VAGUE) or _has_object(reading.text, clause, VAGUE_OBJECT)


def _takes_on(text: Text, verb: int) -> bool:
    """Whether something is taken on, which says that it was done and not how."""
    return text.words[verb] == "took" and "on" in text.words[verb + 1 : verb + 4]


def approaches(text: Text, clause: Clause) -> bool:
    """Whether an act goes towards people, or is done with somebody ("I merged it with Deniz")."""
    if clause.tags & APPROACH and not _has_object(text, clause, VAGUE_OBJECT):
        return True
    return _together(text, clause)


def reaches(text: Text, clause: Clause) -> bool:
    """Whether an approach has a person as its object: "I showed her", "I suggested that we …"."""
    if not clause.tags & APPROACH:
        return False
    following = text.words[clause.verb + 1 : clause.verb + 3]
    if clause.tags & PROPOSE and (following[:1] == ["we"] or following == ["that", "we"]):
        return True
    persons = PERSONS - {"them"} if clause.tags & MAKE_THING else PERSONS
    for k in range(clause.verb + 1, min(clause.verb + OBJECT_REACH, len(text.words))):
        if text.sentences[k] != text.sentences[clause.verb] or text.tags[k] & STOPS:
            return False
        if text.words[k] in persons or text.tags[k] & OTHER:
            return True
        if not text.tags[k] and text.capital(k):
            return True
    return False


def count_details(text: Text, until: int) -> int:
    """How many words are numbers, names within a sentence, or the first of a quotation.

    Only those are counted that end by the character `until`.
    """
    counted = opened = 0
    for at, tag in enumerate(text.tags):
        if text.ends[at] > until:
            break
        if tag & NUMBER or (not tag and text.raw[text.starts[at]].isupper() and _names(text, at)):
            counted += 1
        opened += text.quoted[at] and not (at and text.quoted[at - 1])
    return counted + opened


def _names(text: Text, at: int) -> bool:
    """Whether a word is written like a name where no sentence begins, and is no abbreviation."""
    within = at > 0 and text.sentences[at] == text.sentences[at - 1]
    start = text.starts[at]
    return within and text.capital(at) and not text.raw[start : start + 2].isupper()


def _has_object(text: Text, clause: Clause, kind: int) -> bool:
    """Whether a word of such a class stands soon after the verb, in its sentence."""
    end = min(clause.verb + OBJECT_REACH, len(text.words))
    near = (k for k in range(clause.verb + 1, end))
    sentence = text.sentences[clause.verb]
    return any(text.tags[k] & kind and text.sentences[k] == sentence for k in near)


def _together(text: Text, clause: Clause) -> bool:
    """Whether it was done with somebody: "I merged it with him", "with Deniz"."""
    end = min(clause.verb + OBJECT_REACH, len(text.words) - 1)
    return any(
        text.words[k] == "with"
        and (text.words[k + 1] in ("him", "her", "them") or text.capital(k + 1))
        and text.sentences[k + 1] == text.sentences[clause.verb]
        for k in range(clause.verb + 1, end)
    )
