"""Failure stories: the own part, the blame, and the failure that was none.

Must: find where the speaker names their own part in what went wrong, where others are given it,
and where the failure is denied, turned into a virtue or said to have done no harm.
How: own part is a verb of error with "I" ("I underestimated"), something "I did not" do or see,
a phrase ("that was on me"), or an own action with harm right
after it or done "too late". Blame is another
person or body with a verb of wrongdoing, with something they did not do, or with a bad
quality. Denials are phrases; a negated own part ("not my fault") is one too.
Known exceptions: whether blame is fair can't be told from words, and a fair account of others
counts as blame beside an own part; irony is taken at its word.
"""

from dataclasses import dataclass

from committee.speech.findings import Finding, Reading, ordered
from committee.speech.text import Text
from committee.speech.verbs import BE, LEX, NEGATIVE, Clause

ERR, WRONG, HARM = LEX.bit("err"), LEX.bit("wrong"), LEX.bit("harm")
EXCESS = LEX.bit("excess_word")
HARM_WORD, BAD = LEX.bit("harm_word"), LEX.bit("bad_word")
PERCEIVE, SAY, DO = LEX.bit("perceive"), LEX.bit("say"), LEX.bit("aux_do_word")
FEEL = LEX.bit("state")
NEARBY = 25
"""Words after an own action in which harm is taken to follow from it."""
_UNBLAMED = (
    "agree",
    "like",
    "disagree",
    "mind",
    "want",
    "need",
    "fail",
    "have",
    "know",
    "get",
    "feel",
)


@dataclass(frozen=True, slots=True)
class FailureWords:
    """What was found in a failure story; `boasts` are weaknesses that are virtues."""

    own_part: tuple[Finding, ...]
    blame: tuple[Finding, ...]
    denial: tuple[Finding, ...]
    boasts: tuple[Finding, ...]


def find_failure(reading: Reading) -> FailureWords:
    """The own part, the blame and the denials, in the order of the text."""
    text = reading.text
    blame = [reading.finding("blame", *span) for span in reading.met("blame")]
    blaming = [clause for clause in reading.clauses if _blames(reading, clause)]
    blame += [reading.clause_finding("blame", clause) for clause in blaming]
    blamed = {text.sentences[clause.verb] for clause in blaming}
    own: list[Finding] = []
    denial = [
        reading.finding("denial", *span)
        for name in ("denial", "denying")
        for span in reading.met(name)
    ]
    denying = {text.sentences[first] for first, _ in reading.met("denying")}
    for first, last in reading.met("own_part"):
        denied = any(t & NEGATIVE for t in text.tags[max(0, first - 3) : first])
        denied = denied or text.sentences[first] in denying
        (denial if denied else own).append(
            reading.finding("denial" if denied else "own part", first, last)
        )
    own += [
        reading.clause_finding("own part", clause)
        for clause in reading.clauses
        if clause.who == "i"
        and text.sentences[clause.verb] not in denying
        and _is_own_part(reading, clause, blamed)
    ]
    denied_at = {f.start for f in denial}
    boasts = ordered(reading.finding("boast", *span) for span in reading.met("boast"))
    return FailureWords(
        ordered(f for f in own if f.start not in denied_at), ordered(blame), ordered(denial), boasts
    )


def _is_own_part(reading: Reading, clause: Clause, blamed: set[int]) -> bool:
    text = reading.text
    if clause.modal or clause.reported or clause.passive or not (clause.past or reading.present):
        return False
    word = text.words[clause.verb]
    if clause.tags & ERR or _misdoes(word):
        return not clause.negated
    if clause.negated:
        plain = not any(word.startswith(stem) for stem in _UNBLAMED) and not clause.tags & BE
        return plain and not clause.attempted and text.sentences[clause.verb] not in blamed
    return reading.acts(clause) and (
        _goes_too_far(text, clause.verb) or _harm_follows(reading, clause, blamed)
    )


def _misdoes(word: str) -> bool:
    """Verbs that say by their making that it was wrong: mis-, under-, over-estimated."""
    return (
        word.startswith(("mis", "overest", "underest", "overlook", "overcompl")) and len(word) > 6
    )


def _goes_too_far(text: Text, verb: int) -> bool:
    """Whether what was done is called too late, too long, too early, by the speaker."""
    for k in range(verb + 1, min(verb + NEARBY // 2, len(text.words) - 1)):
        if text.sentences[k] != text.sentences[verb]:
            return False
        if text.words[k] == "too" and text.tags[k + 1] & EXCESS:
            return True
    return False


def _harm_follows(reading: Reading, clause: Clause, blamed: set[int]) -> bool:
    text = reading.text
    sentence = text.sentences[clause.verb]
    for k in range(clause.verb, min(clause.verb + NEARBY, len(text.words))):
        if text.sentences[k] in blamed or text.sentences[k] > sentence + 1:
            return False
        if text.tags[k] & (HARM | HARM_WORD) or text.words[k : k + 2] == ["down", "for"]:
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
    return clause.negated and not clause.passive and not state
