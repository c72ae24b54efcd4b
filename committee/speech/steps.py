"""STAR-L: which of Situation, Task, Action, Result and Learnings an answer has.

Must: find the words with which each step is told, so that a missing one can be asked for.
How: the situation is what was or is, before or around the first action; the task what had to
be done; actions and results come from their own detectors; learnings are phrases of insight
and of changed habit ("since then", "next time", "I now").
Known exceptions: a situation told in one subordinate clause may be missed; a learning told as a
plain rule ("Measure first.") is not seen.
"""

from committee.speech.findings import Finding, Reading, ordered
from committee.speech.verbs import BE, LEX

STEPS = ("situation", "task", "action", "result", "learnings")
STATE = LEX.bit("state")


def find_steps(
    reading: Reading, actions: tuple[Finding, ...], results: tuple[Finding, ...]
) -> dict[str, tuple[Finding, ...]]:
    """The words of each STAR-L step, an empty tuple where a step is missing."""
    limit = actions[0].start if actions else len(reading.text.raw)
    scene = [reading.finding("situation", *span) for span in reading.met("situation")]
    scene += [
        reading.clause_finding("situation", clause)
        for clause in reading.clauses
        if clause.who != "i" and clause.past and clause.tags & (STATE | BE)
    ]
    early = [f for f in scene if f.start < limit]
    told = early or [f for f in scene if f.start < len(reading.text.raw) // 2]
    return {
        "situation": ordered(told),
        "task": ordered(reading.finding("task", *span) for span in reading.met("task")),
        "action": actions,
        "result": results,
        "learnings": ordered(
            reading.finding("learnings", *span) for span in reading.met("learning")
        ),
    }
