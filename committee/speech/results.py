"""Results, and the numbers that measure them.

Must: find what came of it, whoever brought it about, and the amounts in the same sentence.
How: something changed by a number ("fell from 9 to 1"), something delivered, a phrase ("as a
result") once somebody acted, others having agreed, or harm that follows an act of theirs. What
had happened before the story (past perfect) is no result; nor is what came before anybody acted,
except in the first sentences, where it is the headline.
Known exceptions: growth told as background with a number ("traffic rose 10%") reads as a
result; years, ordinals and times of day are no amounts, names with digits may be.
"""

from .findings import Finding, Reading, ordered
from .tagged_text import Text
from .verbs import BASE, BE, ING, LEX, PARTICIPLE, PAST, THIRD_PERSON

CHANGE, CHANGE_OF = LEX.bit("change"), LEX.bit("change_of")
DELIVER, MEND, AGREE = LEX.bit("deliver"), LEX.bit("mend"), LEX.bit("agree")
ASSIST = LEX.bit("assist")
HARM, ERR = LEX.bit("harm"), LEX.bit("err")
NUMBER, UNIT, COMPARED = LEX.bit("number_word"), LEX.bit("unit_word"), LEX.bit("compared_word")
FUNCTION = LEX.bit("aux_have_word", "aux_be_word", "aux_do_word", "modal_word", "adverb_word")
DIRECTION, DETERMINER = LEX.bit("direction_word"), LEX.bit("determiner_word")
WHICH = LEX.bit("which_word")
HEADLINE = 40
"""Words in which a result may come before anybody has acted; later ones are background."""
WINDOW = 14
"""Words after a change in which its number is looked for."""


def find_results(reading: Reading) -> tuple[Finding, ...]:
    """Results in the order of the text."""
    text = reading.text
    did = [
        c
        for c in reading.clauses
        if c.who in ("i", "we", "group") and reading.acts(c) and not (c.perfect or c.tags & ASSIST)
    ]
    begun = did[0].verb if did else 0
    acted = next((c.verb for c in did if c.who == "i"), None)
    found = [reading.finding("result", *s) for s in reading.met("result") if s[0] >= begun]
    for clause in reading.clauses:
        if not (clause.past or reading.present) or text.words[clause.verb].endswith("ing"):
            continue
        if clause.modal or clause.negated or clause.perfect or clause.attempted or clause.reported:
            continue
        mine = clause.who in ("i", "we", "group", "thing")
        delivered = clause.tags & DELIVER and mine
        agreed = clause.tags & AGREE and clause.who == "other" and acted is not None
        harmed = clause.tags & (HARM | ERR) and acted is not None and clause.verb > acted
        if delivered or (agreed and not clause.passive) or harmed:
            found.append(reading.clause_finding("result", clause))
    told = {clause.verb for clause in reading.clauses}
    for at, tag in enumerate(text.tags):
        if tag & DELIVER and tag & PAST and at not in told and _stands_as_verb(text, at):
            found.append(reading.finding("result", at - 1, at))
        if tag & (DELIVER | MEND) and tag & PARTICIPLE and at and text.tags[at - 1] & BE:
            found.append(reading.finding("result", at - 1, at))
        if _changes(reading, at) and _happened(reading, at):
            number = _number_near(reading, at)
            if number is not None:
                found.append(reading.finding("result", at, number))
        elif tag & COMPARED and at and text.tags[at - 1] & (NUMBER | UNIT):
            found.append(reading.finding("result", at - 1, at))
    headline = begun and text.before[begun]
    return ordered(
        f
        for f in found
        if not text.quoted[_word_at(reading, f)] and (f.before < HEADLINE or f.before >= headline)
    )


def _word_at(reading: Reading, finding: Finding) -> int:
    """The word at which a finding starts."""
    starts = reading.text.starts
    low, high = 0, len(starts)
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if starts[middle] < finding.start else (low, middle)
    return low


def _happened(reading: Reading, at: int) -> bool:
    """Whether a verb of change is told as having happened within the story."""
    text = reading.text
    if not text.tags[at] & (PAST | ING | (THIRD_PERSON if reading.present else 0)):
        return False
    if text.tags[at] & BASE and not text.tags[at] & PAST:
        return False
    near = text.words[max(0, at - 3) : at]
    return not any(
        word in ("had", "would", "not", "never", "to", "could", "should") for word in near
    )


def _changes(reading: Reading, at: int) -> bool:
    """Whether a verb tells of a change, by itself or by the direction that follows it."""
    tag = reading.text.tags[at]
    if tag & CHANGE:
        return True
    return bool(tag & CHANGE_OF) and any(t & DIRECTION for t in reading.text.tags[at + 1 : at + 3])


def _stands_as_verb(text: Text, at: int) -> bool:
    """Whether a past form has a noun before it, as in "the rollout finished"."""
    if not at or text.sentences[at - 1] != text.sentences[at] or text.paused[at]:
        return False
    return not text.tags[at - 1] & (FUNCTION | DETERMINER) and not text.words[at - 1].endswith("ly")


def _number_near(reading: Reading, at: int) -> int | None:
    """The last number or unit within reach of a change, in its sentence."""
    text = reading.text
    sentence, last = text.sentences[at], None
    for k in range(at + 1, min(at + WINDOW, len(text.words))):
        if text.sentences[k] != sentence:
            break
        if text.tags[k] & NUMBER:
            unit = k + 1 < len(text.words) and text.sentences[k + 1] == sentence
            last = k + 1 if unit and text.tags[k + 1] & UNIT else k
    if last is None and text.words[at] in ("halved", "doubled", "tripled", "quadrupled"):
        return at
    return last


def find_numbers(reading: Reading, results: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Numbers, with their units, in the sentences that hold a result."""
    text = reading.text
    measured = {text.sentences[_word_at(reading, f)] for f in results}
    found = []
    for at, tag in enumerate(text.tags):
        if tag & NUMBER and text.sentences[at] in measured and not _names_a_time(text, at):
            nxt = at + 1
            unit = nxt < len(text.words) and text.tags[nxt] & (UNIT | COMPARED)
            together = unit and text.sentences[nxt] == text.sentences[at]
            found.append(reading.finding("number", at, nxt if together else at))
    return ordered(found)


def _names_a_time(text: Text, at: int) -> bool:
    """Whether a fraction is a quarter of the year, or a place in a row: "next quarter"."""
    named = text.words[at] in ("quarter", "third", "half")
    return named and at > 0 and bool(text.tags[at - 1] & WHICH)
