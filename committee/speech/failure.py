"""Failure stories: the speaker's own part, the blame, and the failure that was none.

Must: find where the speaker names their own part in what went wrong, where others or the
circumstances are given it, and where the failure is denied, turned into a virtue or a
vindication, or said to have done no harm.
How: own part is a verb of error with "I" ("I underestimated"), something "I did not" do or see,
something done "too late" or "without asking", or a phrase ("that was on me", "not bad luck"); a
motive is one too ("since I wanted the discount").
A changed habit is what the speaker does "now", "these days", "since then", in the present tense,
or a rule that holds since ("now every change has a test"); to be learning or trying it is none.
What merely went wrong after such an act ("I took checkout down"), and what the speaker believed
then, is kept apart as aftermath: it is a failure only where nothing speaks against it.
Blame is another person or body with a verb of wrongdoing, with something they did not do, or
with a bad quality; circumstances, denials, excuses (nothing could be done, it nearly happened, it
turned out well, they were right all along, they would do the same again) and boasts are phrases; a
negated own part ("not my fault") is a denial too. What the speaker took down or cancelled is no
blame of others.
Known exceptions: whether blame is fair can't be told from words, and a fair account of others
counts as blame beside a part of their own; irony is taken at its word.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from .findings import Finding, Reading, ordered
from .tagged_text import Text
from .verbs import (
    BE,
    ING,
    LEX,
    NEGATIVE,
    OWN,
    PLURAL,
    THIRD,
    THIRD_PERSON,
    Clause,
)

ERR, WRONG, HARM = LEX.bit("err"), LEX.bit("wrong"), LEX.bit("harm")
OUTCOME, BELIEVE = LEX.bit("outcome"), LEX.bit("believe")
EXCESS, VIRTUE, TOLL = LEX.bit("excess_word"), LEX.bit("virtue_word"), LEX.bit("toll_word")
DAMAGE = LEX.bit("damage")
WROUGHT_BY = frozenset({"that", "which", "and", "it", "this"})
"""What stands between an act and the damage that it did: "a migration that locked"."""
HARM_WORD, BAD = LEX.bit("harm_word"), LEX.bit("bad_word")
PERCEIVE, HEARD = LEX.bit("perceive"), LEX.bit("hear_out")
NO_HABIT = LEX.bit("state", "attempt", "intend")
SOFTENED = frozenset({"sometimes", "occasionally", "lead", "head", "manage"})
"""What stands beside a habit that has changed a little, or with what is only a post held now."""
FEEL, UNBLAMED = LEX.bit("state"), LEX.bit("unblamed")
SUBJECT = OWN | PLURAL | THIRD
OPENING = 8
"""Words in which a sentence on a new rule says so: "Now every change of mine has a test"."""
NEARBY = 25
"""Words after an action of one's own in which harm is taken to follow from it."""


@dataclass(frozen=True, slots=True)
class FailureWords:
    """What was found in a failure story; `boasts` are weaknesses that are virtues, `virtues` words
    that may be praise where nothing is said to have been the worse for it.

    `aftermath` is what went wrong after an act of theirs, with no word of its having been wrong;
    `changed` is what the speaker does otherwise since then.
    """

    own_part: tuple[Finding, ...]
    aftermath: tuple[Finding, ...]
    changed: tuple[Finding, ...]
    blame: tuple[Finding, ...]
    denial: tuple[Finding, ...]
    excuses: tuple[Finding, ...]
    boasts: tuple[Finding, ...]
    virtues: tuple[Finding, ...]


def find_failure(reading: Reading) -> FailureWords:
    """The speaker's part, the blame and the denials, in the order of the text."""
    text = reading.text
    found = _phrases(reading)
    denied = {text.sentences[first] for first, _ in reading.met("denying")}
    blaming = [clause for clause in reading.clauses if _blames(reading, clause)]
    found["blame"] += [reading.clause_finding("blame", clause) for clause in blaming]
    blamed = {text.sentences[clause.verb] for clause in blaming}
    for clause in reading.clauses:
        if clause.who == "we" and clause.is_said() and clause.past and clause.tags & ERR:
            found["own_part"].append(reading.clause_finding("own part", clause))
        if clause.who != "i" or text.sentences[clause.verb] in denied:
            continue
        if _is_own_part(reading, clause, blamed):
            found["own_part"].append(reading.clause_finding("own part", clause))
        elif _goes_wrong(reading, clause, blamed):
            found["aftermath"].append(reading.clause_finding("aftermath", clause))
    against = ordered(f for kind in ("denial", "excuse", "boast") for f in found[kind])
    own = ordered(f for f in found["own_part"] if not _overlaps(f, against))
    found["changed"] = _changed_habits(reading)
    praised = not any(tag & TOLL for tag in text.tags)
    virtues = {text.words[at]: at for at, tag in enumerate(text.tags) if praised and tag & VIRTUE}
    found["virtue"] = [reading.finding("virtue", at, at) for at in virtues.values()]
    kinds = ("aftermath", "changed", "blame", "denial", "excuse", "boast", "virtue")
    return FailureWords(own, *(ordered(found[kind]) for kind in kinds))


def _overlaps(finding: Finding, others: Sequence[Finding]) -> bool:
    """Whether words are taken back in the same breath: "I haven't" in "I haven't broken much".

    The others are in order and don't cover each other.
    """
    at = bisect_left(others, finding.end, key=lambda other: other.start)
    return at > 0 and finding.start < others[at - 1].end


