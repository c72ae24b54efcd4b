"""Whose answers these are: the one who is named, else whoever says most of those who don't ask.

Must never take an interviewer's questions for the candidate's words: where it can't be told, it
is refused, with who has to be named.
"""

from collections import Counter
from collections.abc import Sequence

from committee.errors import CommitteeError

from .conversation import Cue, asks, merged, speakers

CLEARLY = 1.25
"""How many times the words of the next the candidate says, where nobody is wanted by name."""
LONGEST_QUESTION = 40
"""Words of a line that is put to somebody as a whole."""


def find_candidate(cues: Sequence[Cue], wanted: str = "") -> str:
    """The candidate's name: the one wanted, else who clearly says most of those who don't ask.

    `wanted` may be the beginning of a name, in any case. Empty if nobody is named and nobody
    asks: one person's words. Raises CommitteeError, naming the speakers there are, where
    `wanted` fits none of them or several, and where it can't be told who the candidate is.
    """
    names = speakers(cues)
    if wanted.strip() and names:
        return _named(wanted.strip(), names)
    if not names:
        _refuse_if_several_speak(cues)
        return ""
    said: Counter[str] = Counter()
    turns: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for cue in merged(cues):
        said[cue.speaker] += len(cue.text.split())
        turns[cue.speaker] += 1
        asked[cue.speaker] += asks(cue.text)
    share = {name: asked[name] / turns[name] for name in names}
    others = [name for name in names if share[name] < 0.5]
    if not others and len(names) > 1:
        others = [name for name in names if share[name] == min(share.values())]
    others.sort(key=lambda name: -said[name])
    if others and (len(others) == 1 or said[others[0]] >= CLEARLY * said[others[1]]):
        return others[0]
    if not others:
        raise CommitteeError(
            f"only {names[0]} is named, and mostly asks.",
            remedy=f"Say that {names[0]} is the candidate, or name the candidate’s turns too.",
        )
    raise CommitteeError(
        f"{_listed([f'{n} ({said[n]} words)' for n in others[:4]])} may each be the candidate.",
        remedy=f"Say who it is: {_listed(list(names), 'or')}.",
    )


def _named(wanted: str, names: Sequence[str]) -> str:
    folded = wanted.casefold()
    fits = [n for n in names if n.casefold() == folded] or [
        n for n in names if n.casefold().startswith(folded)
    ]
    if len(fits) == 1:
        return fits[0]
    found = f"“{wanted}” fits several speakers." if fits else f"no speaker is named “{wanted}”."
    raise CommitteeError(found, remedy=f"Choose from: {', '.join(names)}.")


def _refuse_if_several_speak(cues: Sequence[Cue]) -> None:
    """CommitteeError if nobody is named, and somebody asks or the speaker changes."""
    lines = [line for cue in cues for line in cue.text.split("\n")]
    question = next((line for line in lines if _is_question(line)), "")
    if question or any(cue.speaker for cue in cues):
        why = f", and “{_cut(question)}” is a question" if question else ""
        raise CommitteeError(
            f"no speaker is named{why}, so an interviewer’s words can’t be told from the "
            "candidate’s.",
            remedy="Write who speaks before each turn, as in “Mina: Why?”, "
            "or leave only what the candidate said.",
        )


def _is_question(line: str) -> bool:
    return line.rstrip("\"”’') ").endswith(("?", "？", "؟")) or (
        len(line.split()) <= LONGEST_QUESTION and asks(line)
    )


def _cut(line: str) -> str:
    line = " ".join(line.split())
    return line if len(line) <= 80 else f"{line[:79]}…"


def _listed(items: Sequence[str], last: str = "and") -> str:
    return f" {last} ".join([", ".join(items[:-1]), items[-1]] if len(items) > 1 else items)
