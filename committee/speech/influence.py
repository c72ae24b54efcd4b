"""People moved without authority, and outcomes that rank settled instead.

Must: find where others changed what they did because of the speaker, and where a manager's
word, an order or giving in settled it.
How: a verb that says it alone ("I convinced"); a phrase ("they came round", "got them to"); or
another person yielding (agreeing, adopting, joining, switching) within a few sentences after
the speaker approached somebody (asked, showed, proposed, offered). What was tried,
denied or imagined does not count.
Known exceptions: who reports to whom is rarely said, so that a manager's request to reports may
pass for influence; yielding to an unnamed argument of somebody else's is counted.
"""

from dataclasses import dataclass

from committee.speech.findings import Finding, Reading, ordered
from committee.speech.verbs import LEX

INFLUENCE, APPROACH, YIELD = LEX.bit("influence"), LEX.bit("approach"), LEX.bit("yield")
COMMAND, COMPLAIN = LEX.bit("command"), LEX.bit("complain")
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
    approached = -SENTENCES - 1
    ranked = {text.sentences[first] for first, _ in reading.met("authority")}
    for clause in reading.clauses:
        sentence = text.sentences[clause.verb]
        if clause.who in ("i", "we") and reading.acts(clause):
            if clause.tags & (COMMAND | COMPLAIN):
                authority.append(reading.clause_finding("authority", clause))
                ranked.add(sentence)
            elif clause.tags & INFLUENCE and clause.who == "i":
                moved.append(reading.clause_finding("moved", clause))
            if clause.tags & APPROACH and clause.who == "i" and sentence not in ranked:
                approached = sentence
        elif clause.who in ("other", "group") and clause.tags & YIELD and reading.acts(clause):
            follows = sentence - approached <= SENTENCES and sentence not in ranked
            moved += [reading.clause_finding("moved", clause)] if follows else []
    for first, last in reading.met("moved"):
        settled = text.sentences[first] in ranked
        denied = any(w in ("not", "never", "no") for w in text.words[max(0, first - 3) : first])
        if not settled and not denied:
            moved.append(reading.finding("moved", first, last))
    gave_in = (reading.finding("gave in", *span) for span in reading.met("gave_in"))
    return InfluenceWords(ordered(moved), ordered(authority), ordered(gave_in))
