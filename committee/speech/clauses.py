"""Who does what: the subjects of an answer with the verbs that follow them.

Must: find the verb that belongs to "I", "we", another person or a group, with what bends its
meaning (negation, "would", "tried to", passive, reported speech), without a parser.
How: from a subject, step over adverbs, auxiliaries and chained verbs ("managed to", "ended up")
to the main verb; past verbs after a comma or "and" belong to the same subject.
Known exceptions: relative clauses between subject and verb are not seen ("the team that I led
built it"); a verb after "and" that is spelled like its base ("I look and say") is not joined;
sentence-initial past verbs of typed notes ("Decided to wait.", "Candidate: skipped it.") are read
as the writer's own.
"""

from .subject_to_verb import verb_of
from .tagged_text import Text
from .verbs import (
    ADVERB,
    BASE,
    BE,
    BREAK,
    DO,
    GROUP,
    HAVE,
    JOIN,
    LEX,
    MODAL,
    NUMBER,
    OTHER,
    OWN,
    PAST,
    PLURAL,
    SAY,
    THIRD,
    Clause,
    is_past,
)

LED_BY = ADVERB | HAVE | DO | LEX.bit("negative_word")
LABEL, DETERMINER = LEX.bit("label_word"), LEX.bit("determiner_word")
MAKERS = LEX.bit("makers_word")
JOINED = 40
"""Words from a verb to a further verb of the same subject, at most."""


def find_clauses(text: Text) -> list[Clause]:
    """Every subject with its verbs, in the order of the text; linear in its length."""
    found: list[Clause] = []
    subjects = OWN | PLURAL | THIRD | OTHER | GROUP
    tags, words, sentences = text.tags, text.words, text.sentences
    reporter = -1
    opening = -1
    for at, tag in enumerate(tags):
        opens = sentences[at] != opening or (tags[at - 1] & LABEL and text.paused[at])
        opening = sentences[at]
        if tag & subjects or words[at] == "them":
            who = _who(text, at)
        elif opens and is_past(words[at], tag) and not _starts_to_speak(text, at, tag):
            clause = Clause("i", at, at, tag, past=True)
            found.append(clause)
            found.extend(_joined(text, clause))
            continue
        elif _names_somebody(text, at, opens):
            who = "other"
        else:
            continue
        if not who or text.quoted[at]:
            continue
        told = verb_of(text, at, who)
        if told is None:
            continue
        if who in ("i", "we") and reporter >= 0 and _is_reported(text, reporter, at):
            told = told._replace(reported=True)
        if who == "other" and told.tags & SAY and told.past and not told.negated:
            reporter = told.verb
        found.append(told)
        if told.past and not told.passive and not told.modal:
            found.extend(_joined(text, told))
    return found


def _who(text: Text, at: int) -> str:
    tag, words = text.tags[at], text.words
    before = words[at - 1] if at else ""
    if tag & OWN:
        return "we" if before == "and" and _shares_subject(text, at) else "i"
    if tag & PLURAL:
        return "we"
    if words[at] == "it":
        return "thing"
    if words[at] == "them":
        return "other" if before == "of" else ""
    if tag & THIRD and not tag & (OTHER | GROUP):
        return "other"
    if tag & GROUP and (before in ("the", "our", "my", "whole", "entire") or _opens(text, at)):
        return "group"
    if tag & GROUP and tag & THIRD:
        return "group"
    if before == "our" and tag & MAKERS:
        return "group"
    return "other"


def _starts_to_speak(text: Text, at: int, tag: int) -> bool:
    """Whether a sentence begins with a helper, "let me" or a noun ("Cost is"), not "Had a word"."""
    if text.tags[at] & BASE and at + 1 < len(text.words) and text.tags[at + 1] & BE:
        return True
    let = text.words[at : at + 2] in (["let", "me"], ["let", "us"])
    holds = tag & HAVE and at + 1 < len(text.words) and text.tags[at + 1] & DETERMINER
    return let or bool(tag & (BE | HAVE | DO) and not holds)


def _opens(text: Text, at: int) -> bool:
    return at == 0 or text.sentences[at - 1] != text.sentences[at]


def _shares_subject(text: Text, at: int) -> bool:
    """Whether "and I" ends a subject of several ("Priya and I") rather than joins a clause."""
    first = at - 2
    if first < 0 or text.sentences[first] != text.sentences[at]:
        return False
    if not (text.tags[first] & (OTHER | GROUP | THIRD) or text.capital(first)):
        return False
    while first > 0 and at - first < 5 and text.sentences[first - 1] == text.sentences[at]:
        if text.paused[first] or text.tags[first - 1] & (JOIN | BREAK):
            break
        first -= 1
    if at - first >= 5:
        return False
    return not any(
        text.tags[k] & (BE | HAVE | DO | MODAL | PAST) or text.words[k].endswith("ed")
        for k in range(max(first, 0), at - 1)
    )


def _names_somebody(text: Text, at: int, opens: int | bool) -> bool:
    """Whether a name, or a number that stands for people ("four signed up"), is a subject."""
    number = text.tags[at] & NUMBER and not text.words[at][0].isdigit()
    if number:
        return _verb_follows(text, at)
    name = not text.tags[at] and text.capital(at)
    return name and (not opens or _verb_follows(text, at))


def _verb_follows(text: Text, at: int) -> bool:
    nxt = at + 1
    if text.words[nxt : nxt + 1] == ["who"] and text.paused[nxt]:
        return True
    return nxt < len(text.words) and (
        is_past(text.words[nxt], text.tags[nxt]) or bool(text.tags[nxt] & (BE | HAVE | MODAL))
    )


def _is_reported(text: Text, verb: int, subject: int) -> bool:
    """Whether "I" or "we" stands in what somebody else said: "she said that I should"."""
    return (
        text.sentences[verb] == text.sentences[subject]
        and subject - verb <= 8
        and not any(
            text.paused[k] or text.tags[k] & JOIN or text.words[k] in ("because", "when", "after")
            for k in range(verb + 1, subject + 1)
        )
    )


def _joined(text: Text, head: Clause) -> list[Clause]:
    """Further past verbs of the same subject: "I cut it, measured, and then shipped".

    They go on after an aside: "I went to Denise, who leads the shift, and asked her".
    """
    found = []
    sentence = text.sentences[head.verb]
    end = min(head.verb + JOINED, len(text.words))
    aside = 0
    for k in range(head.verb + 1, end):
        tag = text.tags[k]
        if k < aside:
            continue
        if text.sentences[k] != sentence:
            break
        if text.words[k] == "who" and text.paused[k]:
            aside = next((n for n in range(k + 1, end) if text.paused[n]), end)
            continue
        opens = text.paused[k] or bool(text.tags[k - 1] & JOIN)
        if tag & (OWN | PLURAL) or (tag & THIRD and opens) or (tag & BREAK and text.paused[k]):
            break
        if tag & (OTHER | GROUP) and opens and _verb_follows(text, k):
            break
        if text.quoted[k] or tag & (BE | HAVE | DO):
            continue
        first = k
        while first > head.verb + 1 and text.tags[first - 1] & LED_BY and not text.paused[first]:
            first -= 1
        led = text.words[first:k]
        past = is_past(text.words[k], tag) or (led[:2] == ["did", "not"] and not tag & ADVERB)
        if past and (text.paused[first] or text.tags[first - 1] & JOIN):
            further = head._replace(verb=k, tags=tag, past=True, perfect="had" in led)
            found.append(further._replace(negated="not" in led, attempted=False, joined=True))
    return found
