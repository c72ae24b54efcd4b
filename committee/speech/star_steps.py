"""STAR-L: which of Situation, Task, Action, Result and Learnings an answer has.

Must: find the words with which each step is told, so that a missing one can be asked for.
How: the situation is what was, or what others did, before the first own action; the task what
had to be done: a phrase ("my job was", "six weeks to"), what "Task:" labels, or before the first
own action what somebody needed, wanted, promised or owns, or what stood in the way: a trouble by
its word, or something that others did not, would not or could not do; actions and results come from
their own detectors; learnings are phrases of insight and of changed habit ("since then", "I now").
Known exceptions: a situation told in one subordinate clause may be missed; a learning told as a
plain rule ("Measure first.") is not seen.
"""

from .findings import Finding, Reading, ordered
from .verbs import BE, LEX, Clause

AIM, ASK = LEX.bit("aim"), LEX.bit("say")
FAILS, TROUBLE = LEX.bit("wrong", "harm"), LEX.bit("trouble_word", "harm_word")
IDLE_OR_BE = LEX.bit("state", "perceive") | BE


def find_steps(
    reading: Reading, actions: tuple[Finding, ...], results: tuple[Finding, ...]
) -> dict[str, tuple[Finding, ...]]:
    """The words of each STAR-L step, an empty tuple where a step is missing."""
    own = next((c.subject for c in reading.clauses if c.who == "i" and reading.acts(c)), None)
    limit = len(reading.text.words) if own is None else own
    scene = [span for span in reading.met("situation") if span[0] < limit]
    told = [reading.finding("situation", *span) for span in scene]
    told += [
        reading.clause_finding("situation", clause)
        for clause in reading.clauses
        if clause.who != "i" and clause.verb < limit and (clause.tags & IDLE_OR_BE or own)
    ]
    due = [reading.finding("task", *span) for span in reading.met("task")]
    due += [reading.clause_finding("task", c) for c in reading.clauses if _sets_a_task(c, limit)]
    due += [
        reading.finding("task", at, at)
        for at, tag in enumerate(reading.text.tags[:limit])
        if tag & TROUBLE and not reading.text.quoted[at]
    ]
    due += [
        reading.finding("task", at, at)
        for at in range(len(reading.text.words) - 1)
        if reading.text.words[at] == "task" and reading.text.labels(at)
    ]
    return {
        "situation": ordered(told),
        "task": ordered(due),
        "action": actions,
        "result": results,
        "learnings": ordered(
            reading.finding("learnings", *span) for span in reading.met("learning")
        ),
    }


def _sets_a_task(clause: Clause, limit: int) -> bool:
    """Whether somebody needs, wants, promises or withholds something before the speaker acts.

    To ask is a task where others ask, and no task where the speaker does.
    """
    if clause.verb >= limit:
        return False
    if clause.who != "i" and (clause.negated or clause.tags & FAILS):
        return True
    if clause.modal or clause.negated or not clause.tags & AIM:
        return False
    return not (clause.tags & ASK and clause.who in ("i", "we") and not clause.passive)