def _changed_habits(reading: Reading) -> list[Finding]:
    text = reading.text
    since = {text.sentences[first] for first, _ in reading.met("since")}
    rules = [
        reading.finding("changed", *span)
        for span in reading.met("rule")
        if text.sentences[span[0]] in since and _opens(text, span[0])
    ]
    return rules + [
        reading.clause_finding("changed", clause)
        for clause in reading.clauses
        if clause.who == "i"
        and not (clause.past or clause.modal or clause.passive or clause.attempted)
        and text.sentences[clause.verb] in since
        and (text.words[clause.verb] == "keep" or not clause.tags & NO_HABIT)
        and not SOFTENED & set(text.words[clause.subject : clause.verb + 3])
    ]


def _phrases(reading: Reading) -> dict[str, list[Finding]]:
    """Phrases by what they say; a part that is negated is a denial, negated bad luck a part."""
    text = reading.text
    mine = {clause.verb for clause in reading.clauses if clause.who == "i"}
    found: dict[str, list[Finding]] = {
        name: [
            reading.finding(name, *span)
            for span in reading.met(name)
            if (name != "blame" or span[0] not in mine)
            and (name != "denial" or text.words[span[1] : span[1] + 2] != ["before", "me"])
        ]
        for name in ("blame", "denial", "excuse", "boast", "aftermath")
    }
    found["denial"] += [reading.finding("denial", *span) for span in reading.met("denying")]
    found["own_part"] = []
    denied = {text.sentences[first] for first, _ in reading.met("denying")}
    reported = {clause.subject for clause in reading.clauses if clause.reported}
    for first, last in reading.met("own_part"):
        negated = _negated(text, first) or text.sentences[first] in denied
        kind = "denial" if negated else "own_part"
        if first not in reported:
            found[kind].append(reading.finding(kind.replace("_", " "), first, last))
    for first, last in reading.met("luck"):
        kind = "own_part" if _negated(text, first) else "excuse"
        found[kind].append(reading.finding(kind.replace("_", " "), first, last))
    return found


def _opens(text: Text, at: int) -> bool:
    """Whether a word is among the first few of its sentence."""
    near = max(0, at - OPENING)
    return at < OPENING or text.sentences[near] != text.sentences[at] or text.paused[at]


def _negated(text: Text, at: int) -> bool:
    before = slice(max(0, at - 3), at)
    return "whether" in text.words[before] or any(tag & NEGATIVE for tag in text.tags[before])


def _is_own_part(reading: Reading, clause: Clause, blamed: set[int]) -> bool:
    """Whether the speaker says by the verb itself that what they did, or didn't, was wrong."""
    if clause.modal or clause.reported or clause.passive or not (clause.past or reading.present):
        return False
    text = reading.text
    word = text.words[clause.verb]
    if (clause.tags & ERR and not clause.tags & OUTCOME) or _misdoes(word):
        return not clause.negated
    if clause.negated:
        plain = not clause.tags & (UNBLAMED | BE)
        return plain and not clause.attempted and text.sentences[clause.verb] not in blamed
    return reading.acts(clause) and _goes_too_far(text, clause.verb)


def _goes_wrong(reading: Reading, clause: Clause, blamed: set[int]) -> bool:
    """Whether harm is told of, or follows, or the speaker was of a belief that is told as past."""
    if not clause.is_said() or clause.passive or not (clause.past or reading.present):
        return False
    if clause.tags & BELIEVE:
        return clause.past
    harm = clause.tags & OUTCOME
    return bool(harm) or (reading.acts(clause) and _harm_follows(reading, clause, blamed))


def _misdoes(word: str) -> bool:
    """Verbs that say by their making that it was wrong: mis-, under-, over-estimated."""
    return (
        word.startswith(("mis", "overest", "underest", "overlook", "overcompl")) and len(word) > 6
    )


def _goes_too_far(text: Text, verb: int) -> bool:
    """Whether it was done too late, too fast, or without what should have come first."""
    for k in range(verb + 1, min(verb + NEARBY // 2, len(text.words) - 1)):
        if text.sentences[k] != text.sentences[verb] or text.tags[k] & SUBJECT:
            return False
        if text.words[k] == "too" and text.tags[k + 1] & EXCESS:
            return True
        if text.words[k] == "without" and text.words[k + 1].endswith("ing"):
            return True
    return False


def _harm_follows(reading: Reading, clause: Clause, blamed: set[int]) -> bool:
    text = reading.text
    sentence = text.sentences[clause.verb]
    for k in range(clause.verb + 1, min(clause.verb + NEARBY, len(text.words))):
        if text.sentences[k] in blamed or text.sentences[k] > sentence + 1:
            return False
        down = text.words[k] == "down" and text.words[k + 1 : k + 2] == ["for"]
        wrought = text.tags[k] & DAMAGE and (
            text.words[k - 1] in WROUGHT_BY or text.tags[k] & (ING | THIRD_PERSON)
        )
        if down or wrought or text.tags[k] & (HARM | HARM_WORD):
            return not any(t & NEGATIVE for t in text.tags[max(0, k - 3) : k])
    return False


def _blames(reading: Reading, clause: Clause) -> bool:
    theirs = clause.who in ("other", "group") and reading.text.words[clause.subject] != "them"
    if not theirs or clause.modal or clause.reported:
        return False
    if not (clause.past or reading.present):
        return False
    text = reading.text
    if clause.tags & BE and not clause.passive:
        near = text.tags[clause.verb + 1 : clause.verb + 6]
        return not clause.negated and any(tag & BAD for tag in near)
    if clause.tags & WRONG and not clause.negated:
        return not clause.passive
    state = clause.tags & FEEL and not clause.tags & PERCEIVE
    if text.words[clause.subject] in ("nobody", "no-one"):
        return bool(clause.tags & HEARD)
    return clause.negated and not clause.passive and not state
