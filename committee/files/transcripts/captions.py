"""WebVTT, SRT and SBV into cues, with the line of whatever can't be read.

Tools write all three carelessly: arrows of other letters, commas for points, times without
hours or noughts, blank lines inside a cue. So the lines are mended into plain WebVTT first,
where each one's number is still known, and webvtt-py reads that.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

import webvtt

from committee.errors import FileError
from committee.files.strict_text import printable
from committee.speech.conversation import Cue

from .caption_speakers import voices_of
from .rolling import ShownCaption, words_once
from .timing import is_time, seconds_of

MOST_CUES = 8_000
"""Over two hours of captions that roll; a meeting has a thousand an hour."""
_ARROW = r"(?:[-–—−]{1,3}\s?(?:>|&gt;)|=>|[→⟶➔➜⇒])"
_STAMP = r"(?:\d{1,6}:)?\d{1,4}:\d{1,2}(?:[.,]\d{1,6})?"
_TIMING = re.compile(rf"\s*[\[(]?({_STAMP})\s*{_ARROW}\s*({_STAMP})[\])]?(?=\s|$)")
_FRACTION = r"(?:\d{1,3}:)?\d{1,2}:\d{1,2}[.,]\d{1,3}"
_SBV = re.compile(rf"\s*({_FRACTION})\s*(?:,|[-–—−]{{1,3}})\s*({_FRACTION})\s*")
"""SBV's comma, and the arrows that have lost their heads."""
_TRIED = re.compile(
    rf"\s*[-−]?\d[\d.,:x]{{0,30}}:\S{{0,30}}\s{{0,30}}{_ARROW}|.{{0,40}}{_ARROW}\s*[-−]?\d+:\d|\s*{_ARROW}\s*$"
)
"""A line that was meant to be the time of a cue."""
_TIMED = re.compile(rf".{{0,80}}?(?<![\d:.,]){_STAMP}\s*{_ARROW}\s*{_STAMP}(?![\d:.,])")
_UNPADDED = re.compile(r"(?:^|:)\d(?=:|[.,]|$)")
_NUMBER = re.compile(r"\d{1,9}")
_WEBEX = re.compile(r'\d{1,9}\s+"([^"]{1,80})"(?:\s*\([^()]*\))?')
_COMMENT = re.compile(r"(?:NOTE(?:\s|$)|(?:STYLE|REGION)\s*$)")


@dataclass
class _Timed:
    """A cue's lines while they are read; `line` is where its time stands."""

    line: int
    start: str
    end: str
    name: str = ""
    said: list[str] = field(default_factory=list)


def is_captions(text: str) -> bool:
    """Whether a text is one of the three: a header, or the time of a cue near its beginning."""
    if text.lstrip().startswith("WEBVTT"):
        return True
    first = [line for line in text.split("\n", 40)[:40] if line.strip()][:6]
    return any(
        _SBV.fullmatch(line)
        or _timing_alone(line)
        or (_TRIED.match(line) and not _TIMED.match(line))
        for line in first
    )


def read_captions(text: str, where: str) -> list[Cue]:
    """Cues of a text that `is_captions`; FileError names the line of one that can't be read."""
    timed = list(islice(_timed(text.split("\n"), where), MOST_CUES + 1))
    if len(timed) > MOST_CUES:
        raise FileError(
            f"there are more than {MOST_CUES:,} captions, over two hours of speech.",
            where=where,
            remedy="Split it by interview.",
        )
    times = _seconds(timed, where)
    mended = ["WEBVTT\n"]
    for cue, (start, end) in zip(timed, times, strict=True):
        said = "\n".join(cue.said).replace("-->", "→")
        mended.append(f"{_written(start)} --> {_written(end)}\n{said}\n")
    captions = webvtt.from_string("\n".join(mended)).captions
    shown = [
        ShownCaption(caption.lines, *time, cue.name)
        for caption, time, cue in zip(captions, times, timed, strict=True)
    ]
    return list(voices_of(words_once(shown)))


def _timed(lines: Sequence[str], where: str) -> Iterator[_Timed]:
    """Each cue's time and lines; comments, styles and what stands above the first are left out."""
    tagged = bool(lines) and lines[0].lstrip().startswith("WEBVTT")
    cue: _Timed | None = None
    above, skipping = "", False
    for number, line in enumerate(lines, start=1):
        timing = _timing_alone(line) or _SBV.fullmatch(line)
        if timing is None and _TRIED.match(line):
            raise _not_a_time(line, f"{where}, line {number}")
        if timing is not None:
            name = _taken_from(cue, above, tagged, lines[number - 3] if number > 2 else "")
            if cue is not None and any(cue.said):
                yield cue
            cue, skipping = _Timed(number, timing[1], timing[2], name), False
        elif not line.strip():
            skipping = False
        elif skipping or (tagged and _COMMENT.match(line) and not above.strip()):
            skipping = True
        elif cue is not None:
            cue.said.append(line)
        above = line
    if cue is not None and any(cue.said):
        yield cue


def _timing_alone(line: str) -> re.Match[str] | None:
    """The time of a cue; words may not follow it, but settings may ("align:start")."""
    timing = _TIMING.match(line)
    rest = line[timing.end() :].split() if timing else []
    return timing if all(":" in part[1:] or "=" in part for part in rest) else None


def _taken_from(cue: _Timed | None, above: str, tagged: bool, before: str) -> str:
    """Take the line above a time away from the cue before it, if it numbers or names the next.

    Gives the speaker whom Webex names there: 3 "Anna Berg" (1234567).
    """
    line = above.strip()
    webex = _WEBEX.fullmatch(line)
    alone = tagged and not before.strip()
    if line and (webex or _NUMBER.fullmatch(line) or alone) and cue is not None and cue.said:
        cue.said.pop()
    return webex.group(1) if webex else ""


def _seconds(timed: Sequence[_Timed], where: str) -> list[tuple[float, float]]:
    """Start and end of each cue.

    Teams wrote milliseconds without leading noughts in 2021, and so ".80" for 0.080. Its files
    are known by minutes and seconds without them; where that leaves a doubt, the reading
    that lets fewer cues end before they begin is the right one.
    """
    bare = any(_UNPADDED.search(c.start.partition(":")[2]) for c in timed)
    readings = [
        [tuple(seconds_of(s, milliseconds=ms) for s in (c.start, c.end)) for c in timed]
        for ms in (bare, not bare)
    ]
    wrong = [sum(end < start for start, end in reading) for reading in readings]
    times = readings[0] if wrong[0] <= wrong[1] else readings[1]
    for cue, (start, end) in zip(timed, times, strict=True):
        line = f"{where}, line {cue.line}"
        if not (is_time(cue.start) and is_time(cue.end)):
            raise FileError(
                f"“{cue.start} --> {cue.end}” has more than 59 minutes or seconds.",
                where=line,
                remedy="Mend the time.",
            )
        if end < start:
            raise FileError(
                f"this cue ends ({cue.end}) before it begins ({cue.start}).",
                where=line,
                remedy="Mend the two times.",
            )
    return [(start, end) for start, end in times]


def _written(seconds: float) -> str:
    thousandths = round(seconds * 1000)
    minutes, rest = divmod(thousandths, 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{rest // 1000:02}.{rest % 1000:03}"


def _not_a_time(line: str, where: str) -> FileError:
    return FileError(
        f"“{printable(line.strip())}” is not the time of a cue.",
        where=where,
        remedy="Write it as 00:01:02.000 --> 00:01:05.000.",
    )
