"""People moved without authority, and outcomes that rank settled instead.

Must: find where others changed what they did because of the speaker, and where a manager's
word, an order or giving in settled it.
How: a verb that says it alone ("I convinced"); a phrase ("they came round", "got them to"); or
another person acting, or all of them settling it, within a few sentences after the speaker
approached somebody (asked, showed, proposed, offered), unless what they did was to refuse, to
decide or to talk. What was tried, denied or imagined does not count.
Known exceptions: who reports to whom is rarely said, so that a manager's request to reports may
pass for influence; yielding to an unnamed argument of somebody else's is counted.
"""

from dataclasses import dataclass

from committee.speech.findings import Finding, Reading, ordered
from committee.speech.verbs import LEX, Clause

INFLUENCE, APPROACH, YIELD = LEX.bit("influence"), LEX.bit("approach"), LEX.bit("yield")
COMMAND, COMPLAIN = LEX.bit("command"), LEX.bit("complain")
SETTLE = LEX.bit("settle_together")
UNMOVED = LEX.bit("say", "wrong", "err", "harm", "decide", "command", "leave_be")
OUTSIDERS = frozenset(
    {"customer", "customers", "client", "clients", "user", "users", "market", "competitor"}
)
"""Whose buying and using is a result, and says nothing of their having been moved."""
DENIALS = frozenset({"not", "never", "no", "none", "nobody", "neither"})
SENTENCES = 4
"""Sentences after an approach in which yielding is taken to follow from it."""


@dataclass(frozen=True, slots=True)
class InfluenceWords:
    """Who was moved, how rank was used, where the speaker gave in."""

    moved: tuple[Finding, ...]
    authority: tuple[Finding, ...]
    gave_in: tuple[Finding, ...]


def find_influence(reading: Reading) -> InfluenceWords:
    """Influence and authority, in the order of the text."""
    text = reading.text
    moved: list[Finding] = []
    authority = [reading.finding("authority", *s) for s in reading.met("authority")]
    settled = {text.sentences[s[0]] for name in ("authority", "gave_in") for s in reading.met(name)}
    acted = approached = -SENTENCES - 1
    for clause in reading.clauses:
        sentence = text.sentences[clause.verb]
        if not (reading.acts(clause) or _gives_way(clause)):
            continue
        if clause.who in ("i", "we") and clause.tags & (COMMAND | COMPLAIN):
            authority.append(reading.clause_finding("authority", clause))
            settled.add(sentence)
        elif clause.who == "i":
            if clause.tags & INFLUENCE:
                moved.append(reading.clause_finding("moved", clause))
            if sentence not in settled:
                acted = sentence
                approached = sentence if clause.tags & APPROACH else approached
        elif sentence not in settled:
            met = sentence - approached <= SENTENCES
            after = sentence - acted <= SENTENCES
            if (after and _yields(clause)) or (
                met and _goes_along(text.words[clause.subject], clause)
            ):
                moved.append(reading.clause_finding("moved", clause))
    for first, last in reading.met("moved"):
        denied = bool(DENIALS & set(text.words[max(0, first - 5) : first]))
        if text.sentences[first] not in settled and not denied:
            moved.append(reading.finding("moved", first, last))
    gave_in = (reading.finding("gave in", *span) for span in reading.met("gave_in"))
    return InfluenceWords(ordered(moved), ordered(authority), ordered(gave_in))


def _gives_way(clause: Clause) -> bool:
    """Whether others join, or do by now what they were moved to: "four teams use it"."""
    theirs = clause.who == "other" and not clause.passive and clause.is_said()
    return theirs and bool(clause.tags & YIELD)


def _yields(clause: Clause) -> bool:
    """Whether a verb says by itself that somebody gave way, or that all settled it."""
    if clause.who == "we":
        return bool(clause.tags & SETTLE)
    return clause.who != "thing" and bool(clause.tags & YIELD)


def _goes_along(subject: str, clause: Clause) -> bool:
    """Whether somebody who was approached did something other than refuse, decide or talk."""
    theirs = clause.who in ("other", "group") and subject not in OUTSIDERS
    return theirs and not clause.perfect and not clause.tags & UNMOVED
