"""Decisions, and the set-up before an answer comes to its point.

Must: find decisions, whoever they belong to, and how many words were spoken before the point.
How: a decision is a verb of deciding or proposing with I, we or a team, or a phrase ("the call
was mine"). The point is the first decision, result, run of actions, or an act with which the
answer opens ("I deleted our staging environment. Some background: ...").
Known exceptions: a decision told only by its consequence ("so the rewrite was off") is not seen.
"""

from .findings import Finding, Reading, ordered
from .verbs import ING, LEX

DECIDE, PROPOSE = LEX.bit("decide"), LEX.bit("propose")
ASSIST, OPENS_NOTHING = LEX.bit("assist"), LEX.bit("say", "relocate", "biography")
RUN_WORDS = 40
"""Two own actions, or three shared ones, within as many words are a run of actions."""
HEADLINE = 20
"""Words in which an action of theirs is what the answer opens with."""


def find_decisions(reading: Reading, *, own: bool = False) -> tuple[Finding, ...]:
    """Decisions and proposals in the order of the text; with `own`, only the speaker's."""
    whose = ("i",) if own else ("i", "we", "group")
    found = [
        reading.clause_finding("decision", clause)
        for clause in reading.clauses
        if clause.who in whose
        and clause.tags & (DECIDE | PROPOSE if clause.who == "i" else DECIDE)
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
    reading: Reading,
    decisions: tuple[Finding, ...],
    results: tuple[Finding, ...],
    nobodys: tuple[Finding, ...],
) -> int:
    """Spoken words before the first decision or result; all of them where there is neither.

    A run of actions ends the set-up as well: whoever tells what they
    did, step by step, is no longer setting the scene. What is told as nobody's
    ("it was rewritten") counts in a run that somebody's act has begun.
    """
    before = reading.text.before
    acted = [
        c
        for c in reading.clauses
        if c.who in ("i", "we") and reading.acts(c) and not c.perfect and not c.tags & ASSIST
    ]
    points = [found[0].before for found in (decisions, results) if found]
    points += [
        before[c.subject]
        for c in acted
        if c.who == "i"
        and before[c.verb] < HEADLINE
        and not c.tags & OPENS_NOTHING
        and not reading.text.tags[c.verb] & ING
    ]
    runs = [(before[c.verb], before[c.subject], c.who) for c in acted]
    if runs:
        begun = runs[0][0]
        runs += [(f.before, f.before, "nobody") for f in nobodys if f.before > begun]
    points += _first_run(sorted(runs))
    return min(points, default=reading.text.spoken)


def _first_run(acts: list[tuple[int, int, str]]) -> list[int]:
    """Where the first run of acts begins, each given by the words before verb and subject."""
    for at, (verb, subject, who) in enumerate(acts):
        ahead = acts[at + 1 : at + 3]
        own = [act for act in ahead if act[2] == who == "i"]
        if own and own[0][0] - verb <= RUN_WORDS:
            return [subject]
        if len(ahead) == 2 and ahead[1][0] - verb <= RUN_WORDS:
            return [subject]
    return []
