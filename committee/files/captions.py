"""Timed captions, WebVTT or SRT, into cues, with the line of whatever is broken."""

import html
import re

import webvtt

from committee.errors import FileError
from committee.speech.conversation import Cue

from .speaker_names import clean_name, repeated_names, seconds_of, split_name
from .strict_text import printable

_STAMP = r"(?:\d{1,10}:)?\d{1,2}:\d{1,2}[.,]\d{1,3}"
_TIMING = re.compile(rf"\s*({_STAMP})\s*-->\s*({_STAMP})(?=\s|$)")
_VOICE = re.compile(r"<v(?:\.[^\s<>]{0,60})?[ \t]{1,9}([^<>]{1,120})>")
_TAG = re.compile(r"</?[a-zA-Z0-9:.][^<>]{0,200}>|</>")


def read_captions(text: str, where: str, format_: str) -> list[Cue]:
    """Cues of WebVTT or SRT; every timing line is checked first, for its line number's sake."""
    lines = text.split("\n")
    for number, line in enumerate(lines, start=1):
        if "-->" in line:
            _check_timing(line, f"{where}, line {number}")
    try:
        if format_ == "srt":
            text = "WEBVTT\n\n" + "\n".join(
                _TIMING.sub(lambda m: m.group().replace(",", "."), line) for line in lines
            )
        captions = webvtt.from_string(text.lstrip())
    except (webvtt.errors.MalformedFileError, webvtt.errors.MalformedCaptionError) as error:
        raise FileError(
            f"this is not a whole transcript: {printable(str(error))}.",
            where=where,
            remedy="Export it again.",
        ) from error
    tagged = bool(_VOICE.search(text))
    handles = repeated_names(text)
    cues: list[Cue] = []
    for caption in captions.captions:
        start = caption.start_time.in_milliseconds() / 1000
        end = caption.end_time.in_milliseconds() / 1000
        cues += [
            Cue(speaker, said, start, end)
            for speaker, said in _voices("\n".join(caption.lines), tagged, handles)
        ]
    return cues


def _check_timing(line: str, where: str) -> None:
    timing = _TIMING.match(line)
    if timing is None:
        raise FileError(
            f"“{printable(line.strip())}” is not the time of a cue.",
            where=where,
            remedy="Write it as 00:01:02.000 --> 00:01:05.000.",
        )
    start, end = (seconds_of(stamp) for stamp in timing.groups())
    if end < start:
        raise FileError(
            f"this cue ends ({timing.group(2)}) before it begins ({timing.group(1)}).",
            where=where,
            remedy="Mend the two times.",
        )
    if any(int(part) > 59 for s in timing.groups() for part in re.split(r"[:.,]", s)[-3:-1]):
        raise FileError(
            f"“{timing.group().strip()}” has more than 59 minutes or seconds.",
            where=where,
            remedy="Mend the time.",
        )


def _voices(payload: str, tagged: bool, handles: frozenset[str]) -> list[tuple[str, str]]:
    """Speakers and words of one cue, which may hold several voices, or name none.

    Where a file has voice tags, a colon in its words is no speaker's.
    """
    pieces = _VOICE.split(payload)
    found = [("", pieces[0]), *zip(pieces[1::2], pieces[2::2], strict=True)]
    voices = []
    for speaker, said in found:
        words = html.unescape(_TAG.sub("", said)).strip()
        if not words:
            continue
        if not speaker and not tagged:
            voices += [(cue.speaker, cue.text) for cue in _named_lines(words, handles)]
        else:
            voices.append((clean_name(html.unescape(speaker)), words))
    return voices


def _named_lines(words: str, handles: frozenset[str]) -> list[Cue]:
    """A cue's lines, each with the speaker that it names; others go on with the one before."""
    cues: list[Cue] = []
    for line in words.split("\n"):
        speaker, said = split_name(" ".join(line.removeprefix("- ").split()), handles)
        if cues and not speaker:
            cues[-1] = Cue(cues[-1].speaker, f"{cues[-1].text}\n{said}".strip())
        else:
            cues.append(Cue(speaker, said))
    return cues
