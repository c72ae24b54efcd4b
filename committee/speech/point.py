"""Decisions, results and the numbers in them: when an answer comes to its point.

Must: find the first decision and the first result, whoever they belong to, and how many words
were spoken before them; the numbers that measure a result.
How: a decision is a verb of deciding or proposing with I, we or a team, or a phrase ("the call
was mine"). A result is something changed by a number, something delivered, a phrase ("as a
result") once somebody acted, others having agreed, or harm that follows an own action. What
had happened before the story (past perfect) is no result.
Known exceptions: growth told as background with a number ("traffic rose 10%") reads as a
result; years, ordinals and versions are not numbers, names with digits may be.
"""

from committee.speech.findings import Finding, Reading, ordered
from committee.speech.verbs import BASE, BE, ING, LEX, PARTICIPLE, PAST, THIRD_PERSON

DECIDE, PROPOSE = LEX.bit("decide"), LEX.bit("propose")
ASSIST = LEX.bit("assist")
CHANGE, CHANGE_OF = LEX.bit("change"), LEX.bit("change_of")
DELIVER, MEND, AGREE = LEX.bit("deliver"), LEX.bit("mend"), LEX.bit("agree")
DIRECTIONS = frozenset({"from", "to", "down", "up", "under", "below", "back"})
HARM, ERR = LEX.bit("harm"), LEX.bit("err")
NUMBER, UNIT, COMPARED = LEX.bit("number_word"), LEX.bit("unit_word"), LEX.bit("compared_word")
RUN_WORDS = 40
"""Two own actions, or three shared ones, within as many words are a run of actions."""
WINDOW = 14
"""Words after of a change in which its number is looked for."""


def find_decisions(reading: Reading, *, own: bool = False) -> tuple[Finding, ...]:
    """Decisions and proposals in the order of the text; with `own`, only the speaker's."""
    whose = ("i",) if own else ("i", "we", "group")
    found = [
        reading.clause_finding("decision", clause)
        for clause in reading.clauses
        if clause.who in whose
        and clause.tags & (DECIDE | PROPOSE)
        and (reading.acts(clause) or (clause.past and clause.perfect and clause.is_said()))
    ]
    mine = {clause.verb for clause in reading.clauses if clause.who == "i"}
    for first, last in reading.met("decision"):
        if not own or first in mine or _is_own(reading, first):
            found.append(reading.finding("decision", first, last))
    if not own:
        found += [
            reading.clause_finding("decision", clause)
            for clause in reading.clauses
            if clause.passive and clause.past and clause.tags & DECIDE and clause.is_said()
        ]
    return ordered(found)


def _is_own(reading: Reading, at: int) -> bool:
    """Whether a phrase has the speaker as its subject: "I made the call", "my call"."""
    near = reading.text.words[max(0, at - 4) : at + 1]
    return any(word in ("i", "my", "mine") for word in near)


def find_results(reading: Reading) -> tuple[Finding, ...]:
    """Results in the order of the text."""
    text = reading.text
    did = [c for c in reading.clauses if c.who in ("i", "we", "group") and reading.acts(c)]
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
    for at, tag in enumerate(text.tags):
        if tag & (DELIVER | MEND) and tag & PARTICIPLE and at and text.tags[at - 1] & BE:
            found.append(reading.finding("result", at - 1, at))
        if _changes(reading, at) and _happened(reading, at):
            number = _number_near(reading, at)
            if number is not None:
                found.append(reading.finding("result", at, number))
        elif tag & COMPARED and at and text.tags[at - 1] & (NUMBER | UNIT):
            found.append(reading.finding("result", at - 1, at))
    return ordered(f for f in found if not reading.text.quoted[_word_at(reading, f)])


def _word_at(reading: Reading, finding: Finding) -> int:
    """The word at which a finding starts."""
    starts = reading.text.starts
    low, high = 0, len(starts)
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if starts[middle] < finding.start else (low, middle)
    return low


def _changes(reading: Reading, at: int) -> bool:
    """Whether a verb tells of a change, by itself or by the direction that follows it."""
    tag = reading.text.tags[at]
    if tag & CHANGE:
        return True
    return bool(tag & CHANGE_OF) and bool(DIRECTIONS & set(reading.text.words[at + 1 : at + 3]))


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
        if tag & NUMBER and text.sentences[at] in measured:
            nxt = at + 1
            unit = nxt < len(text.words) and text.tags[nxt] & (UNIT | COMPARED)
            together = unit and text.sentences[nxt] == text.sentences[at]
            found.append(reading.finding("number", at, nxt if together else at))
    return ordered(found)


def setup_words(
    reading: Reading, decisions: tuple[Finding, ...], results: tuple[Finding, ...]
) -> int:
    """Spoken words before the first decision or result; all of them where there is neither.

    A run of actions ends the set-up as well: whoever tells what they
    did, step by step, is no longer setting the scene.
    """
    points = [found[0].before for found in (decisions, results) if found]
    acted = [
        c
        for c in reading.clauses
        if c.who in ("i", "we") and reading.acts(c) and not c.perfect and not c.tags & ASSIST
    ]
    before = reading.text.before
    for at, clause in enumerate(acted):
        ahead = acted[at + 1 : at + 3]
        own = [c for c in ahead if clause.who == c.who == "i"]
        runs = own and before[own[0].verb] - before[clause.verb] <= RUN_WORDS
        if runs or (len(ahead) == 2 and before[ahead[1].verb] - before[clause.verb] <= RUN_WORDS):
            points.append(before[clause.subject])
            break
    return min(points, default=reading.text.spoken)
