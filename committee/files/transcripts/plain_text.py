"""Plain text and Markdown into cues, from one line to the next that names somebody.

A line may have a time and a name in either order, with the words behind them or on the lines
below; or a time alone, or a name alone. A colon makes a name only as far as the file's other
lines allow it: where names stand beside times, "Result: it broke" is what somebody said.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from committee.speech.conversation import Cue

from .lines_tools_add import is_opening
from .plain_lines import PlainLine, read_line, unmarked
from .speaker_names import clean_name, is_name, repeated_names, split_name
from .timing import since_the_first


def read_plain_text(text: str) -> list[Cue]:
    """Cues of plain text; those of a text that names nobody have no speaker.

    What stands above the first line that names somebody is a heading where anybody is named.
    """
    lines = _unnamed(_names_alone(_names_near_times([read_line(line) for line in _body(text)])))
    beside = Counter(line.speaker for line in lines if line.named)
    handles = repeated_names("\n".join(line.said for line in lines if not line.begins))
    cues: list[Cue] = [Cue("", "")]
    closed = of_day = False
    for line in lines:
        line = _settled(line, beside, handles)
        of_day = of_day or line.of_day
        if line.begins:
            cues.append(Cue(line.speaker, line.said, line.time, line.end))
            closed = False
        elif line.closes:
            closed = any(cue.speaker for cue in cues)
        elif not closed:
            cues[-1] = replace(cues[-1], text=f"{cues[-1].text}\n{line.said}")
    if any(cue.speaker for cue in cues):
        cues = cues[1:]
    return _with_ends(_timed([replace(c, text=c.text.strip()) for c in cues], of_day))


def _body(text: str) -> list[str]:
    """The lines of the transcript itself: without front matter, and what a summary says."""
    lines = text.split("\n")
    if lines and lines[0].strip() == "---" and "---" in (x.strip() for x in lines[1:60]):
        lines = lines[2 + [x.strip() for x in lines[1:60]].index("---") :]
    begun = next((at for at in range(len(lines) - 1, -1, -1) if _begins(lines[at])), 0)
    opened = next((at for at, x in enumerate(lines[:begun]) if is_opening(unmarked(x))), -1)
    return lines[opened + 1 :]


def _begins(line: str) -> bool:
    return read_line(line).begins or bool(split_name(unmarked(line))[0])


def _names_near_times(lines: Sequence[PlainLine]) -> list[PlainLine]:
    """Names on a line of their own above or below a time on a line of its own, joined.

    They are names only if they stand so beside every such time: "Yes" may stand below one.
    """
    said = [line for line in lines if line.said or line.begins]
    for order in (1, -1):
        pairs = list(pairwise(said[::order]))
        alone = [(a, b) for a, b in pairs if a.time is not None and not (a.speaker or a.said)]
        named = [b for _, b in alone if not b.begins and is_name(b.said) and b.said[-1] != "."]
        if len(alone) > 1 and len(named) == len(alone):
            return _joined(said, {id(a): b for a, b in alone})
    return list(lines)


def _joined(lines: Sequence[PlainLine], names: dict[int, PlainLine]) -> list[PlainLine]:
    taken = {id(name) for name in names.values()}
    return [
        replace(line, speaker=clean_name(names[id(line)].said), named=True)
        if id(line) in names
        else line
        for line in lines
        if id(line) not in taken
    ]


def _names_alone(lines: Sequence[PlainLine]) -> list[PlainLine]:
    """Headings and bold lines that are names, each of several standing there more than once."""
    alone = Counter(line.raw for line in lines if line.marked and is_name(line.raw))
    if any(line.begins for line in lines) or len(alone) < 2 or max(alone.values()) < 2:
        return list(lines)
    return [
        PlainLine("", clean_name(line.raw)) if line.marked and line.raw in alone else line
        for line in lines
    ]


def _unnamed(lines: Sequence[PlainLine]) -> list[PlainLine]:
    """A word behind a time, with nothing said below it, is no name: "0:15 Yes".

    One time in a text that names nobody is part of its words: "10:30 was the limit".
    """
    said = [line for line in lines if line.said or line.begins]
    follows = [below.begins for below in said[1:]] + [True]
    empty = {id(line) for line, begins in zip(said, follows, strict=False) if line.after and begins}
    read = [
        replace(line, speaker="", said=line.speaker, named=False) if id(line) in empty else line
        for line in lines
    ]
    timed = [line for line in read if line.begins]
    if len(timed) == 1 and not timed[0].speaker and timed[0].bare and timed[0].said:
        return [PlainLine(line.raw) if line is timed[0] else line for line in read]
    return read


def _settled(line: PlainLine, beside: Counter[str], handles: frozenset[str]) -> PlainLine:
    """What a line is, seen in its file; words with a colon, or with a time of day, stay words."""
    if line.begins:
        loose = beside and line.bare and not line.named and line.said
        return PlainLine(line.raw) if loose else line
    speaker, said = split_name(line.said, handles)
    if not speaker or (beside and speaker not in beside and not line.said.startswith(">>")):
        return line
    return replace(line, speaker=speaker, said=said)


def _timed(cues: Sequence[Cue], of_day: bool) -> list[Cue]:
    """Cues with a time on a line of its own given to the words below it."""
    times = since_the_first([cue.start for cue in cues], of_day=of_day)
    joined: list[Cue] = []
    waiting = None
    for cue, start in zip(cues, times, strict=True):
        if not cue.text and not cue.speaker:
            waiting = start
            continue
        end = cue.end
        if end is None or start is None or start != cue.start or end < start:
            end = None
        joined.append(replace(cue, start=waiting if start is None else start, end=end))
        waiting = None
    return joined


def _with_ends(cues: list[Cue]) -> list[Cue]:
    """Each cue ends where the next begins, where nothing else is said of its end."""
    return [
        replace(cue, end=_next_start(cue, below)) if cue.end is None else cue
        for cue, below in zip(cues, [*cues[1:], None], strict=False)
    ]


def _next_start(cue: Cue, below: Cue | None) -> float | None:
    if below is None or cue.start is None or below.start is None or below.start < cue.start:
        return None
    return below.start
