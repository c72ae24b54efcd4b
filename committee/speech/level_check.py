"""The level check of a story: what its Action shows and how far its Result reaches.

Must: say whether the Action shows decisions or execution, and whether the Result reaches others
or only one's own output; where that disagrees with the stated reach, say why with the words.
How: own decisions and influence against own acts in the Action; the widest word of reach
(team, org, company) in the Result that is not negated.
Known exceptions: a wide word in passing ("our company's CI") reads as wide; a reach told by a
product's name alone is not seen, so a low reading asks rather than states.
"""

from dataclasses import dataclass

from committee.domain.rubric import REACHES

from .findings import Finding, Reading, ordered, read
from .influence import find_influence
from .lexicon import lexicon
from .subjects import find_subjects
from .time_to_point import find_decisions


@dataclass(frozen=True, slots=True)
class LevelCheck:
    """What the words of a story show. `shows` is decisions, execution, shared or nothing.

    `reads` is task, team, org or company; `agrees` whether the words carry the stated reach;
    `why` a sentence where they don't, `ask` the question that would settle it.
    """

    shows: str
    reads: str
    stated: str
    agrees: bool
    action_words: tuple[Finding, ...]
    result_words: tuple[Finding, ...]
    why: str
    ask: str


def check_level(action: str, result: str, stated: str) -> LevelCheck:
    """Check a story's stated reach against the words of its Action and its Result.

    Positions of `action_words` are in `action`, those of `result_words` in `result`. Raises
    FormError where either is too long, ValueError on an unknown reach.
    """
    shows, acting = _shows(read(action))
    reads, reaching = _reach(read(result))
    carried = REACHES.index(reads) >= REACHES.index(stated)
    decided = shows == "decisions" or stated == "task"
    why = ask = ""
    if not carried:
        named = _named(reaching) or "no word of anybody beyond yourself"
        why = f"You say it reached {stated}; the Result reads {reads}: {named}."
        ask = "Who works differently because of it, and how many are they?"
    elif not decided:
        named = _named(acting) or "no act of your own"
        why = f"The Result reads {reads}, but the Action shows {shows}: {named}."
        ask = "Which of those calls was yours, and what did you choose against?"
    return LevelCheck(shows, reads, stated, carried and decided, acting, reaching, why, ask)


def _shows(reading: Reading) -> tuple[str, tuple[Finding, ...]]:
    decided = ordered((*find_decisions(reading, own=True), *find_influence(reading).moved))
    if decided:
        return "decisions", decided
    subjects = find_subjects(reading)
    own = ordered((*subjects.own, *subjects.assists))
    if own:
        return "execution", own
    shared = ordered((*subjects.plural, *subjects.group, *subjects.nobody))
    return ("shared", shared) if shared else ("nothing", ())


def _reach(reading: Reading) -> tuple[str, tuple[Finding, ...]]:
    text = reading.text
    for reach in reversed(REACHES[1:]):
        wide = lexicon().reach[reach]
        found = [
            reading.finding("reach", at, at)
            for at, word in enumerate(text.words)
            if word in wide and not {"no", "not", "without"} & set(text.words[max(0, at - 2) : at])
        ]
        if found:
            return reach, tuple(found)
    return REACHES[0], ()


def _named(findings: tuple[Finding, ...]) -> str:
    return ", ".join(f"“{' '.join(f.words.split())}”" for f in findings[:4])
