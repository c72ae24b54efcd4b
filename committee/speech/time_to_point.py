"""Decisions, and the set-up before an answer comes to its point.

Must: find decisions, whoever they belong to, and how many words were spoken before the point.
How: a decision is a verb of deciding or proposing with I, we or a team, or a phrase ("the call
was mine"). The point is the first decision, result, or run of actions.
Known exceptions: a decision told only by its consequence ("so the rewrite was off") is not seen.
"""

from committee.speech.findings import Finding, Reading, ordered
from committee.speech.verbs import LEX

DECIDE, PROPOSE = LEX.bit("decide"), LEX.bit("propose")
ASSIST = LEX.bit("assist")
RUN_WORDS = 40
"""Two own actions, or three shared ones, within as many words are a run of actions."""


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
