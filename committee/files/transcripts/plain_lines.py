"""One line of plain text or Markdown: its time, its speaker and its words, where it has them."""

import html
import re
from dataclasses import dataclass, replace

from .lines_tools_add import is_ending, is_notice, is_sound
from .speaker_names import clean_name, is_name, split_name
from .timing import CLOCK, half_day, is_time, seconds_of

_UNPADDED = re.compile(r":\d(?=[:.,]|$)")
"""How Teams wrote in 2021, with milliseconds without leading noughts."""
_HALF = r"(?:\s?[ap]\.?\s?m\b\.?)?"
_TIME = rf"@?(?P<early>[-−]?)(?P<time>{CLOCK})(?P<half>{_HALF})"
_RANGE = rf"{_TIME}(?:\s*(?:-{{1,2}}>|[-–—→]+>?|to)\s*(?P<end>{CLOCK}){_HALF})?"
_STAMP = rf"(?:(?P<open>[\[(<])\s*{_RANGE}\s*[\])>]|{_RANGE.replace('P<', 'P<bare_')})"
_GAP = r"\s*[-–—|,·•]?\s*"
_TIME_FIRST = re.compile(rf"{_STAMP}\s*[-–—|:]?(?:\s+(?P<rest>.*))?", re.IGNORECASE)
_NAME_FIRST = re.compile(
    rf"(?P<name>\S.{{0,60}}?)(?P<gap>{_GAP}){_STAMP}(?P<colon>\s*[:：-])?(?:\s+(?P<rest>.*))?",
    re.IGNORECASE,
)
_SPOKEN_TIME = re.compile(
    r"(?:(\S.{0,60}?)\s+)??(?:(\d{1,3}) hours? )?(?:(\d{1,3}) minutes? )?"
    r"(\d{1,3}) seconds?(?:\s*[\d:]+)?"
)
"""Teams, copied from its page: "Anna Berg 1 minute 5 seconds1:05"."""
_LINK = re.compile(r"!?\[([^\[\]]{0,200})\]\((?:https?:|mailto:|/|#)[^()\s]{0,2000}\)")
_MARKS = re.compile(r"\*\*|__|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)|\\(?=[\[\]*_#.():!-])|`")
_HEADING = re.compile(r"\A#{1,6}\s+")
_BULLET = re.compile(r"\A(?:[-+•*]|>(?!>))\s+(?=\S)")
_BOLD = re.compile(r"\*\*[^*]+\*\*|__[^_]+__")
_RULE = re.compile(r"(?:\s*[-*_=]){3,}\s*")


@dataclass(frozen=True, slots=True)
class PlainLine:
    """A line as far as it is understood.

    `named` says that a time stood beside the name, `after` that it stood before it, `bare` that
    it stood without brackets, `marked` that the line is a heading or bold; `raw` is all of it.
    """

    said: str
    speaker: str = ""
    time: float | None = None
    end: float | None = None
    named: bool = False
    after: bool = False
    bare: bool = False
    marked: bool = False
    of_day: bool = False
    closes: bool = False
    raw: str = ""

    @property
    def begins(self) -> bool:
        return bool(self.speaker) or self.time is not None


def unmarked(line: str) -> str:
    """A line without the marks of Markdown and HTML: links, bold, bullets, headings."""
    line = html.unescape(line.replace("<br>", " ").strip())
    line = _LINK.sub(r"\1", line)
    line = _HEADING.sub("", _BULLET.sub("", line, count=1), count=1)
    return _MARKS.sub("", line).replace("\t", "  ").removesuffix("\\").strip()


def read_line(raw: str) -> PlainLine:
    """What one line says by itself, and whether it begins a turn."""
    line = unmarked(raw)
    if not line or _RULE.fullmatch(raw) or is_notice(line):
        return PlainLine("")
    if is_ending(line):
        return PlainLine("", closes=True)
    spoken = _SPOKEN_TIME.fullmatch(line)
    if spoken and (not spoken[1] or is_name(spoken[1])):
        hours, minutes, seconds = (int(part or 0) for part in spoken.groups()[1:])
        time = hours * 3600.0 + minutes * 60 + seconds
        return PlainLine("", clean_name(spoken[1] or ""), time, named=bool(spoken[1]), raw=line)
    found = _time_first(line) or _name_first(line)
    if found:
        return found
    heading = bool(_HEADING.match(raw.strip()))
    marked = heading or bool(_BOLD.fullmatch(raw.strip()))
    if heading and not split_name(line)[0]:
        return PlainLine("", marked=True, closes=True, raw=line)
    said = "" if is_sound(line) else " ".join(line.split())
    return PlainLine(said, marked=marked, raw=said)


def _time_first(line: str) -> PlainLine | None:
    match = _TIME_FIRST.fullmatch(line)
    if not match or not _valid(match):
        return None
    rest = match["rest"] or ""
    speaker, said = split_name(" ".join(rest.split()), timed=True)
    if not speaker and is_name(rest, timed=True) and not rest.endswith("."):
        return replace(_stamped(match, clean_name(rest), ""), after=True)
    return _stamped(match, speaker, said)


def _name_first(line: str) -> PlainLine | None:
    match = _NAME_FIRST.fullmatch(line)
    if not match or not _valid(match):
        return None
    rest, name, gap = match["rest"] or "", match["name"].rstrip(":： "), match["gap"]
    if not (match["open"] or match["colon"] or len(gap) > 1 or not rest):
        return None
    column = not rest and gap.isspace() and len(gap) > 1 and len(name.split()) <= 4
    if is_name(name, timed=True) or (column and name[-1].isalnum()):
        return _stamped(match, clean_name(name), rest)
    return None


def _valid(match: re.Match[str]) -> bool:
    return is_time(match["time"] or match["bare_time"])


def _stamped(match: re.Match[str], speaker: str, said: str) -> PlainLine:
    """A line with a time, of which `match` holds the parts."""
    stamp, half = match["time"] or match["bare_time"], match["half"] or match["bare_half"] or ""
    end = match["end"] or match["bare_end"]
    time = seconds_of(stamp, milliseconds=bool(_UNPADDED.search(stamp)))
    if match["early"] or match["bare_early"]:
        time = 0.0  # Somebody spoke before the recording began.
    if half:
        time = half_day(time if stamp.count(":") > 1 else time * 60, half)
    return PlainLine(
        "" if is_sound(said) else " ".join(said.split()),
        speaker,
        time,
        seconds_of(end) if end and not half else None,
        named=bool(speaker),
        bare=not match["open"],
        of_day=bool(half),
        raw=" ".join(match.string.split()),
    )
