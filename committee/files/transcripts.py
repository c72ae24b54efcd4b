"""Transcripts as meeting tools export them: WebVTT, SRT and plain text, into cues.

WebVTT names its speakers in `<v Name>` tags (Teams) or as "Name: ..." in the words (Zoom, Meet);
plain text as "Name: ...", with a time before or after the name, or with the name and
time on a line of their own above what was said.
"""

import codecs
import re
from pathlib import Path

from committee.errors import FileError
from committee.speech.conversation import Cue

from .captions import read_captions
from .speaker_names import clean_name, is_name, repeated_names, seconds_of, split_name
from .strict_text import decode

_CLOCK = r"(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?"
_TIME_FIRST = re.compile(rf"[\[(]?({_CLOCK})(?:\s*(?:-->|-|–)\s*{_CLOCK})?[\])]?\s*[-–]?\s*(.*)")
_TIME_LAST = re.compile(rf"(\S.{{0,60}}?)\s+[\[(]?({_CLOCK})[\])]?\s*:?")
_SPEAKER_TIME = re.compile(rf"(\S.{{0,60}}?)\s*[\[(]({_CLOCK})[\])]\s*:\s*(.*)")

_NOTICE = re.compile(
    r"(?:transcription|recording) (?:ended|started)\b.{0,80}"
    r"|.{0,80} (?:started|stopped) transcription\.?",
    re.I,
)
"""What a meeting tool writes into a transcript of its own accord."""

MOST_BYTES = 1_000_000
"""A transcript's size; an hour of speech has about 60,000 bytes."""


def read_transcript(path: Path) -> tuple[Cue, ...]:
    """The cues of a transcript file of at most a megabyte; FileError for anything else."""
    where = str(path)
    try:
        with path.open("rb") as file:
            raw = file.read(MOST_BYTES + 1)
    except OSError as error:
        reason = error.strerror or "unreadable"
        raise FileError(
            f"can't be read ({reason}).", where=where, remedy="Check the name and the permissions."
        ) from error
    return parse_transcript(raw, where)


def parse_transcript(raw: bytes, where: str) -> tuple[Cue, ...]:
    """The cues in a transcript's bytes; the dialect is seen from the text.

    Raises FileError, with the line, for a cue that can't be read, and for a transcript that
    is too large, not UTF-8, or holds no words.
    """
    if len(raw) > MOST_BYTES:
        raise FileError(
            "the transcript has more than 1 MB, about fifteen hours of speech.",
            where=where,
            remedy="Split it by interview.",
        )
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raw = raw.decode("utf-16", "replace").encode()
    text = decode(raw, where).replace("\r\n", "\n").replace("\r", "\n")
    text = "".join(c if c.isprintable() or c in "\n\t" else " " for c in text)
    if text.lstrip().startswith("WEBVTT"):
        cues = read_captions(text, where, "vtt")
    elif _is_srt(text):
        cues = read_captions(text, where, "srt")
    else:
        cues = _lines(text)
    cues = [cue for cue in cues if cue.text]
    if not cues:
        raise FileError(
            "nobody says anything in it.", where=where, remedy="Export the transcript again."
        )
    return tuple(cues)


def _is_srt(text: str) -> bool:
    return any("-->" in line for line in text.split("\n", 12)[:12])


def _lines(text: str) -> list[Cue]:
    """Cues of plain text, from one line to the next that names somebody or gives a time.

    What stands above the first of them is a heading where anybody is named at all.
    """
    handles = repeated_names(text)
    begun: list[tuple[str, float | None, list[str]]] = [("", None, [])]
    for line in text.split("\n"):
        if _NOTICE.fullmatch(line.strip()):
            continue
        speaker, time, said = _read_line(" ".join(line.split()), handles)
        if speaker or time is not None:
            begun.append((speaker, time, [said]))
        else:
            begun[-1][2].append(said)
    if any(speaker for speaker, _, _ in begun):
        begun = begun[1:]
    cues = [Cue(speaker, "\n".join(said).strip(), time) for speaker, time, said in begun]
    for at in range(len(cues) - 1):
        if cues[at].start is not None:
            follows = cues[at + 1].start
            cues[at] = Cue(cues[at].speaker, cues[at].text, cues[at].start, follows)
    return _with_speakers(cues)


def _with_speakers(cues: list[Cue]) -> list[Cue]:
    """A time on a line of its own goes with the name on the next line that has words."""
    joined: list[Cue] = []
    time = None
    for cue in cues:
        if not cue.text and not cue.speaker:
            time = cue.start
            continue
        start = cue.start if cue.start is not None else time
        joined.append(Cue(cue.speaker, cue.text, start, cue.end))
        time = None
    return joined


def _read_line(line: str, handles: frozenset[str]) -> tuple[str, float | None, str]:
    """Speaker, seconds and words of one line of plain text, as far as it has them."""
    if not line:
        return "", None, ""
    both = _SPEAKER_TIME.fullmatch(line)
    if both and is_name(both.group(1)):
        return clean_name(both.group(1)), seconds_of(both.group(2)), both.group(3)
    first = _TIME_FIRST.fullmatch(line)
    if first:
        rest = first.group(2)
        speaker, said = split_name(rest, handles)
        if not speaker and is_name(rest):
            return clean_name(rest), seconds_of(first.group(1)), ""
        return speaker, seconds_of(first.group(1)), said
    last = _TIME_LAST.fullmatch(line)
    if last and is_name(last.group(1)):
        return clean_name(last.group(1)), seconds_of(last.group(2)), ""
    speaker, said = split_name(line, handles)
    return speaker, None, said
